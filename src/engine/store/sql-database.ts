// SQL in, rows out: one port over two SQLite libraries. better-sqlite3 brings the SQLite that this code was measured
// with; where its binary does not load, the one that Node has built in takes its place, and a notice says so.
import { requireNative } from './native-module.ts';

export type SqlValue = string | number | null | Uint8Array;

export interface SqlStatement<Row> {
  get(...values: SqlValue[]): Row | undefined;
  all(...values: SqlValue[]): Row[];
  /** Row by row; until the last one is taken, nothing else may be done with the database. */
  iterate(...values: SqlValue[]): Iterable<Row>;
  run(...values: SqlValue[]): { readonly changes: number | bigint; readonly lastInsertRowid: number | bigint };
}

export interface SqlDatabase {
  readonly driver: string;
  /** Preparing costs far more than running: prepare once, when the table that needs the statement is made. */
  prepare<Row = never>(sql: string): SqlStatement<Row>;
  exec(sql: string): void;
  /** Commits what `work` did when it returns, takes it all back when it throws. Not to be nested. */
  transaction<T>(work: () => T): T;
  /** All that `work` reads is read as of one moment, whatever another connection writes meanwhile. Not to be nested. */
  atOneMoment<T>(work: () => T): T;
  /** The same for work that waits in between; nothing else may use the connection meanwhile. */
  longTransaction<T>(work: () => Promise<T>): Promise<T>;
  close(): void;
}

/** What both libraries offer in the same words. */
interface SqlConnection {
  prepare(sql: string): unknown;
  exec(sql: string): unknown;
  close(): unknown;
}

export interface ConnectOptions {
  readonly isReadOnly: boolean;
  /** How long to wait for another connection's lock. */
  readonly busyTimeoutMs: number;
}

type Connect = (file: string, options: ConnectOptions) => SqlConnection & { readonly isInTransaction: () => boolean };

export interface SqlDriver {
  readonly name: string;
  /** @throws where the library cannot be loaded */
  load(): Connect;
}

export const betterSqliteDriver: SqlDriver = {
  name: 'better-sqlite3',
  load() {
    const Database = requireNative<typeof import('better-sqlite3')>('better-sqlite3');
    // The binary is loaded by the first connection, so one is made to learn whether it can be.
    new Database(':memory:').close();
    return (file, { isReadOnly, busyTimeoutMs }) => {
      const database = new Database(file, { readonly: isReadOnly, timeout: busyTimeoutMs });
      return Object.assign(database, { isInTransaction: () => database.inTransaction });
    };
  },
};

export const nodeSqliteDriver: SqlDriver = {
  name: 'node:sqlite',
  load() {
    const { DatabaseSync } = requireNative<typeof import('node:sqlite')>('node:sqlite');
    return (file, { isReadOnly, busyTimeoutMs }) => {
      const database = new DatabaseSync(file, { readOnly: isReadOnly, timeout: busyTimeoutMs });
      return Object.assign(database, { isInTransaction: () => database.isTransaction });
    };
  },
};

export const sqlDrivers: readonly SqlDriver[] = [betterSqliteDriver, nodeSqliteDriver];

export type LoadedSql =
  | {
      readonly ok: true;
      /** @throws what SQLite throws; see `storageFault` */
      readonly connect: (file: string, options: ConnectOptions) => SqlDatabase;
      /** Present where the first choice could not be had. */
      readonly notice?: string;
    }
  | { readonly ok: false; readonly detail: string };

/** The first library that loads. */
export function loadSql(drivers: readonly SqlDriver[] = sqlDrivers): LoadedSql {
  const failures: string[] = [];
  for (const driver of drivers) {
    try {
      const connect = driver.load();
      const notice =
        failures.length === 0
          ? {}
          : {
              notice: `The memory runs on ${driver.name} instead of what came with the extension: ${failures.join('; ')}. Reinstalling the extension may help.`,
            };
      return { ok: true, connect: (file, options) => wrapConnection(driver.name, connect(file, options)), ...notice };
    } catch (error) {
      failures.push(`${driver.name} did not load (${firstLine(error)})`);
    }
  }
  return { ok: false, detail: failures.join('; ') };
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n', 1)[0]!;
}

function wrapConnection(driver: string, connection: ReturnType<Connect>): SqlDatabase {
  return {
    driver,
    prepare: <Row>(sql: string) => connection.prepare(sql) as SqlStatement<Row>,
    exec: (sql) => void connection.exec(sql),
    transaction<T>(work: () => T): T {
      // Taking the write lock at once keeps a reader from finding, half-way, that it may not become a writer.
      connection.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        connection.exec('COMMIT');
        return result;
      } finally {
        // Still in it means that work or commit threw; on a full disk SQLite has gone back by itself.
        if (connection.isInTransaction()) connection.exec('ROLLBACK');
      }
    },
    atOneMoment<T>(work: () => T): T {
      connection.exec('BEGIN');
      try {
        return work();
      } finally {
        connection.exec('COMMIT');
      }
    },
    async longTransaction<T>(work: () => Promise<T>): Promise<T> {
      connection.exec('BEGIN IMMEDIATE');
      try {
        const result = await work();
        connection.exec('COMMIT');
        return result;
      } finally {
        if (connection.isInTransaction()) connection.exec('ROLLBACK');
      }
    },
    close: () => void connection.close(),
  };
}
