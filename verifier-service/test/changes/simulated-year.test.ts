import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { meadowDid } from '../../../core/test/factories/index.ts';
import { isOpen, type VerificationState } from '../../src/changes/verification-state.ts';
import { startTestService, type TestService } from '../bed/service.ts';
import type { SiteClient } from '../bed/site-client.ts';
import { day, grant, publish, seeded, takeDown, yearPolicy, type Coop, type Grant } from './simulated-year.ts';

const GRANTS = 1_000;
const MONTH = 30;
/** So many days at the end of a month nothing happens, and everything has been looked at when it is over. */
const QUIET = 7;
/** A verification is looked at every five days, give or take a tenth; the plugin's own day comes on top. */
const LAG = 7 * day;
/** From when all that happened before has been seen, over the end of a month. */
const meadowDown = { from: 180, to: 215 };
const harvestDown = { from: 100, to: 102 };
const policyChange = { from: 250, to: 255 };

/** What a plugin knows: only what the feed has told it, but for the end of each grant, which it was given. */
class Plugin {
  readonly states = new Map<string, VerificationState>();
  /** Everything that it was told of each, in order. */
  readonly told = new Map<string, VerificationState[]>();
  cursor: string | undefined;
  /** Away for a month from that day on. */
  readonly awayFrom: number;
  constructor(awayFrom: number) {
    this.awayFrom = awayFrom;
  }
  isAway(date: number): boolean {
    return date >= this.awayFrom && date < this.awayFrom + MONTH;
  }
  async read({ stores }: TestService, { site }: SiteClient): Promise<void> {
    for (let more = true; more;) {
      const page = await stores.changes.read(site.id, this.cursor, 100);
      for (const { verificationId, state } of page.changes) {
        this.states.set(verificationId, state);
        this.told.set(verificationId, [...(this.told.get(verificationId) ?? []), state]);
      }
      ({ cursor: this.cursor, more } = page);
    }
  }
  stateOf({ id, grantUntil }: Grant, now: number): VerificationState {
    const state = this.states.get(id) ?? 'live';
    return isOpen(state) && grantUntil <= now ? 'expired' : state;
  }
}

describe('a year of a thousand grants', function () {
  this.timeout(180_000);
  const random = seeded(4);
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
  const lists = new Map<string, unknown>();
  const grants: Grant[] = [];
  // One that is always there, and one away for each month that begins on the first or in the middle of another.
  const plugins = [Infinity, ...Array.from({ length: 23 }, (_, half) => (half * MONTH) / 2)].map(
    (from) => new Plugin(from),
  );
  const lostPlugin = new Plugin(0);
  let service: TestService;
  let site: SiteClient;
  let version = 1;
  let start: number;
  const changedAt: Partial<Record<Coop, number>> = {};
  /** What was found wrong, by month: the year is run once. */
  const wrongFeed: string[] = [];
  const wrongState: string[] = [];
  const wrongDoor: string[] = [];
  let renewals = 0;
  let inGrace = 0;
  const seen = new Set<VerificationState>();

  const now = () => service.clock().getTime();
  const downOf = (coop: Coop) => (coop === 'meadow' ? meadowDown : harvestDown);
  const isDown = (coop: Coop, date: number) => date >= downOf(coop).from && date < downOf(coop).to;
  /** From when it can be known: what happens while a list is down is published when it is back. */
  const published = (coop: Coop, at: number) =>
    isDown(coop, Math.floor((at - start) / day)) ? start + downOf(coop).to * day : at;
  const open = (coop: Coop) =>
    grants.filter(
      (one) => one.coop === coop && one.grantUntil > now() && one.revokedAt === undefined && !one.forgotten,
    );

  async function newGrants(date: number, count: number) {
    const wanted = Array.from({ length: count }, (_, position) => {
      const coop: Coop = random() < 0.5 ? 'harvest' : 'meadow';
      const renewed = random() < 0.3 ? pick(grants) : undefined;
      if (renewed) renewals += 1;
      const index = grants.length + position;
      const validUntil = new Date(now() + (10 + random() * 120) * day);
      return { coop: renewed?.coop ?? coop, index, member: `did:key:m${renewed?.index ?? index}`, validUntil, version };
    });
    // Whose list cannot be had, or whom the site denies, gets nothing: other tests show it.
    const refused = (coop: Coop) =>
      isDown(coop, date) || (coop === 'meadow' && date >= policyChange.from && date < policyChange.to);
    grants.push(
      ...(await grant(
        service,
        site,
        wanted.map((one) => ({ ...one, coop: refused(one.coop) ? otherThan(one.coop) : one.coop })),
      )),
    );
  }

  /** What co-ops do on a day: revoke, suspend, and let live again. */
  async function happen(date: number) {
    for (const coop of ['harvest', 'meadow'] as const) {
      const members = open(coop);
      const revoked = random() < 0.5 ? pick(members) : undefined;
      if (revoked) revoked.revokedAt = now();
      if (isDown(coop, date)) continue;
      const suspended = random() < 0.8 ? pick(members) : undefined;
      if (suspended) Object.assign(suspended, { suspended: true, suspendedAt: now() });
      for (const one of members) if (one.suspended && random() < 0.05) one.suspended = false;
    }
  }

  async function runDay(date: number) {
    if (date === policyChange.from) {
      changedAt.meadow = now();
      version = (await site.putPolicy(yearPolicy({ denied: [meadowDid] }))).body.version;
    }
    if (date === policyChange.to) version = (await site.putPolicy(yearPolicy())).body.version;
    const dayOfMonth = date % MONTH;
    if (dayOfMonth < MONTH - QUIET && date < 12 * MONTH) {
      await newGrants(date, Math.min(4, GRANTS - grants.length));
      await happen(date);
      if (dayOfMonth === 10) await forgetSomebody();
    }
    for (const coop of ['harvest', 'meadow'] as const) {
      if (isDown(coop, date)) takeDown(lists, coop);
      else await publish(lists, coop, grants, service.clock());
    }
    await service.recheck();
    for (const plugin of plugins) if (!plugin.isAway(date)) await plugin.read(service, site);
    judgeDoors(date);
  }

  /** Every day, by the plugin that is always there: no door is open for longer than it takes to see it, none is shut for nothing. */
  function judgeDoors(date: number) {
    for (const one of grants) {
      const state = plugins[0]!.stateOf(one, now());
      const reasons = shutSince(one, date);
      const since = Math.min(...reasons);
      if (state === 'live' && since + LAG < now()) wrongDoor.push(`day ${date}: open, since ${since}`);
      const wasDown = one.coop === 'meadow' && date >= meadowDown.from && date < meadowDown.to + LAG / day;
      const isForNothing = reasons.length === 0 && one.suspendedAt === undefined && !wasDown;
      if (state !== 'live' && isForNothing) wrongDoor.push(`day ${date}: ${state}, for nothing`);
    }
  }

  /** Since when there is any reason in the world that it be shut. */
  function shutSince(one: Grant, date: number): readonly number[] {
    const graceEnds = start + (downOf(one.coop).from + 3) * day;
    const found = [
      one.grantUntil,
      one.forgotten ? one.madeAt : Infinity,
      one.revokedAt === undefined ? Infinity : published(one.coop, one.revokedAt),
      (one.suspended && one.suspendedAt) || Infinity,
      isDown(one.coop, date) ? Math.max(graceEnds, one.madeAt) : Infinity,
      one.coop === 'meadow' && (changedAt.meadow ?? 0) >= one.madeAt ? changedAt.meadow! : Infinity,
    ];
    return found.filter((at) => at <= now());
  }

  async function forgetSomebody() {
    const one = pick(grants.filter(({ forgotten }) => !forgotten));
    if (!one) return;
    await site.call('DELETE', `/holders/${one.holder}`);
    for (const other of grants) if (other.holder === one.holder) other.forgotten = true;
  }

  /** What the world says may be said of a grant: what ended it first, or anything that came so soon that it was seen with it. */
  function rightStates(one: Grant, date: number): readonly VerificationState[] {
    if (one.forgotten) return ['forgotten'];
    const denied = one.coop === 'meadow' ? changedAt.meadow : undefined;
    const ends: [VerificationState, number | undefined][] = [
      ['revoked', one.revokedAt && published(one.coop, one.revokedAt)],
      ['policy_changed', denied !== undefined && denied >= one.madeAt ? denied : undefined],
      ['expired', one.grantUntil],
    ];
    const past = ends.flatMap(([state, at]) => (at !== undefined && at <= now() ? [{ state, at }] : []));
    const first = Math.min(...past.map(({ at }) => at));
    if (past.length > 0) return past.filter(({ at }) => at <= first + LAG).map(({ state }) => state);
    if (one.suspended) return ['suspended'];
    return isDown(one.coop, date) ? ['unreachable'] : ['live'];
  }

  async function askForAll(): Promise<Map<string, VerificationState>> {
    const states = new Map<string, VerificationState>();
    for (let next: string | undefined = ''; next !== undefined;) {
      const { body } = await site.call('GET', `/verifications?limit=500${next && `&cursor=${next}`}`);
      for (const { id, state } of body.verifications) states.set(id, state);
      next = body.next;
    }
    return states;
  }

  /** At the end of a month: whoever is there is held against the service, and that against the world. */
  async function judgeMonth(date: number) {
    const month = Math.floor(date / MONTH);
    // Who was away for this very month reads on.
    const present = plugins.filter((plugin) => !plugin.isAway(date + 1));
    for (const plugin of present) await plugin.read(service, site);
    const all = await askForAll();
    for (const one of grants) {
      const told = all.get(one.id);
      const found = told ?? 'forgotten';
      seen.add(found);
      if (found === 'live' && one.validUntil < now() && now() < one.grantUntil) inGrace += 1;
      const right = rightStates(one, date);
      const isGone = told === undefined && one.grantUntil <= now();
      if (!isGone && !right.includes(found)) wrongState.push(`month ${month}: ${found}, not ${right.join(' or ')}`);
      for (const plugin of present) {
        const known = plugin.stateOf(one, now());
        const same = isGone ? !isOpen(known) : known === found;
        if (!same) wrongFeed.push(`month ${month}, away from day ${plugin.awayFrom}: ${known}, not ${found}`);
      }
    }
    await service.sweep();
  }

  before(async function () {
    this.timeout(180_000);
    service = await startTestService({ lists, environment: { RECHECK_EVERY: 'P5D' } });
    site = await service.addSite();
    version = (await site.putPolicy(yearPolicy())).body.version;
    start = now();
    await lostPlugin.read(service, site);
    for (let date = 0; date < 12 * MONTH; date += 1) {
      await runDay(date);
      if (date % MONTH === MONTH - 1) await judgeMonth(date);
      service.pass(day);
    }
  });
  after(() => service[Symbol.asyncDispose]());

  it('makes them all, and every state but those of recognition lists', () => {
    assert.equal(grants.length, GRANTS);
    const states = ['live', 'expired', 'revoked', 'suspended', 'policy_changed', 'unreachable', 'forgotten'];
    assert.deepEqual([...seen].toSorted(), states.toSorted());
    assert.equal(now() - start, 12 * MONTH * day);
  });

  it('has all of it happen: renewal, grace, a suspension’s end, an outage’s end, a revocation during one', () => {
    const told = [...plugins[0]!.told.values()].map((states) => states.join(' '));
    const count = (what: string) => told.filter((states) => states.includes(what)).length;
    assert.ok(count('suspended live') > 50, 'lifted');
    assert.ok(count('unreachable live') > 10, 'reachable again');
    assert.ok(count('unreachable revoked') > 3, 'revoked meanwhile');
    assert.ok(renewals > 200 && inGrace > 20, `${renewals} renewals, ${inGrace} in their grace`);
  });

  it('grants until the credential’s end and its grace, sixty days at most', () => {
    for (const { grantUntil, validUntil, madeAt } of grants) {
      assert.equal(grantUntil, Math.floor(Math.min(validUntil + 7 * day, madeAt + 60 * day)));
    }
  });

  it('says of each what is so in the world', () => assert.deepEqual(wrongState, []));

  it('keeps no door open for longer than it takes to look, and shuts none for nothing', () =>
    assert.deepEqual(wrongDoor, []));

  it('tells all of it by the feed alone, also to a plugin that was away for any month', () =>
    assert.deepEqual(wrongFeed, []));

  it('ends nothing because a list was down for less than the grace', async () => {
    const ids = new Set(grants.filter(({ coop }) => coop === 'harvest').map(({ id }) => id));
    const rows = await service.stores.db.selectFrom('changes').selectAll().where('state', '=', 'unreachable').execute();
    assert.deepEqual(
      rows.filter((row) => ids.has(row.verification_id)),
      [],
    );
  });

  it('sends a plugin that was away for all of it back to the list, which is right', async () => {
    await assert.rejects(lostPlugin.read(service, site), { code: 'cursor_too_old' });
    const all = await askForAll();
    for (const one of grants.filter(({ grantUntil, forgotten }) => grantUntil > now() && !forgotten)) {
      assert.equal(plugins[0]?.stateOf(one, now()), all.get(one.id));
    }
  });
});

const otherThan = (coop: Coop): Coop => (coop === 'meadow' ? 'harvest' : 'meadow');
