import { sql } from 'kysely';
import { parseConfig } from '../../src/config.ts';
import { openStores, type Stores } from '../../src/open-stores.ts';
import { readSecretKeys } from '../../src/secrets/key-file.ts';
import { readHeld } from '../shop.ts';
import type { Recording } from './record.ts';
import { LIMIT } from './story.ts';

type Known = readonly [name: string, value: string];

/**
 * Opens the files that a power cut left as the service does, and compares them with what was told before the cut.
 *
 * @param cut the last step that happened
 * @returns what is wrong, a line each
 */
export async function findLost(recording: Recording, folder: string, cut: number): Promise<readonly string[]> {
  const parsed = parseConfig(recording.environmentAt(folder));
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
  const { config } = parsed;
  const withStores = async <T>(look: (stores: Stores) => Promise<T>): Promise<T> => {
    const stores = await openStores(config, () => new Date());
    try {
      return await look(stores);
    } finally {
      await stores.db.destroy();
    }
  };
  try {
    const state = await withStores(
      async (stores) =>
        new Map([...(await storedIn(stores)), ...(await lettingIn(stores, recording)), ...(await faultsIn(stores))]),
    );
    for (const { kid } of readSecretKeys(config.secretKeyFile)) state.set(`secret ${kid}`, 'there');
    const there = recording.offered.filter((id) => state.get(`verification ${id}`) === 'there');
    const held = await readHeld({ withStores }, there, LIMIT);
    return [
      ...lost(recording, cut, state),
      ...[...state].flatMap(([name, value]) => (name.startsWith('fault') ? [`${name}: ${value}`] : [])),
      ...held.flatMap(({ held: rows, counted }, index) =>
        rows <= LIMIT && rows === counted ? [] : [`${there[index]}: ${rows} held, ${counted} counted`],
      ),
    ];
  } catch (error) {
    return [`does not open: ${(error as Error).message}`];
  }
}

/** What is known of each thing: the last that was told of it before the cut, or what was being done to it just then. */
function lost({ said, answered }: Recording, cut: number, state: ReadonlyMap<string, string>): readonly string[] {
  return [...Map.groupBy(said, ({ name }) => name)].flatMap(([name, told]) => {
    const last = told.findLastIndex(({ mark }) => answered.get(mark)! <= cut);
    if (last < 0) return [];
    const possible = told.slice(last, last + 2).map(({ value }) => value);
    const found = state.get(name) ?? 'gone';
    return possible.includes(found) ? [] : [`${name}: ${found}, not ${possible[0]}`];
  });
}

async function faultsIn({ db }: Stores): Promise<readonly Known[]> {
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db);
  const orphans = await sql<{ table: string }>`pragma foreign_key_check`.execute(db);
  return [...rows.map((row) => row.integrity_check), ...orphans.rows.map(({ table }) => `${table} points nowhere`)]
    .filter((told) => told !== 'ok')
    .map((told, index) => [`fault ${index}`, told]);
}

/** The site's keys that let it in. */
async function lettingIn({ siteKeys }: Stores, { said }: Recording): Promise<readonly Known[]> {
  const keys = said.flatMap(({ name }) => /^key (.+)$/.exec(name)?.[1] ?? []);
  const sites = await Promise.all(keys.map((key) => siteKeys.authenticate(key)));
  return keys.flatMap((key, index) => (sites[index] ? [[`key ${key}`, 'there'] as const] : []));
}

/** What is stored, in the words of the story. */
async function storedIn({ db }: Stores): Promise<readonly Known[]> {
  const [sites, codes, policies, requests, verifications, redemptions] = await Promise.all([
    db.selectFrom('sites').select('id').execute(),
    db.selectFrom('pairing_codes').select('used_at').execute(),
    db.selectFrom('policies').select(['id', 'version']).orderBy('version').execute(),
    db.selectFrom('requests').select(['id', 'state', 'collected_at']).execute(),
    db.selectFrom('verifications').select(['id', 'collected_at']).execute(),
    db.selectFrom('redemptions').select(['id', 'state', 'expires_at']).execute(),
  ]);
  return [
    ...sites.map(({ id }) => [`site ${id}`, 'there'] as const),
    ...codes.map(({ used_at }) => ['pairing code', used_at === null ? 'unused' : 'used'] as const),
    // The newest is the last of its name.
    ...policies.map(({ id, version }) => [`policy ${id}`, `version ${version}`] as const),
    ...requests.map(({ id, state, collected_at }) => {
      return [`request ${id}`, collected_at === null ? state : `${state}, collected`] as const;
    }),
    ...verifications.flatMap(({ id, collected_at }) =>
      collected_at === null ? [] : [[`verification ${id}`, 'there'] as const],
    ),
    ...redemptions.map(({ id, state, expires_at: until }) => {
      return [`redemption ${id}`, `${state} until ${until === null ? 'ever' : new Date(until).toISOString()}`] as const;
    }),
  ];
}
