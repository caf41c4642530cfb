import { existsSync } from 'node:fs';
import type { Config } from '../../config.ts';
import { unreadLists } from '../../policies/unread-lists.ts';
import { openDatabase } from '../../store/open-database.ts';
import { createPolicyStore } from '../../store/policy-store.ts';
import { fault, fine, type Finding } from './finding.ts';

/** Whether every recognition list that a site's policy counts on is read. */
export async function checkLists({ databaseFile }: Pick<Config, 'databaseFile'>): Promise<Finding> {
  const named = existsSync(databaseFile) ? await listsNamed(databaseFile) : [];
  if (named.length === 0) return fine('recognition lists', 'no policy counts on one');
  return fault(
    'list_unknown',
    'recognition lists',
    `not read, and let nobody in: ${named.join(', ')}`,
    'Name the co-ops in the policies themselves: this version reads no lists.',
  );
}

async function listsNamed(databaseFile: string): Promise<readonly string[]> {
  try {
    const db = await openDatabase(databaseFile, { schema: 'as-is' });
    try {
      const policies = createPolicyStore(db);
      const sites = await db.selectFrom('sites').select(['id', 'name']).orderBy('name').execute();
      const perSite = await Promise.all(
        sites.map(async ({ id, name }) =>
          unreadLists((await policies.all(id)).map(({ policy }) => policy)).map(
            ({ list, policy }) => `${list} (policy ${policy} of ${name})`,
          ),
        ),
      );
      return perSite.flat();
    } finally {
      await db.destroy();
    }
  } catch {
    // Told by the check of the database.
    return [];
  }
}
