import { decodeBase64url } from '../identifiers/base64url.ts';
import { digestOf, signToken } from './sign-token.ts';
import { type Signer } from './signing-key.ts';

export interface SdJwtPresentationOptions {
  /** The key that the credential is bound to. */
  readonly holder: Pick<Signer, 'sign'>;
  /** As it was issued, with all its disclosures. */
  readonly credential: string;
  /** Names of claims to show; all, unless given. */
  readonly show?: readonly string[];
  /** The request's nonce. */
  readonly nonce: string;
  /** The request's full client_id. */
  readonly audience: string;
  /** Now, unless given. */
  readonly created?: Date;
}

/** Shows an SD-JWT VC with key binding, for one request and no other (RFC 9901 §7.2; OpenID4VP 1.0 §B.3.6). */
export async function presentSdJwt(options: SdJwtPresentationOptions): Promise<string> {
  const { holder, credential, show, nonce, audience, created = new Date() } = options;
  const [token = '', ...disclosures] = credential.split('~').slice(0, -1);
  const shown = show ? disclosures.filter((disclosure) => show.includes(nameIn(disclosure))) : disclosures;
  const presented = [token, ...shown, ''].join('~');
  const payload = {
    iat: Math.floor(created.getTime() / 1_000),
    aud: audience,
    nonce,
    sd_hash: await digestOf(presented),
  };
  return presented + (await signToken({ typ: 'kb+jwt' }, payload, holder));
}

/** Of a member of an object: its second item. An item of an array has none. */
function nameIn(disclosure: string): string {
  const bytes = decodeBase64url(disclosure) ?? new Uint8Array();
  const [, name, ...value] = JSON.parse(new TextDecoder().decode(bytes)) as readonly unknown[];
  return value.length > 0 && typeof name === 'string' ? name : '';
}
