// Which shop, and opening it: --db, else OMS_DB, else oms.db in this folder or one above it, else the XDG data folder.
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Context, Opened } from './cli/context.ts';
import { OmsError } from './domain/error.ts';
import { resolveSettings } from './domain/settings.ts';
import { toInstant } from './domain/time.ts';
import { openDatabase } from './store/database.ts';
import { checkSchema, migrate } from './store/migrate.ts';
import { readSettings } from './store/setting.ts';
import { openShop } from './usecases/shop.ts';

export const DATABASE_NAME = 'oms.db';
const WAIT_TTY_MS = 5_000;
const WAIT_ELSEWHERE_MS = 60_000;

/** Absolute path of the shop's database. Refuses `shop-missing` when there is none anywhere. */
export function findDatabase(context: Context): string {
  const { env, cwd } = context.world;
  const named = context.globals.db ?? (env.OMS_DB || undefined);
  if (named !== undefined) return databaseIn(path.resolve(cwd, named));
  for (let folder = cwd; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, DATABASE_NAME);
    if (existsSync(candidate)) return candidate;
    if (folder === path.dirname(folder)) break;
  }
  const data = path.join(dataFolder(context), 'oms', DATABASE_NAME);
  if (existsSync(data)) return data;
  throw new OmsError('shop-missing', { path: path.join(cwd, DATABASE_NAME) });
}

/** The XDG base directory; the specification says that a relative one counts for nothing. */
function dataFolder({ world: { env, home } }: Context): string {
  return env.XDG_DATA_HOME && path.isAbsolute(env.XDG_DATA_HOME) ? env.XDG_DATA_HOME : path.join(home, '.local/share');
}

/** A folder named as the shop means the database in it. */
function databaseIn(named: string): string {
  return existsSync(named) && statSync(named).isDirectory() ? path.join(named, DATABASE_NAME) : named;
}

/** How long to wait for another process: --wait SECONDS, else 5 s on a terminal and 60 s elsewhere. */
export function waitMs(context: Context): number {
  const given = context.globals.wait;
  if (given === undefined) return context.isTTY ? WAIT_TTY_MS : WAIT_ELSEWHERE_MS;
  return Number(given) * 1000;
}

/** Opens the shop that the flags mean. */
export async function openForContext(context: Context, forWriting: boolean): Promise<Opened> {
  const { world } = context;
  const file = findDatabase(context);
  const database = openDatabase({ path: file, root: world.root, waitMs: waitMs(context) });
  try {
    if (checkSchema(database) === 'older') {
      if (!forWriting) throw new OmsError('database-older', { path: file });
      const copy = await migrate(database, toInstant(world.now()));
      if (copy) context.say('note.migrated', { path: copy });
    }
    const stored = await database.read(readSettings);
    const settingValues = resolveSettings(stored, world.env);
    const shop = openShop({
      database,
      settingValues,
      actor: world.env.OMS_ACTOR || world.user,
      command: context.command,
      now: () => world.now(),
    });
    return { shop, close: () => database.close() };
  } catch (error) {
    database.close();
    throw error;
  }
}
