import { DatabaseSync } from 'node:sqlite';
import { isRecentSqlite } from '../../store/open-database.ts';
import { fault, fine, type Finding } from './finding.ts';

/** Node and the SQLite inside it. */
export function checkVersions(): Finding[] {
  const node = process.versions.node;
  const memory = new DatabaseSync(':memory:');
  const sqlite = String(memory.prepare('select sqlite_version() as version').get()?.['version']);
  memory.close();
  return [
    Number(node.split('.')[0]) >= 24
      ? fine('node', node)
      : fault('node_too_old', 'node', `${node} is too old`, 'Install Node.js 24 or newer.'),
    isRecentSqlite(sqlite)
      ? fine('sqlite', sqlite)
      : fault(
          'sqlite_too_old',
          'sqlite',
          `${sqlite} can corrupt a database in WAL mode`,
          'Install a newer Node.js 24: SQLite comes with it.',
        ),
  ];
}
