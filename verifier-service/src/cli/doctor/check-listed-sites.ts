import { recogniseSite, viewList, type ListView } from '@coop-credentials/core';
import type { Config } from '../../config.ts';
import { readStored } from '../../recognition/stored-list.ts';
import { siteDid } from '../../sites/site-did.ts';
import { isThere } from '../../store/location.ts';
import type { Database } from '../../store/open-database.ts';
import { createRecognitionListStore } from '../../store/recognition-list-store.ts';
import { fine, type Finding } from './finding.ts';
import { lookInDatabase } from './look-in-database.ts';

/**
 * What a wallet that follows the same lists says of each site, and what a federation needs to know to list one. No fault of
 * an installation: a site may be on no list.
 */
export async function checkListedSites(
  { database, publicUrl }: Pick<Config, 'database' | 'publicUrl'>,
  now: Date,
): Promise<readonly Finding[]> {
  if (!isThere(database)) return [];
  const found = await lookInDatabase(database, async (db) => {
    const lists = await storedLists(db);
    const sites = await db.selectFrom('sites').select(['id', 'name', 'url']).orderBy('name').execute();
    if (lists.length === 0 || sites.length === 0) return [];
    const said = sites.map(({ id, name, url }) =>
      sayOf({ name, did: siteDid(publicUrl, id), url }, publicUrl, lists, now),
    );
    return [fine('sites on recognition lists', said.join('; '))];
  });
  return found ?? [];
}

async function storedLists(db: Database): Promise<readonly ListView[]> {
  const store = createRecognitionListStore(db);
  const found = await Promise.all(
    (await store.heads()).map(async ({ name, clock }) => readStored(await store.read(name), clock)),
  );
  return found.flatMap(({ list }) => (list ? [viewList(list.shared)] : []));
}

function sayOf(
  { name, did, url }: { readonly name: string; readonly did: string; readonly url: string },
  publicUrl: string,
  lists: readonly ListView[],
  now: Date,
): string {
  const [website, answers] = [new URL(url).origin, new URL(publicUrl).origin];
  const asking = { clientId: `decentralized_identifier:${did}`, isSigned: true, responseUri: answers, website };
  const found = recogniseSite(asking, lists, now);
  if (found.recognised) return `${name}: recognised by ${found.by}`;
  return `${name}: not recognised (${found.code}; its entry would be ${did}, at ${website} and ${answers})`;
}
