import { problem, type CheckOutcome } from '@coop-credentials/core';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { issuedCredential, suspendable, suspensionUrl, statusList } from '../../../core/test/factories/index.ts';
import { createRechecks } from '../../src/changes/create-rechecks.ts';
import type { Rechecks } from '../../src/changes/rechecks.ts';
import { hours, minutes } from '../bed/clock.ts';
import { startTestService, type TestService } from '../bed/service.ts';
import type { SiteClient } from '../bed/site-client.ts';
import { visit } from '../bed/visit.ts';

const passed: CheckOutcome = { outcome: 'passed' };
const revoked: CheckOutcome = { outcome: 'failed', problem: problem('credential_revoked') };
const suspended: CheckOutcome = { outcome: 'failed', problem: problem('credential_suspended') };

/** Two replicas that look at the same verification, such as one that stood still while another one took over. */
describe('two looks at the same time', () => {
  let service: TestService;
  let site: SiteClient;
  let id: string;
  beforeEach(async () => {
    service = await startTestService({ lists: new Map([[suspensionUrl, await statusList(suspension)]]) });
    site = await service.addSite();
    await site.putPolicy();
    id = (await visit(service, site, { credential: await issuedCredential({ status: [suspendable] }) })).id;
  });
  afterEach(() => service[Symbol.asyncDispose]());

  const suspension = { url: suspensionUrl, purpose: 'suspension', taken: [] } as const;
  const stateOf = async () => (await site.call('GET', `/verifications/${id}`)).body.state;
  const told = async () =>
    ((await site.call('GET', '/changes')).body.changes as { state: string }[]).map(({ state }) => state);
  const dueIn = async () => {
    const row = await service.stores.db.selectFrom('verifications').select('check_due_at').executeTakeFirstOrThrow();
    return row.check_due_at - service.clock().getTime();
  };

  /** A replica that reads these lists, one after the other, and the last one from then on. */
  function replica(...read: (() => Promise<CheckOutcome>)[]): Rechecks {
    const checkStatuses = async (_issuer: string, entries: readonly unknown[]) => {
      const outcome = await (read.length > 1 ? read.shift()! : read[0]!)();
      return entries.map(() => outcome);
    };
    const { stores, clock } = service;
    const standingOf = () => [{ standing: 'recognised' }] as const;
    return createRechecks({ ...stores, verifier: { checkStatuses }, clock, recheckEvery: hours(1), standingOf });
  }
  const reads = (outcome: CheckOutcome) => () => Promise.resolve(outcome);

  /** Reads a list, and stands still until it is told to go on with it. */
  function standsStill(outcome: CheckOutcome) {
    const [hasRead, goesOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const read = async () => {
      hasRead.resolve();
      await goesOn.promise;
      return outcome;
    };
    return { read, hasRead: hasRead.promise, goOn: goesOn.resolve };
  }
  const suspend = async () => {
    service.pass(hours(2));
    await replica(reads(suspended)).run();
    assert.deepEqual([await stateOf(), await told()], ['suspended', ['suspended']]);
    service.pass(hours(2));
  };

  it('never lift what the later one still found suspended', async () => {
    await suspend();
    const former = standsStill(passed);
    const until = new AbortController();
    const lost = replica(former.read, reads(suspended)).run(until.signal);
    await former.hasRead;
    service.pass(minutes(1));
    await replica(reads(suspended)).run();
    until.abort();
    former.goOn();
    await lost;
    assert.deepEqual([await stateOf(), await told()], ['suspended', ['suspended']]);
    assert.equal(await dueIn(), 0, 'nobody knows who saw the newer list: it is looked at once more');
    await replica(reads(passed)).run();
    assert.deepEqual([await stateOf(), await told()], ['live', ['suspended', 'live']]);
  });

  it('lose nothing that the slower one found: it is looked at once more, at once', async () => {
    service.pass(hours(2));
    const slow = standsStill(revoked);
    const running = replica(slow.read, reads(revoked)).run();
    await slow.hasRead;
    await replica(reads(passed)).run();
    assert.equal(await stateOf(), 'live');
    slow.goOn();
    await running;
    assert.deepEqual([await stateOf(), await told()], ['revoked', ['revoked']]);
  });

  it('tell the site that asked what was found for it', async () => {
    service.pass(hours(2));
    const slow = standsStill(suspended);
    const asked = replica(slow.read, reads(suspended)).one(site.site.id, id);
    await slow.hasRead;
    await replica(reads(passed)).run();
    slow.goOn();
    await asked;
    assert.equal(await stateOf(), 'suspended');
  });

  it('are followed by the next one when it is time for what was found, not for when it was written', async () => {
    await suspend();
    const former = standsStill(passed);
    const running = replica(former.read, reads(suspended)).run();
    await former.hasRead;
    service.pass(minutes(50));
    former.goOn();
    await running;
    assert.equal(await stateOf(), 'live');
    assert.ok((await dueIn()) <= minutes(16), `due in ${await dueIn()} ms`);
  });
});
