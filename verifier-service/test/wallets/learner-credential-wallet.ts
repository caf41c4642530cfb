import { documentLoader } from '@coop-credentials/core/profile';
import { Ed25519Signature2020 } from '@digitalcredentials/ed25519-signature-2020';
import { Ed25519VerificationKey2020 } from '@digitalcredentials/ed25519-verification-key-2020';
import * as vc from '@digitalcredentials/vc';
import { send, type Answer } from '../bed/site-client.ts';

interface Query {
  readonly type: string;
  readonly credentialQuery?: { readonly example?: Readonly<Record<string, unknown>> };
}

interface Request {
  readonly query: Query | readonly Query[];
  readonly challenge: string;
  readonly domain: string;
}

/** What a test may do otherwise than the wallet does. */
export interface Otherwise {
  readonly challenge?: string;
  readonly domain?: string;
  /** What it sends beside what it found, or instead. */
  readonly send?: (found: readonly object[]) => readonly object[];
  readonly change?: (presentation: Record<string, unknown>) => Record<string, unknown>;
}

/**
 * The steps of the Learner Credential Wallet 2.2.10 in an exchange, after reading its sources (`interactionUrl`,
 * `exchanges`, `credentialMatching`, `composeVp`), with the libraries it signs by: the wallet itself is a telephone's.
 *
 * It reads the interaction URL as JSON, knows `vcapi` alone, posts an empty message, matches each example member by
 * member, signs by Ed25519Signature2020 only where a DIDAuthentication is asked, and reads no status of the answer.
 */
export async function createLearnerCredentialWallet() {
  const key = await Ed25519VerificationKey2020.generate();
  const did = `did:key:${key.fingerprint()}`;
  key.controller = did;
  key.id = `${did}#${key.fingerprint()}`;
  const kept: object[] = [];

  const compose = async ({ query, challenge, domain }: Request, otherwise: Otherwise) => {
    const queries = [query].flat() as Query[];
    if (queries.filter(({ type }) => type === 'DIDAuthentication').length !== 1) {
      throw new Error('It signs where one DIDAuthentication is asked, and never two');
    }
    const examples = queries.filter(({ type }) => type === 'QueryByExample').map((one) => one.credentialQuery?.example);
    const found = examples.flatMap((example) => (example ? kept.filter((one) => matches(example, one)) : []));
    const selected = otherwise.send?.(found) ?? found;
    const presentation = vc.createPresentation({
      holder: did,
      verifiableCredential: selected.length > 0 ? selected : undefined,
      verify: false,
    });
    return vc.signPresentation({
      presentation,
      challenge: otherwise.challenge ?? challenge,
      domain: otherwise.domain ?? domain,
      documentLoader,
      suite: new Ed25519Signature2020({ signer: key.signer() }),
    });
  };

  return {
    did,
    keep: (credential: object) => void kept.push(credential),

    /** From the scanned code to the answer of the exchange; what it was asked, besides. */
    async interact(interactionUrl: string, otherwise: Otherwise = {}): Promise<Answer & { readonly request: Request }> {
      const { exchangeUrl, request } = await this.begin(interactionUrl);
      const presentation = await compose(request, otherwise);
      const verifiablePresentation = otherwise.change?.(presentation) ?? presentation;
      return { ...(await postJson(exchangeUrl, { verifiablePresentation })), request };
    },

    async begin(interactionUrl: string): Promise<{ exchangeUrl: string; request: Request }> {
      if (!new URL(interactionUrl).searchParams.has('iuv')) throw new Error('no interaction URL');
      const { status, body } = await send(interactionUrl, { headers: { Accept: 'application/json' } });
      const exchangeUrl: unknown = body.protocols?.vcapi;
      if (status !== 200 || typeof exchangeUrl !== 'string') throw new Error(`not asked under vcapi: ${status}`);
      const first = await postJson(exchangeUrl, {});
      return { exchangeUrl, request: first.body.verifiablePresentationRequest as Request };
    },
  };
}

/** As `credentialMatchesVprExampleQuery`: arrays must be contained, objects match within, all else is equal. */
function matches(example: object, credential: unknown): boolean {
  return Object.entries(example).every(([name, wanted]: [string, unknown]) => {
    const found: unknown = (credential as Record<string, unknown> | undefined)?.[name];
    if (Array.isArray(wanted)) return Array.isArray(found) && wanted.every((one) => found.includes(one));
    if (typeof wanted === 'object' && wanted !== null) return matches(wanted, found);
    return found === wanted;
  });
}

function postJson(url: string, body: object): Promise<Answer> {
  return send(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
}
