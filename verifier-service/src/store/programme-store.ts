import type { Selectable } from 'kysely';
import { isPostgres } from './dialect.ts';
import type { ProgrammeTable } from './ledger-tables.ts';
import { inTransaction } from './in-transaction.ts';
import type { Database } from './open-database.ts';

/** A programme with its secret still sealed. */
export interface StoredProgramme {
  readonly name: string;
  readonly count: number;
  readonly per: string;
  readonly capPerIssuer?: number;
  readonly secretSealed: string;
  readonly createdAt: number;
}

export type ProgrammeStore = ReturnType<typeof createProgrammeStore>;

export function createProgrammeStore(db: Database) {
  return {
    findForSite: async (name: string, siteId: string): Promise<StoredProgramme | undefined> => {
      const row = await db
        .selectFrom('programmes')
        .innerJoin('programme_sites', 'programme_sites.programme', 'programmes.name')
        .selectAll('programmes')
        .where('name', '=', name)
        .where('site_id', '=', siteId)
        .executeTakeFirst();
      return row && fromRow(row);
    },

    list: async (): Promise<readonly (StoredProgramme & { readonly sites: readonly string[] })[]> => {
      const rows = await db.selectFrom('programmes').selectAll().orderBy('name').execute();
      const members = await db.selectFrom('programme_sites').selectAll().orderBy('site_id').execute();
      return rows.map((row) => ({
        ...fromRow(row),
        sites: members.filter(({ programme }) => programme === row.name).map(({ site_id }) => site_id),
      }));
    },

    /** @returns false when there is one of that name */
    add: (programme: StoredProgramme, sites: readonly string[]): Promise<boolean> =>
      inTransaction(db, async (transaction) => {
        const added = await transaction
          .insertInto('programmes')
          .values({
            name: programme.name,
            count: programme.count,
            per: programme.per,
            cap_per_issuer: programme.capPerIssuer ?? null,
            secret_sealed: programme.secretSealed,
            created_at: programme.createdAt,
          })
          .onConflict((conflict) => conflict.doNothing())
          .returning('name')
          .executeTakeFirst();
        if (!added) return false;
        await insertSites(transaction, programme.name, sites);
        return true;
      }),

    /** In the place of those before, one call after the other. @returns false when there is none of that name */
    setSites: (name: string, sites: readonly string[]): Promise<boolean> =>
      inTransaction(db, async (transaction) => {
        const found = await transaction
          .selectFrom('programmes')
          .select('name')
          .where('name', '=', name)
          .$if(isPostgres(db), (query) => query.forNoKeyUpdate())
          .executeTakeFirst();
        if (!found) return false;
        await transaction.deleteFrom('programme_sites').where('programme', '=', name).execute();
        await insertSites(transaction, name, sites);
        return true;
      }),
  };
}

async function insertSites(db: Database, programme: string, sites: readonly string[]): Promise<void> {
  const members = sites.map((site_id) => ({ programme, site_id }));
  if (members.length > 0) await db.insertInto('programme_sites').values(members).execute();
}

function fromRow(row: Selectable<ProgrammeTable>): StoredProgramme {
  return {
    name: row.name,
    count: row.count,
    per: row.per,
    ...(row.cap_per_issuer !== null && { capPerIssuer: row.cap_per_issuer }),
    secretSealed: row.secret_sealed,
    createdAt: row.created_at,
  };
}
