import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import { issuedCredential, orchard } from '../../../core/test/factories/index.ts';
import { runningAt } from '../../soak/kills.ts';
import { openShop } from '../../soak/shop.ts';
import { createDatabaseClock, createElapsed } from '../../src/replicas/database-clock.ts';
import { openLink } from '../../src/replicas/link.ts';
import { minutes, seconds } from '../bed/clock.ts';
import { startProcess } from '../bed/command-line.ts';
import { freshDatabase } from '../bed/database.ts';
import { makeToken, post, readRequest } from '../bed/wallet.ts';

const DAY = 86_400_000;

describe('the time of the database', () => {
  it('is carried on by what has passed, and taken over anew', () => {
    let passed = 1_000;
    const { clock, set } = createDatabaseClock(() => passed);
    assert.throws(clock, TypeError);
    passed = 1_040;
    set(5_000_000, 1_000);
    assert.equal(clock().getTime(), 5_000_020, 'it was said half-way');
    passed += 10_000;
    assert.equal(clock().getTime(), 5_010_020);
    set(5_020_000, passed);
    assert.equal(clock().getTime(), 5_020_000);
    passed += 1_500;
    set(9_000_000, passed - 1_500);
    assert.equal(clock().getTime(), 5_021_500, 'an answer that took too long says too little');
  });

  it('goes on while the machine is suspended, and not with its clock when that is set', () => {
    let [steady, set_, boot] = [0, 1_000_000, 70_000];
    const { clock, set } = createDatabaseClock(
      createElapsed({ steady: () => steady, set: () => set_, boot: () => boot }),
    );
    set(5_000_000, 0);
    [steady, set_, boot] = [40, 1_000_041, 70_040];
    assert.equal(clock().getTime(), 5_000_040);
    [steady, set_, boot] = [50, 1_000_051 + minutes(10), 70_050 + minutes(10)];
    assert.equal(clock().getTime(), 5_000_050 + minutes(10), 'suspended');
    [steady, set_, boot] = [60, 1_000_061 + minutes(5_000), 70_060 + minutes(10)];
    assert.equal(clock().getTime(), 5_000_060 + minutes(10), 'set forward');
    [steady, set_, boot] = [70, 2_000, 70_070 + minutes(10)];
    assert.equal(clock().getTime(), 5_000_070 + minutes(10), 'set back');
    [steady, set_, boot] = [80, 2_010 + minutes(3), 70_080 + minutes(13)];
    assert.equal(clock().getTime(), 5_000_080 + minutes(13), 'suspended again');
  });

  it('is what a replica goes by, whatever its machine says', async () => {
    await using fresh = await freshDatabase();
    const link = await openLink(fresh.url);
    assert.ok(Math.abs(link.clock().getTime() - Date.now()) < 1_000, 'the same machine');
    await link.close();
  });
});

describe('two replicas whose clocks are twenty minutes apart', () => {
  it('open, answer, let in and end alike: by the time of the database', async () => {
    using shop = await openShop([1], 1);
    const preload = new URL('shift-clock.ts', import.meta.url).href;
    const shifted = (shift: number) =>
      startProcess({
        ...shop.environment,
        NODE_OPTIONS: `--import=${preload}`,
        COOP_TEST_CLOCK_SHIFT: String(shift),
      });
    await using behind = await shifted(-minutes(10));
    await using ahead = await shifted(minutes(10));
    const [early, late] = [runningAt(shop, behind.url), runningAt(shop, ahead.url)];
    const differs = ({ time }: { readonly time: string }) => Math.abs(Date.parse(time) - Date.now());
    for (const { site } of [early, late]) {
      const { body } = await site.call('GET', '/site');
      assert.ok(differs(body) < seconds(2), body.time);
    }

    const period = { validFrom: new Date(Date.now() - DAY), validUntil: new Date(Date.now() + DAY) };
    const credential = await issuedCredential({ issuer: orchard, ...period });
    for (const [opens, answers] of [
      [early, late],
      [late, early],
    ] as const) {
      const show = async (created: Date) => {
        const { id, links, expiresAt } = await opens.site.open();
        assert.ok(Math.abs(Date.parse(expiresAt) - Date.now() - minutes(5)) < seconds(2), 'five minutes');
        const link = new URL(links.crossDevice.app);
        link.searchParams.set('request_uri', answers.reach(link.searchParams.get('request_uri') ?? ''));
        const request = await readRequest(link.href);
        const at = { ...request, responseUri: answers.reach(request.responseUri) };
        assert.equal((await post(at, await makeToken(request, { credential, created }))).status, 200);
        const { verification, problem } = (await answers.site.collect(id)).body;
        return verification?.state ?? problem.code;
      };
      assert.equal(await show(new Date(Date.now() - minutes(6))), 'proof_too_old');
      assert.equal(await show(new Date(Date.now() + minutes(6))), 'proof_from_future');
      assert.equal(await show(new Date()), 'live');
    }

    const [verificationId] = shop.members[1] ?? [];
    const reserve = (running: typeof early, idempotencyKey: string, ttl: number) =>
      running.site.call('POST', '/redemptions', { verificationId, idempotencyKey, ttl });
    const first = await reserve(early, 'first', 2);
    assert.equal(first.status, 201);
    assert.equal((await reserve(late, 'second', 2)).body.code, 'limit_reached', 'not ended for who is ahead');
    await sleep(2_100);
    assert.equal((await reserve(early, 'second', 60)).status, 201, 'ended for who is behind');
    assert.equal((await late.site.call('POST', `/redemptions/${first.body.id}/commit`)).body.code, 'limit_reached');
  }).timeout(60_000);
});
