import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type SqliteDatabase,
  type SqliteStatement,
} from 'kysely';
import type { DiskSync } from './disk-sync.ts';

/** Statements kept prepared; ours are few, and Kysely compiles the same text for the same query. */
const KEPT_STATEMENTS = 200;

/**
 * Node's own SQLite under Kysely's dialect, which was written for better-sqlite3. Commits are not synced one by one
 * (`synchronous = normal`): nobody gets a result before all that was committed until then is on the disk, which one sync
 * of the log does for many. So nothing is told, or read, that a power cut could take back.
 */
export class NodeSqliteDialect extends SqliteDialect {
  readonly #database: DatabaseSync;
  readonly #disk: DiskSync;

  /** @param disk of the database's log, which is closed with the database */
  constructor(database: DatabaseSync, disk: DiskSync) {
    super({ database: adaptDatabase(database, disk) });
    this.#database = database;
    this.#disk = disk;
  }

  override createDriver(): SqliteDriver {
    return new GroupCommitDriver(this.#database, this.#disk);
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}

class GroupCommitDriver extends SqliteDriver {
  readonly #database: DatabaseSync;
  readonly #disk: DiskSync;
  #turn: Promise<void> = Promise.resolve();
  #endTurn: () => void = () => undefined;

  constructor(database: DatabaseSync, disk: DiskSync) {
    super({ database: adaptDatabase(database, disk) });
    this.#database = database;
    this.#disk = disk;
  }

  /** One at a time, a transaction whole. */
  override async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#turn;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#turn = promise;
    await before;
    this.#endTurn = resolve;
    return super.acquireConnection();
  }

  /** The next one begins while this one waits for the disk. Kysely hands out no result before. */
  override async releaseConnection(): Promise<void> {
    this.#endTurn();
    await this.#disk.settled();
  }

  /** Takes the write lock at once: a deferred transaction that writes after it read can fail with SQLITE_BUSY. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** On a full disk SQLite has rolled back by itself; to be told that would hide why. https://www.sqlite.org/lang_transaction.html */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.isTransaction) await super.rollbackTransaction(connection);
  }

  /** In its turn. Whoever waits for the disk is told whether it failed; whoever comes after finds a closed database. */
  override async destroy(): Promise<void> {
    await this.acquireConnection();
    await this.#disk.settled().catch(() => undefined);
    await super.destroy();
    this.#disk.close();
    this.#endTurn();
  }
}

class TransactionalAdapter extends SqliteAdapter {
  /** SQLite does run schema changes in transactions, so that two processes may start at once. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }

  /** There is one; our driver gives it to one at a time, and Kysely's own way would have it wait for the disk. */
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

function adaptDatabase(database: DatabaseSync, disk: DiskSync): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => {
      kept.clear();
      database.close();
    },
    prepare: (sql) => {
      const known = kept.get(sql);
      if (known) return known;
      const statement = adaptStatement(
        database.prepare(sql),
        changesNothing(sql) ? () => undefined : () => disk.changed(),
      );
      if (kept.size >= KEPT_STATEMENTS) kept.clear();
      kept.set(sql, statement);
      return statement;
    },
  };
}

/** Whatever does not begin as these do counts as a change: a sync too many costs little. */
const changesNothing = (sql: string): boolean => /^\s*(select|begin|rollback|savepoint)\b/i.test(sql);

function adaptStatement(statement: StatementSync, ran: () => void): SqliteStatement {
  /** Also where it throws: SQLite may have committed what Node then cannot read. */
  const noting = <T>(step: () => T): T => {
    try {
      return step();
    } finally {
      ran();
    }
  };
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => noting(() => statement.all(...bindable(parameters))),
    run: (parameters) => noting(() => statement.run(...bindable(parameters))),
    iterate: () => {
      throw new TypeError('Rows are not streamed: they would be handed out before they are on the disk');
    },
  };
}

/** `node:sqlite` takes an object as first value for named parameters: no object may come through, first or not. */
function bindable(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters.map((value) => {
    if (value === null || ArrayBuffer.isView(value)) return value as SQLInputValue;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return value;
    throw new TypeError(`A value of type ${typeof value} cannot be bound`);
  });
}
