/** What our test wallet uses of the Digital Credentials Consortium's libraries, which have no types of their own. */
declare module '@digitalcredentials/vc' {
  export function createPresentation(options: {
    holder: string;
    verifiableCredential?: readonly object[] | undefined;
    verify: boolean;
  }): object;
  export function signPresentation(options: {
    presentation: object;
    challenge: string;
    domain: string;
    documentLoader: (url: string) => Promise<object>;
    suite: object;
  }): Promise<Record<string, unknown>>;
}

declare module '@digitalcredentials/ed25519-signature-2020' {
  export class Ed25519Signature2020 {
    constructor(options: { signer: object });
  }
}
