import { sql, type TableMetadata } from 'kysely';
import type { Database } from './open-database.ts';
import { isPostgres } from './dialect.ts';

/** The tables of this service. On PostgreSQL the same database may hold others', in schemas of their own. */
export async function ownTables(db: Database): Promise<readonly TableMetadata[]> {
  const tables = await db.introspection.getTables();
  if (!isPostgres(db)) return tables;
  const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
  return tables.filter(({ schema }) => schema === rows[0]?.schema);
}
