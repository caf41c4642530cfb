import { DatabaseSync } from 'node:sqlite';
import { CHECK } from '../secrets/open-secrets.ts';
import { endedStates, openStates } from '../changes/verification-state.ts';

/** What a restored backup takes over from the database it replaces. */
export interface CarriedOver {
  readonly keysEnded: number;
  readonly verificationsForgotten: number;
  readonly verificationsEnded: number;
  readonly redemptions: number;
  readonly counters: number;
  /** Sites of the backup that the former database does not have: new to it, or removed since. */
  readonly sitesBack: readonly string[];
}

/**
 * Writes into a backup what was taken back, erased and spent since it was made. Only what closes is taken over: nothing
 * that the former database opened is. All of it or nothing, and the former database is only read.
 */
export function carryOver(backup: string, former: string): CarriedOver {
  const db = new DatabaseSync(backup, { enableForeignKeyConstraints: true });
  try {
    db.prepare('attach database ? as former').run(former);
    db.exec('begin immediate');
    const run = (sql: string) => Number(db.prepare(sql).run().changes);
    run("create temp table forgotten as select verification_id as id from former.changes where state = 'forgotten'");
    // Rows that are taken over may be sealed with a newer key than the backup knows of.
    run(`insert or ignore into meta select * from former.meta where name like '${CHECK}%'`);
    const carried = {
      keysEnded: run(endKeys),
      verificationsForgotten: forget(run),
      verificationsEnded: run(endVerifications),
      redemptions: run(changeRedemptions) + run(addRedemptions),
      counters: run(raiseCounters),
      sitesBack: db
        .prepare('select id from sites where id not in (select id from former.sites) order by id')
        .all()
        .map(({ id }) => String(id)),
    };
    db.exec('commit');
    return carried;
  } finally {
    db.close();
  }
}

function forget(run: (sql: string) => number): number {
  run(`delete from redemptions
    where verification_id in (select id from forgotten) and id not in (select id from former.redemptions)`);
  run('delete from requests where id in (select request_id from verifications where id in (select id from forgotten))');
  return run('delete from verifications where id in (select id from forgotten)');
}

const words = (states: readonly string[]) => states.map((state) => `'${state}'`).join(', ');

const endKeys = `
  update site_keys set valid_until = f.valid_until from former.site_keys f
  where f.id = site_keys.id and f.valid_until is not null
    and (site_keys.valid_until is null or f.valid_until < site_keys.valid_until)`;

const endVerifications = `
  update verifications
  set state = f.state, state_at = f.state_at, problem_code = f.problem_code, status_sealed = null
  from former.verifications f
  where f.id = verifications.id and f.state in (${words(endedStates)}) and verifications.state in (${words(openStates)})`;

const changeRedemptions = `
  update redemptions
  set state = f.state, expires_at = f.expires_at, taken_sealed = f.taken_sealed, changed_at = f.changed_at,
    idempotency_key = f.idempotency_key
  from former.redemptions f
  where f.id = redemptions.id and f.changed_at >= redemptions.changed_at
    and (f.state <> redemptions.state or f.taken_sealed <> redemptions.taken_sealed
      or f.expires_at is not redemptions.expires_at or f.idempotency_key <> redemptions.idempotency_key)`;

const redemption = `id, site_id, idempotency_key, verification_id, ttl, state, expires_at, taken_sealed, created_at,
  changed_at`;
const addRedemptions = `
  insert or ignore into redemptions (${redemption})
  select ${redemption} from former.redemptions
  where site_id in (select id from sites) and id not in (select id from redemptions)`;

/** In one window the higher number counts; of two, the one that ends later. */
const raiseCounters = `
  insert into limit_counters (key, window_id, used, ends_at)
  select key, window_id, used, ends_at from former.limit_counters where true
  on conflict (key) do update set
    used = case when limit_counters.window_id = excluded.window_id
      then max(limit_counters.used, excluded.used) else excluded.used end,
    window_id = excluded.window_id, ends_at = excluded.ends_at
  where case when limit_counters.window_id = excluded.window_id
    then excluded.used > limit_counters.used else excluded.ends_at > limit_counters.ends_at end`;
