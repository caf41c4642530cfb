import { type RequestHandler, Router } from 'express';
import { onlyMethods } from '../http/methods.ts';
import { problemError } from '../problem.ts';
import type { Site } from '../sites/site.ts';
import type { Sites } from '../sites/sites.ts';
import { openToAnyOrigin } from './open-to-any-origin.ts';

/** Serves each site's DID document, where `did:web` looks for it (did:web §3.2). */
export function siteDocumentRouter({ sites, limitReads }: { sites: Sites; limitReads: RequestHandler }): Router {
  const router = Router({ caseSensitive: true, strict: true });

  router
    .route('/:site/did.json')
    .all(openToAnyOrigin('GET'))
    .get(limitReads, async (request, response) => {
      const site = await sites.find(request.params.site);
      if (!site) throw problemError('route_unknown');
      response.set('Cache-Control', 'public, max-age=300').json(siteDocument(site));
    })
    .all(onlyMethods('GET', 'OPTIONS'));

  return router;
}

/**
 * The DID document of a site: the key that signs its requests, and the origin it asks for, so that a wallet can
 * say who asks. `JsonWebKey2020` is the key type that most wallets read.
 */
export function siteDocument({ did, keyId, publicKey, origin }: Site) {
  return {
    '@context': [
      'https://www.w3.org/ns/did/v1',
      'https://w3id.org/security/suites/jws-2020/v1',
      'https://identity.foundation/.well-known/did-configuration/v1',
    ],
    id: did,
    verificationMethod: [{ id: keyId, type: 'JsonWebKey2020', controller: did, publicKeyJwk: publicKey }],
    authentication: [keyId],
    assertionMethod: [keyId],
    service: [{ id: `${did}#site`, type: 'LinkedDomains', serviceEndpoint: origin }],
  };
}
