import type { Database } from '../store/open-database.ts';
import { ownTables } from '../store/own-tables.ts';

export interface SealedColumn {
  readonly table: string;
  readonly column: string;
}

/** Every column that holds sealed values: by its name, so that a new table needs nobody to remember it here. */
export async function sealedColumns(db: Database): Promise<readonly SealedColumn[]> {
  const tables = await ownTables(db);
  return tables.flatMap(({ name, columns }) =>
    columns.filter((column) => column.name.endsWith('_sealed')).map((column) => ({ table: name, column: column.name })),
  );
}
