import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startChild } from './child.ts';
import { waitUntil } from './wait-until.ts';

export interface Database {
  readonly socket: string;
  query(sql: string): string;
  stop(): Promise<void>;
}

/** A MariaDB of our own: its data in `folder`, a private socket, no network. */
export async function startMariaDb(folder: string): Promise<Database> {
  const data = join(folder, 'mysql');
  const socket = join(folder, 'mysql.sock');
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];
  mkdirSync(data);
  execFileSync(
    'mariadb-install-db',
    ['--no-defaults', '--auth-root-authentication-method=normal', '--skip-test-db', `--datadir=${data}`, ...asRoot],
    { stdio: 'ignore' },
  );
  const options = [
    '--no-defaults',
    `--datadir=${data}`,
    `--socket=${socket}`,
    '--skip-networking',
    '--innodb-flush-log-at-trx-commit=0',
    '--innodb-buffer-pool-size=64M',
    ...asRoot,
  ];
  const server = startChild('mariadbd', options, { log: join(folder, 'mariadb.log') });
  const query = (sql: string): string =>
    execFileSync('mariadb', ['--no-defaults', `--socket=${socket}`, '-u', 'root', '-N', '-B'], {
      input: sql,
      encoding: 'utf8',
    });

  await waitUntil('MariaDB listens', () => existsSync(socket));
  query('CREATE DATABASE wordpress CHARACTER SET utf8mb4');
  return {
    socket,
    query,
    stop: () => server.stop(),
  };
}
