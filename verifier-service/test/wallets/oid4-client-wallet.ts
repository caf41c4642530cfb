import { didKeySigner, generateKeyPair, signingKeyFrom, signPresentation } from '@coop-credentials/core/profile';
import { oid4vp, query, type AuthorizationRequest, type CredentialQuery } from '@digitalbazaar/oid4-client';
import { importJWK, importX509, jwtVerify, type JWK, type JWTHeaderParameters } from 'jose';
import { createHash } from 'node:crypto';

/**
 * A second wallet over a library that we did not write: `@digitalbazaar/oid4-client` 5.10.0, which leaves signing to
 * its caller. What it cannot do is done here, nothing else: it reads no DCQL by value, knows no `claim_sets`,
 * compares the `kid` of a `decentralized_identifier:` request with the DID off by one and the hash of `x509_hash:` in
 * another alphabet, and wraps no DCQL answer.
 * Its own manners stay: it never sends `state`, and signs over the response URI unless asked by `redirect_uri:`.
 *
 * @param trustedCertificates roots, in PEM, for sites that ask by host name under a certificate
 */
export async function createOid4ClientWallet({ trustedCertificates = [] as string[] } = {}) {
  const holder = didKeySigner(await signingKeyFrom(await generateKeyPair()));
  const credentials: object[] = [];

  return {
    did: holder.controller,
    store: (credential: object) => void credentials.push(credential),

    /** @returns where the verifier sends this browser; undefined when no credential of ours matches */
    async present(link: string): Promise<{ sentTo: string | undefined } | undefined> {
      const read = await readRequest(link, trustedCertificates);
      const asks = read.dcql_query.credentials.flatMap(withoutClaimSets);
      const authorizationRequest = { ...read, dcql_query: { credentials: asks } };
      const { verifiablePresentationRequest } = oid4vp.convert.toVpr({ authorizationRequest });
      for (const asked of asks) {
        const map = query.dcql.toJsonPointerMap({ dcqlCredentialQuery: asked });
        const credential = credentials.find((one) => query.credentialMatches({ credential: one, map }));
        if (!credential) continue;
        const { challenge, domain } = verifiablePresentationRequest;
        const presentation = await signPresentation({ holder, credentials: [credential], challenge, domain });
        const vpToken = JSON.stringify({ [asked.id]: [presentation] });
        const answer = { vpToken, vpTokenMediaType: 'application/json', authorizationRequest };
        const { result } = await oid4vp.authzResponse.send(answer);
        return { sentTo: result.redirect_uri };
      }
      return undefined;
    },
  };
}

const WALLET_NONCE = 'of-the-second-wallet';
const getPostBody = async () => ({ body: new URLSearchParams({ wallet_nonce: WALLET_NONCE }) });

async function readRequest(link: string, trusted: readonly string[]): Promise<AuthorizationRequest> {
  const parameters = new URL(link).searchParams;
  const uri = parameters.get('request_uri');
  if (!uri) {
    const { authorizationRequest } = await oid4vp.authzRequest.get({ url: link });
    return { ...authorizationRequest, dcql_query: JSON.parse(parameters.get('dcql_query') ?? '') };
  }
  const expectedClientId = parameters.get('client_id') ?? '';
  if (expectedClientId.startsWith('x509_san_dns:')) {
    const found = await oid4vp.authzRequest.get({ url: link, getTrustedCertificates: () => trusted, getPostBody });
    return found.authorizationRequest as unknown as AuthorizationRequest;
  }
  const invited = parameters.get('request_uri_method') === 'post';
  const answer = await fetch(uri, invited ? { method: 'POST', ...(await getPostBody()) } : {});
  const { payload } = await jwtVerify(await answer.text(), (head) => signingKey(expectedClientId, head));
  if (invited && payload['wallet_nonce'] !== WALLET_NONCE) throw new Error('the request is not a fresh one');
  await oid4vp.authzRequest.validate({ authorizationRequest: payload, expectedClientId });
  return payload as unknown as AuthorizationRequest;
}

function signingKey(clientId: string, { kid, x5c: [leaf = ''] = [] }: JWTHeaderParameters) {
  if (!clientId.startsWith('x509_hash:')) return siteKey(clientId, kid);
  const hash = createHash('sha256').update(Buffer.from(leaf, 'base64')).digest('base64url');
  if (clientId !== `x509_hash:${hash}`) throw new Error('the request is signed under another certificate');
  return importX509(`-----BEGIN CERTIFICATE-----\n${leaf}\n-----END CERTIFICATE-----`, 'ES256');
}

/** The key of that id in the site's DID document, over http as our sites live on loopback. */
async function siteKey(clientId: string, kid: string | undefined) {
  const did = clientId.replace('decentralized_identifier:', '');
  const [host = '', ...path] = did.slice('did:web:'.length).split(':').map(decodeURIComponent);
  const answer = await fetch(`http://${host}/${path.join('/')}/did.json`);
  const { verificationMethod } = (await answer.json()) as { verificationMethod: { id: string; publicKeyJwk: JWK }[] };
  const method = verificationMethod.find(({ id }) => id === kid);
  if (!method) throw new Error('the request is signed by no key of the site');
  return importJWK(method.publicKeyJwk, 'EdDSA');
}

/** A query for each of its claim sets: any of them will do (OpenID4VP 1.0 §6.4.1). */
function withoutClaimSets(query: CredentialQuery): CredentialQuery[] {
  const { claim_sets: sets, claims = [], ...rest } = query;
  if (!sets) return [query];
  return sets.map((set) => ({ ...rest, claims: claims.filter(({ id }) => id !== undefined && set.includes(id)) }));
}
