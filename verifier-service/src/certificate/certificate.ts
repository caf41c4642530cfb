import type { KeyObject } from 'node:crypto';

/** What the service signs requests with under `x509_san_dns:` and `x509_hash:` (OpenID4VP 1.0 §5.9.3). */
export interface Certificate {
  readonly alg: 'ES256' | 'ES384';
  readonly key: KeyObject;
  /** Leaf first, base64 of DER, without the root, which wallets have (RFC 7515 §4.1.6; HAIP 1.0 §5). */
  readonly x5c: readonly string[];
  /** Base64url of the SHA-256 of the leaf's DER: what follows `x509_hash:`. */
  readonly hash: string;
  /** The end of whichever in the chain ends first, in milliseconds. */
  readonly validUntil: number;
}

/** The certificates of this process. */
export interface Certificates {
  /** The one that new requests are signed with; undefined where the operator set none. */
  current(): Certificate | undefined;
  /** That one or a former one, for a request that names it. */
  find(hash: string): Certificate | undefined;
}

/** What can be wrong with a certificate; the code is doctor's. */
export class CertificateError extends Error {
  override readonly name = 'CertificateError';
  readonly code: CertificateFault;

  constructor(code: CertificateFault, message: string) {
    super(message);
    this.code = code;
  }
}

export type CertificateFault =
  | 'certificate_unreadable'
  | 'certificate_key_unsuitable'
  | 'certificate_key_wrong'
  | 'certificate_host_wrong'
  | 'certificate_chain_broken'
  | 'certificate_ended';

/** Where the two files are. */
export interface CertificateFiles {
  /** PEM, the service's own first. */
  readonly chain: string;
  /** PEM, its private key. */
  readonly key: string;
}
