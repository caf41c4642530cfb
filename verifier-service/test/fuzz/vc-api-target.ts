import { VerificationError } from '@coop-credentials/core';
import { isDeepStrictEqual } from 'node:util';
import { expectedAudience, expectedNonce, shownSdJwt, presentation } from '../../../core/test/factories/index.ts';
import { stated, type Change } from '../../../core/test/fuzz/changes.ts';
import type { FuzzFixture } from '../../../core/test/fuzz/fixtures.ts';
import { send } from '../bed/site-client.ts';
import type { Attempted } from './outcome.ts';
import type { FuzzWorld } from './world.ts';

/** Posts changed credentials and presentations to the VC-API, which gives out no claim. */
export function attackVcApi({ service, verifier }: FuzzWorld, kind: 'credential' | 'presentation') {
  const member = kind === 'credential' ? 'verifiableCredential' : 'verifiablePresentation';
  const options = kind === 'credential' ? {} : { challenge: expectedNonce, domain: expectedAudience };
  const claims = new Map<FuzzFixture, unknown>();
  const verify = (body: string) =>
    send(`${service.url}/${kind}s/verify`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });

  /** What a gate reads of it; undefined where a gate, which is stricter, refuses it. */
  async function claimsOf(fixture: FuzzFixture, document: unknown): Promise<unknown> {
    const bare = kind === 'presentation' ? document : await show(document);
    try {
      const { outcome, credentials } = await verifier.verifyPresentation({ bare }, fixture.expected);
      return outcome === 'accepted' ? stated(credentials) : undefined;
    } catch (error) {
      if (error instanceof VerificationError) return undefined;
      throw error;
    }
  }

  return async (fixture: FuzzFixture, change: Change): Promise<Attempted> => {
    const document = kind === 'credential' ? fixture.credential : fixture.presentation;
    if (!claims.has(fixture)) {
      const { status, body } = await verify(JSON.stringify({ [member]: document, options }));
      if (status !== 200) throw new Error(`${fixture.name}: ${JSON.stringify(body)}`);
      claims.set(fixture, await claimsOf(fixture, document));
    }
    const text = change(document, ([one]) => ({ [member]: one, options }));
    const answer = await verify(text);
    if (answer.status !== 200) return { answer };
    const found = await claimsOf(fixture, (JSON.parse(text) as Record<string, unknown>)[member]);
    const isSame = found === undefined || isDeepStrictEqual(found, claims.get(fixture));
    const isToken = typeof document === 'string' && !text.includes(document);
    if (!isSame || isToken) return { answer, accepted: true, fault: 'verified with what nobody signed' };
    return { answer, accepted: true };
  };
}

/** Its holder shows it to a gate. */
const show = (credential: unknown): Promise<unknown> | unknown =>
  typeof credential === 'string' ? shownSdJwt({ credential }) : showDocument(credential as object);

async function showDocument(credential: object) {
  const contexts = JSON.stringify((credential as { '@context'?: unknown })['@context'] ?? '');
  const format = contexts.includes('2018/credentials/v1') ? 'vcdm1.1-ed25519-2020' : 'vcdm2-eddsa-rdfc-2022';
  return presentation({ format, credentials: [credential] }).catch(() => undefined);
}
