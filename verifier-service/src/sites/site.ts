/** A site that may ask: it has its own name, key and DID. */
export interface Site {
  readonly id: string;
  readonly name: string;
  /** As registered, without a trailing slash. Return URLs start with it. */
  readonly url: string;
  /** Of `url`: the only origin that may read the browser channel. */
  readonly origin: string;
  /** `did:web:<service host>:sites:<id>` */
  readonly did: string;
  /** `<did>#key-1`, the `kid` of its signed requests. */
  readonly keyId: string;
  /** Ed25519, public part. */
  readonly publicKey: { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string };
}
