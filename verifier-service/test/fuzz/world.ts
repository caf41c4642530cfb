import { createDidResolver, createStatusListSource, createVerifier, type Verifier } from '@coop-credentials/core';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { frozenClock, ports, publishedLists } from '../../../core/test/factories/index.ts';
import { fuzzFixtures, fuzzLists, type FuzzFixture } from '../../../core/test/fuzz/fixtures.ts';
import { createVerificationPool } from '../../src/workers/verification-pool.ts';
import { startTestService, type TestService } from '../bed/service.ts';
import type { SiteClient } from '../bed/site-client.ts';

/** A running service with threads, a site on it, and accepted fixtures of every format with a policy for each. */
export interface FuzzWorld extends AsyncDisposable {
  readonly service: TestService;
  readonly site: SiteClient;
  readonly fixtures: readonly FuzzFixture[];
  /** Judges in this process what the service accepted, to see what it says. */
  readonly verifier: Verifier;
  readonly policyOf: (fixture: FuzzFixture) => string;
}

/** Thousands of writes wait for no disk where there is a folder in memory: nothing here is about power cuts. */
const inMemory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export type Weaken = (
  verifier: Pick<Verifier, 'verifyPresentation' | 'verifyDocument' | 'checkStatuses'>,
) => Partial<Pick<Verifier, 'verifyPresentation' | 'verifyDocument' | 'checkStatuses'>>;

/** @param weaken puts a fault into what verifies, to see that it is found */
export async function startFuzzWorld(weaken: Weaken = (verifier) => verifier): Promise<FuzzWorld> {
  const fixtures = await fuzzFixtures();
  const fetchStatusList = createStatusListSource({
    fetchStatusList: publishedLists(await fuzzLists()),
    clock: frozenClock,
  });
  // A machine that is busy with something else is no finding: what the limits do has tests of its own.
  const patient = { timeLimitMs: 30_000, overallLimitMs: 60_000, queueTimeMs: 60_000 };
  const resolveDid = createDidResolver(ports());
  const pool = createVerificationPool({ size: 1, resolveDid, fetchStatusList, ...patient });
  await pool.ready;
  const folder = mkdtempSync(join(inMemory, 'coop-verifier-fuzz-'));
  const environment = { INSECURE_VC_API: '1', RATE_LIMITS: '1000000', STATE_DIRECTORY: join(folder, 'state') };
  const service = await startTestService({ environment, verifier: weaken(pool) });
  const site = await service.addSite();
  const policyOf = (fixture: FuzzFixture) => `fuzz-${fixtures.indexOf(fixture)}`;
  for (const fixture of fixtures) {
    const { id: _, ...policy } = fixture.expected.policy;
    const { status, body } = await site.call('PUT', `/policies/${policyOf(fixture)}`, policy);
    if (status !== 201) throw new Error(JSON.stringify(body));
  }
  return {
    ...{ service, site, fixtures, policyOf },
    verifier: createVerifier(ports({ fetchStatusList })),
    [Symbol.asyncDispose]: async () => {
      await service[Symbol.asyncDispose]();
      await pool.close();
      rmSync(folder, { recursive: true });
    },
  };
}
