// The one door to SQLite: opening, pragmas, transactions, copies, and errors in the shop's words.
import { accessSync, chmodSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import {
  type Compilable,
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type TransactionSettings,
} from 'kysely';
import { isOmsError, OmsError } from '../domain/error.ts';
import { fileError } from '../domain/file-error.ts';
import { folded } from '../domain/search.ts';
import { openNative } from './native.ts';
import type { Schema } from './schema.ts';
import { isLocked, WriteLock } from './write-lock.ts';

export type { Schema } from './schema.ts';
/** What store functions take first: inside a transaction this is the transaction, never the outer handle. */
export type Handle = Kysely<Schema>;

export interface OpenOptions {
  readonly path: string;
  /** Where the program is installed; the native addon is found from here. */
  readonly root: string;
  /** How long a statement waits for another process's lock. */
  readonly waitMs: number;
  readonly create?: boolean;
}

/**
 * Kysely says plain `begin`, under which read-then-write fails busy at once; writers must take the lock first. On a full
 * disk SQLite has rolled back by itself, and there is nothing left to roll back.
 */
class ImmediateDriver extends SqliteDriver {
  readonly #raw: BetterSqlite3.Database;
  readonly #lock: WriteLock;

  constructor(raw: BetterSqlite3.Database) {
    super({ database: { prepare: preparing(raw), close: () => void raw.close() } });
    this.#raw = raw;
    this.#lock = new WriteLock(raw);
  }

  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    if (settings?.accessMode === 'read only') await connection.executeQuery(CompiledQuery.raw('begin'));
    else await this.#lock.begin();
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await super.commitTransaction(connection);
    this.#lock.gaveBack();
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#raw.inTransaction) await super.rollbackTransaction(connection);
    this.#lock.gaveBack();
  }
}

const STATEMENTS_MOST = 300;

/** Prepares each text once: Kysely asks anew for every query, and preparing costs more than most queries do. */
function preparing(raw: BetterSqlite3.Database): (sql: string) => BetterSqlite3.Statement<unknown[]> {
  const kept = new Map<string, BetterSqlite3.Statement<unknown[]>>();
  return (sql) => {
    const statement = kept.get(sql) ?? raw.prepare<unknown[]>(sql);
    // the one used longest ago goes first
    kept.delete(sql);
    kept.set(sql, statement);
    if (kept.size > STATEMENTS_MOST) kept.delete(kept.keys().next().value as string);
    return statement;
  };
}

class Rollback extends Error {
  readonly value: unknown;
  constructor(value: unknown) {
    super('rolled back on purpose');
    this.value = value;
  }
}

export class Database {
  readonly path: string;
  readonly raw: BetterSqlite3.Database;
  readonly #kysely: Handle;
  readonly #statements = new Map<string, BetterSqlite3.Statement<unknown[]>>();

  constructor(path: string, raw: BetterSqlite3.Database) {
    this.path = path;
    this.raw = raw;
    this.#kysely = new Kysely<Schema>({
      dialect: {
        createAdapter: () => new SqliteAdapter(),
        createDriver: () => new ImmediateDriver(raw),
        createIntrospector: (db) => new SqliteIntrospector(db),
        createQueryCompiler: () => new SqliteQueryCompiler(),
      },
    });
  }

  /** One consistent snapshot for everything `work` reads. */
  async read<T>(work: (handle: Handle) => Promise<T>): Promise<T> {
    return translated(this.path, () => this.#kysely.transaction().setAccessMode('read only').execute(work));
  }

  /** One immediate transaction; with `dryRun` it is rolled back at its end and changes nothing. */
  async write<T>(work: (handle: Handle) => Promise<T>, dryRun = false): Promise<T> {
    try {
      return await translated(this.path, () =>
        this.#kysely.transaction().execute(async (handle) => {
          const value = await work(handle);
          if (dryRun) throw new Rollback(value);
          return value;
        }),
      );
    } catch (error) {
      if (error instanceof Rollback) return error.value as T;
      throw error;
    }
  }

  /** Part of an act that may be refused by itself: then only its own writes are undone, and the act goes on. */
  async attempt<T>(work: () => Promise<T>): Promise<T> {
    this.raw.exec('savepoint attempt');
    try {
      const value = await work();
      this.raw.exec('release attempt');
      return value;
    } catch (error) {
      // a full disk may have rolled the whole transaction back already
      if (this.raw.inTransaction) this.raw.exec('rollback to attempt; release attempt');
      throw toOmsError(error, this.path);
    }
  }

  /** As {@link attempt}, only to see whether it would be refused: nothing of it stays. */
  async trial(work: () => Promise<unknown>): Promise<void> {
    try {
      await this.attempt(async () => {
        throw new Rollback(await work());
      });
    } catch (error) {
      if (!(error instanceof Rollback)) throw error;
    }
  }

  /**
   * A statement prepared once from a query that Kysely compiles: for hot loops. It runs on the one connection, so
   * inside an act it belongs to the act's transaction. Parameters go in the order the query names them.
   */
  statement(name: string, query: (db: Handle) => Compilable): BetterSqlite3.Statement<unknown[]> {
    let statement = this.#statements.get(name);
    if (!statement) this.#statements.set(name, (statement = this.prepare(query)));
    return statement;
  }

  /** As {@link statement}, and kept by whoever asks. */
  prepare(query: (db: Handle) => Compilable): BetterSqlite3.Statement<unknown[]> {
    return this.raw.prepare(query(this.#kysely).compile().sql);
  }

  /** Moves the log into the file, so that the file by itself is the database: closing tries the same, and says nothing when it fails. */
  settle(): void {
    try {
      this.raw.pragma('wal_checkpoint(TRUNCATE)');
    } catch (error) {
      throw toOmsError(error, this.path);
    }
  }

  close(): void {
    this.raw.close();
  }
}

/** Twice SQLite's own: an import writes half as many pages, most of them of indexes that it touches all over. */
const PAGE_BYTES = 8192;
/** How much of a database is kept at hand. */
export const CACHE_KIB = 16_000;

/** Opens an existing database file, or makes an empty one (mode 0600) with `create`. Refuses in the shop's words. */
export function openDatabase({ path, root, waitMs, create = false }: OpenOptions): Database {
  if (!create) {
    refuseMissing(path);
    refuseFixedFolder(path);
  }
  try {
    const raw = openNative(root, path, waitMs);
    if (create) {
      chmodSync(path, 0o600);
      raw.pragma(`page_size = ${PAGE_BYTES}`);
      raw.pragma('journal_mode = WAL');
    }
    raw.pragma('synchronous = FULL');
    raw.pragma('foreign_keys = ON');
    raw.pragma(`cache_size = -${CACHE_KIB}`);
    raw.function('folded', { deterministic: true }, (text) => (typeof text === 'string' ? folded(text) : null));
    return new Database(path, raw);
  } catch (error) {
    throw toOmsError(error, path);
  }
}

/**
 * SQLite keeps files beside a database in WAL, even to read it, and tries for ten seconds to make them in a folder where
 * it may not.
 */
function refuseFixedFolder(path: string): void {
  try {
    accessSync(dirname(path), constants.W_OK);
  } catch {
    if (!existsSync(`${path}-shm`)) throw new OmsError('database-read-only', { path });
  }
}

/** Refuses `shop-missing`, and `file-unreadable` where nobody may look. */
function refuseMissing(path: string): void {
  try {
    statSync(path);
  } catch (error) {
    const refusal = fileError(error, path);
    throw isOmsError(refusal) && refusal.code === 'file-unreadable' && refusal.details.cause !== 'ENOTDIR'
      ? refusal
      : new OmsError('shop-missing', { path });
  }
}

/**
 * Does transactions with foreign keys off, as SQLite advises for large changes. Outside any transaction; `work` answers for
 * every reference that it writes or takes away.
 */
export async function withoutForeignKeys<T>(database: Database, work: () => Promise<T>): Promise<T> {
  database.raw.pragma('foreign_keys = OFF');
  try {
    return await work();
  } finally {
    database.raw.pragma('foreign_keys = ON');
  }
}

async function translated<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toOmsError(error, path);
  }
}

/** SQLite's environment failures as refusals; anything else (a bug, our own refusal) as it is. */
export function toOmsError(error: unknown, path: string): unknown {
  if (isOmsError(error) || !(error instanceof Error) || !('code' in error)) return error;
  const code = String(error.code);
  if (isLocked(error)) return new OmsError('busy', { path });
  if (code.startsWith('SQLITE_READONLY') || code === 'SQLITE_PERM') return new OmsError('database-read-only', { path });
  if (code.startsWith('SQLITE_CANTOPEN')) return new OmsError('file-unreadable', { path, cause: error.message });
  if (code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR')) return new OmsError('disk-full', { path, cause: error.message });
  if (code === 'SQLITE_NOTADB') return new OmsError('database-not-a-shop', { path });
  if (code.startsWith('SQLITE_CORRUPT')) return new OmsError('database-damaged', { path });
  return error;
}
