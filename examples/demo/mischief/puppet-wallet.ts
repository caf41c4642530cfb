import {
  didKeySigner,
  generateKeyPair,
  signingKeyFrom,
  signPresentation,
  type SignedCredential,
  type Signer,
} from '@coop-credentials/core/profile';

/** What a wallet sends, ready to be sent once more. */
export interface SignedAnswer {
  readonly responseUri: string;
  readonly vpToken: string;
  readonly state: string;
}

export interface WalletReply {
  readonly status: number;
  readonly body: { readonly code?: string; readonly redirect_uri?: string };
}

/** A wallet that signs whatever it is told to. Its signatures are right; what it presents may not be. */
export class PuppetWallet {
  readonly #signer: Signer;

  private constructor(signer: Signer) {
    this.#signer = signer;
  }

  static async make(): Promise<PuppetWallet> {
    return new PuppetWallet(didKeySigner(await signingKeyFrom(await generateKeyPair())));
  }

  get did(): string {
    return this.#signer.controller;
  }

  async sign(link: string, credential: SignedCredential): Promise<SignedAnswer> {
    const { client_id, response_uri, nonce, state, dcql_query } = await readRequest(link);
    const presentation = await signPresentation({
      holder: this.#signer,
      credentials: [credential],
      challenge: nonce,
      domain: client_id,
    });
    const vpToken = JSON.stringify({ [dcql_query.credentials[0]!.id]: [presentation] });
    return { responseUri: response_uri, vpToken, state };
  }

  async answer(link: string, credential: SignedCredential): Promise<WalletReply> {
    return post(await this.sign(link, credential));
  }
}

/** Posts an answer, whoever signed it. */
export async function post({ responseUri, vpToken, state }: SignedAnswer): Promise<WalletReply> {
  const body = new URLSearchParams({ vp_token: vpToken, state });
  const response = await fetch(responseUri, { method: 'POST', body });
  return { status: response.status, body: (await response.json()) as WalletReply['body'] };
}

/** Where a wallet's answer goes, and what it must sign: read from the request, unchecked. */
export async function readRequest(link: string): Promise<AskedParameters> {
  const requestUri = new URL(link).searchParams.get('request_uri')!;
  const signed = await (await fetch(requestUri)).text();
  return JSON.parse(Buffer.from(signed.split('.')[1]!, 'base64url').toString()) as AskedParameters;
}

export interface AskedParameters {
  readonly client_id: string;
  readonly response_uri: string;
  readonly nonce: string;
  readonly state: string;
  readonly dcql_query: { readonly credentials: readonly { readonly id: string }[] };
}

/** The one-time code that only the browser which the wallet opens ever sees. */
export const responseCodeIn = (reply: WalletReply): string | undefined =>
  new URLSearchParams(URL.parse(reply.body.redirect_uri ?? '')?.hash.slice(1)).get('response_code') ?? undefined;
