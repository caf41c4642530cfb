import { signPresentation as sign } from '@digitalbazaar/vc';
import { documentLoader } from '../contexts/context-store.ts';
import { type CredentialFormat, presentationContext } from './credential-format.ts';
import { signingSuite } from './signing-suite.ts';
import { type Signer } from './signing-key.ts';

/** A signed W3C presentation, as a wallet sends it. */
export interface SignedPresentation {
  readonly '@context': readonly string[];
  readonly type: readonly string[];
  readonly holder: string;
  readonly verifiableCredential: readonly object[];
  readonly proof: object;
  readonly [property: string]: unknown;
}

export interface PresentationOptions {
  readonly holder: Signer;
  readonly credentials: readonly object[];
  /** The request's nonce (OpenID4VP 1.0 §B.1.3.2.5: `challenge`). */
  readonly challenge: string;
  /** The request's full client_id (the same place: `domain`). */
  readonly domain: string;
  /** By default the one that fits the first credential. */
  readonly format?: CredentialFormat;
  /** When the proof says it was made; now, unless given. */
  readonly created?: Date;
}

/** Signs a presentation of these credentials by the holder's key, for one request and no other. */
export async function signPresentation(options: PresentationOptions): Promise<SignedPresentation> {
  const { holder, credentials, challenge, domain, created = new Date() } = options;
  const format = options.format ?? formatOf(credentials[0]);
  const presentation = {
    '@context': presentationContext(format),
    type: ['VerifiablePresentation'],
    holder: holder.controller,
    verifiableCredential: credentials,
  };
  return sign({ presentation, suite: signingSuite(format, holder, created), challenge, domain, documentLoader });
}

/** The format that a credential's first context belongs to (VCDM 2.0 §4.3). */
export function formatOf(credential: object | undefined): CredentialFormat {
  const context = (credential as { '@context'?: unknown } | undefined)?.['@context'];
  const first: unknown = Array.isArray(context) ? context[0] : context;
  return first === presentationContext('vcdm2-eddsa-rdfc-2022')[0] ? 'vcdm2-eddsa-rdfc-2022' : 'vcdm1.1-ed25519-2020';
}
