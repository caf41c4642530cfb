import { after } from 'mocha';
import { join, resolve } from 'node:path';
import { packagePlugin } from '../../scripts/package.ts';
import { freePort } from './free-port.ts';
import { startMariaDb, type Database } from './mariadb.ts';
import { php, startPhpServer } from './php-server.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { unpackWordPress, writeConfig, type WordPressBuild } from './wordpress-files.ts';

/** A real WordPress with the plugin from its zip, on a MariaDB of its own. */
export interface Bed {
  readonly url: string;
  /** Where this run keeps its files. */
  readonly folder: string;
  readonly root: string;
  readonly zip: string;
  readonly database: Database;
  stop(): Promise<void>;
}

const script = (name: string): string => join(import.meta.dirname, name);

export async function startBed(build: WordPressBuild): Promise<Bed> {
  const folder = temporaryFolder();
  const root = join(folder.path, 'wordpress');
  const port = await freePort();
  const url = `http://localhost:${port}`;

  const database = await startMariaDb(folder.path);
  unpackWordPress(build, root);
  writeConfig(root, { url, databaseSocket: database.socket, serviceHost: 'localhost' });
  const zip = packagePlugin(resolve(folder.path, 'dist'));
  php(script('install.php'), root, zip);
  php(script('activate.php'), root);
  const server = await startPhpServer(root, port);

  return {
    url,
    folder: folder.path,
    root,
    zip,
    database,
    async stop() {
      await server.stop();
      await database.stop();
      folder.remove();
    },
  };
}

const running = new Map<WordPressBuild, Promise<Bed>>();

/** The one bed of this run for a WordPress; the first test that asks starts it, the end of the run stops it. */
export function bed(build: WordPressBuild = 'nightly'): Promise<Bed> {
  const found = running.get(build) ?? startBed(build);
  running.set(build, found);
  return found;
}

after('stop every WordPress', async function () {
  this.timeout(60_000);
  for (const started of running.values()) await (await started).stop();
});
