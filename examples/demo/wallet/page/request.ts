import { readSignedRequest } from './request-object.ts';

/** A site's question, as the wallet shows it. */
export interface AskedRequest {
  readonly clientId: string;
  readonly responseUri: string;
  readonly nonce: string;
  readonly state: string | undefined;
  readonly query: DcqlQuery;
  readonly siteName: string;
  readonly matchCode: string | undefined;
  readonly purpose: string | undefined;
  /** How long the site remembers the answer, an ISO 8601 duration. */
  readonly grantFor: string | undefined;
  /** The website that vouches for the request by its signature; none where nobody does. */
  readonly vouchedOrigin: string | undefined;
  /** What the request says of lists that name the site; counts for nothing by itself. */
  readonly verifierInfo: unknown;
}

/** The Digital Credentials Query Language, as far as this wallet reads it (OpenID4VP 1.0 §6). */
export interface DcqlQuery {
  readonly credentials: readonly {
    readonly id: string;
    readonly format: string;
    readonly meta?: {
      readonly type_values?: readonly (readonly string[])[];
      readonly vct_values?: readonly string[];
    };
    readonly claims?: readonly DcqlClaim[];
    readonly claim_sets?: readonly (readonly string[])[];
  }[];
  /** Which answers are enough together; without it, every question wants one. */
  readonly credential_sets?: readonly {
    readonly options: readonly (readonly string[])[];
    readonly required?: boolean;
  }[];
}

export type DcqlQuestion = DcqlQuery['credentials'][number];

export interface DcqlClaim {
  readonly id?: string;
  readonly path: readonly (string | number | null)[];
  readonly values?: readonly unknown[];
}

/**
 * Reads the link that a site made: a signed request by reference, or an unsigned one by value.
 * @throws Error with a sentence for the person
 */
export async function readRequest(link: URLSearchParams): Promise<AskedRequest> {
  const clientId = link.get('client_id') ?? '';
  const requestUri = link.get('request_uri');
  if (requestUri) {
    const { parameters, origin } = await readSignedRequest(clientId, requestUri);
    return asked(parameters, origin);
  }
  const parameters = unsignedParameters(link);
  // OpenID4VP 1.0 §5.9.3: the only thing that this prefix promises is where the answer goes.
  if (clientId !== `redirect_uri:${String(parameters.response_uri)}`) {
    throw new Error('This request says it comes from somewhere else. Nothing was shared.');
  }
  return asked(parameters, undefined);
}

type Parameters = Readonly<Record<string, unknown>>;

function asked(parameters: Parameters, vouchedOrigin: string | undefined): AskedRequest {
  const { client_id, response_uri, nonce, state, dcql_query, client_metadata } = parameters;
  const understood =
    parameters.response_type === 'vp_token' &&
    parameters.response_mode === 'direct_post' &&
    typeof client_id === 'string' &&
    typeof nonce === 'string' &&
    typeof response_uri === 'string' &&
    /^https?:$/.test(URL.parse(response_uri)?.protocol ?? '');
  if (!understood) throw new Error('This wallet does not understand the request.');

  const metadata = (client_metadata ?? {}) as { client_name?: unknown; purpose?: unknown; grant_for?: unknown };
  const [siteName = '', matchCode] = textOf(metadata.client_name)?.split(' · ') ?? [];
  return {
    clientId: client_id,
    responseUri: response_uri,
    nonce,
    state: textOf(state),
    query: dcql_query as DcqlQuery,
    siteName: siteName || 'A site without a name',
    matchCode,
    purpose: textOf(metadata.purpose),
    grantFor: textOf(metadata.grant_for),
    vouchedOrigin,
    verifierInfo: parameters.verifier_info,
  };
}

function unsignedParameters(link: URLSearchParams): Parameters {
  const parameters: Record<string, unknown> = Object.fromEntries(link);
  for (const name of ['dcql_query', 'client_metadata']) {
    const text = link.get(name);
    if (text !== null) parameters[name] = JSON.parse(text);
  }
  return parameters;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
