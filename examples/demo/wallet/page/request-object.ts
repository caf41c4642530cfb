/** A request that a site signed, and the website it signed for. */
export interface SignedRequest {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly origin: string;
}

const prefix = 'decentralized_identifier:';
const changed = 'The request is not signed by the site it names. Nothing was shared.';
const unreachable =
  'The request could not be fetched. This wallet speaks to the verifier of this demo only, and no other. Nothing was shared.';
const gone = 'This request is over, or was never there. Start again at the site.';

/**
 * Fetches a request and checks that the site it names signed it (OpenID4VP 1.0 §5.8, §5.9.3; RFC 9101).
 * @throws Error with a sentence for the person
 */
export async function readSignedRequest(clientId: string, requestUri: string): Promise<SignedRequest> {
  if (!clientId.startsWith(`${prefix}did:web:`)) throw new Error('This wallet does not know how to check who asks.');
  const did = clientId.slice(prefix.length);

  const response = await fetch(requestUri, { credentials: 'omit' }).catch(() => undefined);
  if (!response) throw new Error(unreachable);
  if (!response.ok) throw new Error(gone);
  const [head = '', body = '', signature = ''] = (await response.text()).split('.');
  const header = parse(head) as { alg?: string; typ?: string; kid?: string };
  const parameters = parse(body) as Record<string, unknown>;
  if (header.alg !== 'EdDSA' || header.typ !== 'oauth-authz-req+jwt' || parameters.client_id !== clientId) {
    throw new Error(changed);
  }

  const site = await resolve(did);
  const key = await publicKey(site, header.kid);
  const signed = new TextEncoder().encode(`${head}.${body}`);
  if (!(await crypto.subtle.verify('Ed25519', key, bytes(signature), signed))) throw new Error(changed);
  if (typeof parameters.exp === 'number' && parameters.exp * 1000 < Date.now()) throw new Error(gone);
  return { parameters, origin: linkedOrigin(site) };
}

interface SiteDocument {
  readonly id?: string;
  readonly verificationMethod?: readonly { readonly id: string; readonly publicKeyJwk?: JsonWebKey }[];
  readonly authentication?: readonly unknown[];
  readonly service?: readonly { readonly type?: unknown; readonly serviceEndpoint?: unknown }[];
}

/** did:web §3.2. Plain http only for this computer itself. */
async function resolve(did: string): Promise<SiteDocument> {
  const [host = '', ...path] = did.slice('did:web:'.length).split(':').map(decodeURIComponent);
  const scheme = /^localhost(:\d+)?$/.test(host) ? 'http' : 'https';
  const where = path.length > 0 ? path.join('/') : '.well-known';
  const response = await fetch(`${scheme}://${host}/${where}/did.json`, { credentials: 'omit' }).catch(() => undefined);
  if (!response?.ok) throw new Error('Who asks could not be checked just now. Nothing was shared.');
  const site = (await response.json()) as SiteDocument;
  if (site.id !== did) throw new Error(changed);
  return site;
}

async function publicKey({ verificationMethod = [], authentication = [] }: SiteDocument, kid?: string) {
  const jwk = verificationMethod.find(({ id }) => id === kid)?.publicKeyJwk;
  if (!jwk || !authentication.includes(kid)) throw new Error(changed);
  const { kty, crv, x } = jwk;
  return crypto.subtle.importKey('jwk', { kty, crv, x } as JsonWebKey, 'Ed25519', false, ['verify']);
}

/** The website that the key speaks for, by the document that the key's owner publishes. */
function linkedOrigin({ service = [] }: SiteDocument): string {
  const endpoint = service.find(({ type }) => type === 'LinkedDomains')?.serviceEndpoint;
  const origin = typeof endpoint === 'string' ? URL.parse(endpoint)?.origin : undefined;
  if (!origin) throw new Error('The request does not say which website it is for. Nothing was shared.');
  return origin;
}

function parse(part: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes(part)));
  } catch (cause) {
    throw new Error(changed, { cause });
  }
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
