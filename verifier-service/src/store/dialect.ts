import { PostgresAdapter, type Kysely } from 'kysely';

/** Whether statements run on PostgreSQL, by several processes at once; on SQLite one writes at a time. */
export const isPostgres = <S>(db: Kysely<S>): boolean => db.getExecutor().adapter instanceof PostgresAdapter;
