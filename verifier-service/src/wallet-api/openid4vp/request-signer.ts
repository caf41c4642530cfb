import type { KeyObject } from 'node:crypto';
import type { Certificate, Certificates } from '../../certificate/certificate.ts';
import { problemError } from '../../problem.ts';
import type { AskedHandle } from '../../requests/presentation-request.ts';
import type { Sites } from '../../sites/sites.ts';

/** What one request object is signed with, and how its head names that. */
export interface RequestSigner {
  readonly key: KeyObject;
  readonly header:
    { readonly alg: 'EdDSA'; readonly kid: string } | { readonly alg: Certificate['alg']; readonly x5c: string[] };
}

/**
 * Who signs, by the `client_id` that the request was told under (OpenID4VP 1.0 §5.9.3): the site's own key, the
 * service's certificate, or the very certificate that `x509_hash:` names.
 *
 * @throws ProblemError `request_unknown` for a request by value, which cannot be signed; `certificate_missing`,
 *   `certificate_replaced`
 */
export async function requestSigner(
  { request, site }: AskedHandle,
  { sites, certificates }: { readonly sites: Pick<Sites, 'signingKey'>; readonly certificates: Certificates },
): Promise<RequestSigner> {
  switch (request.clientIdPrefix) {
    case 'decentralized_identifier':
      return { key: await sites.signingKey(site.id), header: { alg: 'EdDSA', kid: site.keyId } };
    case 'x509_san_dns':
      return byCertificate(certificates.current() ?? refuse('certificate_missing'));
    case 'x509_hash':
      return byCertificate(certificates.find(request.certificateHash ?? '') ?? refuse('certificate_replaced'));
    case 'redirect_uri':
      return refuse('request_unknown');
  }
}

const byCertificate = ({ alg, key, x5c }: Certificate): RequestSigner => ({ key, header: { alg, x5c: [...x5c] } });

function refuse(code: 'certificate_missing' | 'certificate_replaced' | 'request_unknown'): never {
  throw problemError(code);
}
