import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { followChanges, Standings } from '../demo/site/standings.ts';
import { VerifierProblem, type VerifierClient } from '../demo/site/verifier-client.ts';

const revoked = { code: 'credential_revoked', status: 403 };
const suspended = { code: 'credential_suspended', status: 403 };

/** Follows a feed that answers call by call, until all answers are used up. */
async function follow(answers: readonly (() => unknown)[], verifications: readonly unknown[] = []): Promise<Standings> {
  const standings = new Standings();
  standings.grant('vf_3');
  const [calls, pages] = [[...answers], [...verifications]];
  const done = Promise.withResolvers<void>();
  const verifier = {
    changes: async () => {
      const answer = calls.shift();
      if (answer) return answer();
      done.resolve();
      return { changes: [], cursor: 'end', more: false };
    },
    verifications: async () => pages.shift(),
  } as unknown as VerifierClient;
  const following = followChanges(verifier, standings, { every: 1 });
  await done.promise;
  await following.stop();
  return standings;
}
const page = (state: string, problem?: object) => () => ({
  changes: [{ verificationId: 'vf_1', state, ...(problem && { problem }) }],
  cursor: 'c',
  more: true,
});
const fails = (code: string, status: number) => () => {
  throw new VerifierProblem({ code, status });
};

describe('what a site knows of its verifications from the changes feed', () => {
  it('is that a pause ends, and that a withdrawal does not', async () => {
    assert.deepEqual((await follow([page('suspended', suspended)])).problemOf('vf_1'), suspended);
    assert.equal((await follow([page('suspended', suspended), page('live')])).problemOf('vf_1'), undefined);
    assert.deepEqual((await follow([page('revoked', revoked)])).problemOf('vf_1'), revoked);
  });

  it('is an end without a reason, where the feed names none', async () => {
    assert.equal((await follow([page('forgotten')])).problemOf('vf_1')?.code, 'verification_ended');
  });

  it('stays as it is while the service cannot be heard, and goes on afterwards', async () => {
    const standings = await follow([
      page('suspended', suspended),
      fails('service_unreachable', 503),
      page('revoked', revoked),
    ]);
    assert.deepEqual(standings.problemOf('vf_1'), revoked);
  });

  it('is read from all verifications, page by page, where the feed has gone on without it', async () => {
    const standings = await follow(
      [page('suspended', suspended), fails('cursor_too_old', 410)],
      [
        { verifications: [{ id: 'vf_1', state: 'live' }], next: 'n', changesCursor: 'c9' },
        { verifications: [{ id: 'vf_2', state: 'revoked', problem: revoked }], changesCursor: 'later' },
      ],
    );
    assert.equal(standings.problemOf('vf_1'), undefined);
    assert.deepEqual(standings.problemOf('vf_2'), revoked);
    assert.equal(standings.problemOf('vf_3')?.code, 'verification_ended', 'what is not among them is known no more');
  });
});
