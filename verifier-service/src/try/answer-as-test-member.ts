import { compileDcql, parseVpToken } from '@coop-credentials/core';
import type { AskedHandle } from '../requests/presentation-request.ts';
import type { Requests, TakenAnswer } from '../requests/requests.ts';
import type { Shown } from './test-credential.ts';
import type { TestWorld } from './test-world.ts';

interface Dependencies {
  readonly requests: Pick<Requests, 'answerRequest'>;
  readonly testWorld: TestWorld;
}

/** Answers a test request as a wallet of the test member would: signed, and verified like any other answer. */
export async function answerAsTestMember(
  { requests, testWorld }: Dependencies,
  asked: AskedHandle,
  shown: Shown,
  now: Date,
): Promise<TakenAnswer> {
  // Only here: what signs is large, and most services never try.
  const { signPresentation, typeIri } = await import('@coop-credentials/core/profile');
  const { testCredential } = await import('./test-credential.ts');
  const { handle, clientId, policy } = asked;
  const queries = compileDcql(policy).credentials;
  const answers = await Promise.all(
    (policy.accept[0]?.require ?? []).map(async (requirement, position) => {
      const query = queries.find(
        ({ id, format, meta }) =>
          format === 'ldp_vc' &&
          id.startsWith(`a0r${position}`) &&
          JSON.stringify(meta).includes(JSON.stringify(typeIri(requirement.type))),
      );
      if (!query) throw new TypeError('Every requirement has a query of its own type');
      const presentation = await signPresentation({
        holder: testWorld.member,
        credentials: [await testCredential(testWorld, requirement, shown, now)],
        challenge: handle.nonce,
        domain: clientId,
        created: now,
      });
      return [query.id, [presentation]] as const;
    }),
  );
  const input = parseVpToken(JSON.parse(JSON.stringify(Object.fromEntries(answers))));
  return requests.answerRequest({ asked, protocol: 'openid4vp', input, state: handle.state });
}
