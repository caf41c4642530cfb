import { join } from 'node:path';
import { packagePlugin } from '../package.ts';
import { startMariaDb, type Database } from './mariadb.ts';
import { php, startPhpServer } from './php-server.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { writeConfig } from './wordpress-files.ts';

/** A real WordPress on this machine with the plugin from its zip, on a MariaDB of its own. */
export interface LocalWordPress {
  readonly url: string;
  /** Where this run keeps its files. */
  readonly folder: string;
  readonly root: string;
  readonly zip: string;
  readonly database: Database;
  stop(): Promise<void>;
}

export interface LocalWordPressOptions {
  readonly port: number;
  readonly title: string;
  readonly cron: boolean;
  /** Puts the files of a WordPress into a folder. */
  readonly fill: (root: string) => void;
  /** What is to be done before the plugin is activated. */
  readonly beforeActivation?: (root: string) => void;
}

const script = (name: string): string => join(import.meta.dirname, name);

export async function startWordPress(options: LocalWordPressOptions): Promise<LocalWordPress> {
  const ending: (() => void | Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of ending.splice(0).reverse()) await end();
  };
  try {
    const folder = temporaryFolder();
    ending.push(folder.remove);
    const root = join(folder.path, 'wordpress');
    const url = `http://localhost:${options.port}`;

    const database = await startMariaDb(folder.path);
    ending.push(database.stop);
    options.fill(root);
    writeConfig(root, { url, databaseSocket: database.socket, serviceHost: 'localhost', cron: options.cron });
    const zip = packagePlugin(join(folder.path, 'dist'));
    php(script('install.php'), root, zip, options.title);
    options.beforeActivation?.(root);
    php(script('activate.php'), root);
    const server = await startPhpServer(root, options.port);
    ending.push(() => server.stop());
    return { url, folder: folder.path, root, zip, database, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The admin that `install.php` makes. */
export const admin = { name: 'admin', password: 'admin-password' } as const;
