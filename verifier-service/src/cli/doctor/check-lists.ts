import type { Config } from '../../config.ts';
import { namedLists } from '../../policies/named-lists.ts';
import { isThere } from '../../store/location.ts';
import type { Database } from '../../store/open-database.ts';
import { createPolicyStore } from '../../store/policy-store.ts';
import { readStored } from '../../recognition/stored-list.ts';
import { createRecognitionListStore } from '../../store/recognition-list-store.ts';
import { fault, fine, type Finding } from './finding.ts';
import { lookInDatabase } from './look-in-database.ts';

/** Whether every recognition list that a site's policy counts on is followed, and was fetched. */
export async function checkLists({
  database,
  recognitionLists,
}: Pick<Config, 'database' | 'recognitionLists'>): Promise<Finding> {
  const configured = recognitionLists.map(({ name }) => name);
  const { unknown, missing, unreadable, followed } = isThere(database)
    ? await lookAtLists(database, configured)
    : { unknown: [], missing: [], unreadable: [], followed: configured };
  if (unknown.length > 0) {
    return fault(
      'list_unknown',
      'recognition lists',
      `not followed, and let nobody in: ${unknown.join(', ')}`,
      'Pin them (coop-verifier list pin), or name the co-ops in the policies themselves.',
    );
  }
  if (missing.length > 0) {
    return fault(
      'list_unavailable',
      'recognition lists',
      `never fetched, and let nobody in: ${missing.join(', ')}`,
      'Start the service where it reaches their addresses, or bring a file (coop-verifier list import).',
    );
  }
  if (unreadable.length > 0) {
    return fault(
      'list_invalid',
      'recognition lists',
      `stored by another version or damaged, and let nobody in: ${unreadable.join(', ')}`,
      'Start the service where it reaches their addresses, or bring a file (coop-verifier list import).',
    );
  }
  return fine('recognition lists', followed.length > 0 ? followed.join(', ') : 'no policy counts on one');
}

async function lookAtLists(database: string, configured: readonly string[]) {
  const found = await lookInDatabase(database, async (db) => {
    const store = createRecognitionListStore(db);
    const heads = await store.heads();
    const followed = [...new Set([...configured, ...heads.filter(({ isPinned }) => isPinned).map(({ name }) => name)])];
    const stored = await Promise.all(followed.map(async (name) => readStored(await store.read(name), 0)));
    const named = await listsNamed(db);
    return {
      unknown: named.filter(({ list }) => !followed.includes(list)).map(({ said }) => said),
      missing: followed.filter((_, index) => !stored[index]?.list && !stored[index]?.unreadable),
      unreadable: followed.filter((_, index) => stored[index]?.unreadable),
      followed,
    };
  });
  return found ?? { unknown: [], missing: [], unreadable: [], followed: configured };
}

async function listsNamed(db: Database): Promise<readonly { readonly list: string; readonly said: string }[]> {
  const policies = createPolicyStore(db);
  const sites = await db.selectFrom('sites').select(['id', 'name']).orderBy('name').execute();
  const perSite = await Promise.all(
    sites.map(async ({ id, name }) =>
      namedLists((await policies.all(id)).map(({ policy }) => policy)).map(({ list, policy }) => ({
        list,
        said: `${list} (policy ${policy} of ${name})`,
      })),
    ),
  );
  return perSite.flat();
}
