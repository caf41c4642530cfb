import { decodeJwt, type JWK } from 'jose';
import { holder as member, issuedCredential } from '../../../core/test/factories/index.ts';
import { signPresentation, type Signer } from '../../../core/src/profile/index.ts';
import { send, type Answer } from './site-client.ts';

/** What a wallet reads of a request, by reference or by value. */
export interface ReadRequest {
  readonly clientId: string;
  readonly responseUri: string;
  readonly nonce: string;
  readonly state: string;
  readonly queries: readonly string[];
  readonly clientName: string;
  /** What the answer is to be encrypted to; of `direct_post.jwt` only. */
  readonly encryptTo?: JWK;
}

/** Follows an `openid4vp://` link. */
export async function readRequest(link: string): Promise<ReadRequest> {
  const query = new URL(link).searchParams;
  const uri = query.get('request_uri');
  const parameters = uri === null ? byValue(query) : decodeJwt((await send(uri)).body as string);
  const dcql = parameters['dcql_query'] as { credentials: { id: string }[] };
  const metadata = parameters['client_metadata'] as { client_name: string; jwks?: { keys: JWK[] } };
  const [encryptTo] = metadata.jwks?.keys ?? [];
  return {
    clientId: String(parameters['client_id']),
    responseUri: String(parameters['response_uri']),
    nonce: String(parameters['nonce']),
    state: String(parameters['state']),
    queries: dcql.credentials.map(({ id }) => id),
    clientName: metadata.client_name,
    ...(encryptTo && { encryptTo }),
  };
}

function byValue(query: URLSearchParams): Record<string, unknown> {
  const json = new Set(['dcql_query', 'client_metadata']);
  return Object.fromEntries([...query].map(([name, value]) => [name, json.has(name) ? JSON.parse(value) : value]));
}

export interface AnswerOverrides {
  readonly credential?: object;
  readonly signer?: Signer;
  readonly nonce?: string;
  readonly audience?: string;
  readonly created: Date;
}

/** The `vp_token` that a member's wallet would send. Override to break one thing. */
export async function makeToken(request: ReadRequest, overrides: AnswerOverrides): Promise<string> {
  const presentation = await signPresentation({
    holder: overrides.signer ?? member,
    credentials: [overrides.credential ?? (await issuedCredential())],
    challenge: overrides.nonce ?? request.nonce,
    domain: overrides.audience ?? request.clientId,
    created: overrides.created,
  });
  return JSON.stringify({ [request.queries[0]!]: [presentation] });
}

export function post(
  { responseUri, state }: ReadRequest,
  vp_token: string,
  fields: Record<string, string> = {},
): Promise<Answer> {
  const body = new URLSearchParams({ vp_token, state, ...fields });
  return send(responseUri, { method: 'POST', body });
}

/** Reads the link, answers it as the member would, and posts. */
export async function answer(link: string, overrides: AnswerOverrides): Promise<Answer> {
  const request = await readRequest(link);
  return post(request, await makeToken(request, overrides));
}

/** What the wallet's `redirect_uri` brings back to the browser. */
export function responseCodeOf({ body }: Answer): string {
  const code = new URL(body.redirect_uri).hash.replace(/^#response_code=/, '');
  if (!code) throw new Error('no response code');
  return code;
}
