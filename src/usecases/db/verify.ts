// Looking a backup through as the shop itself is looked through: its file, its content, the pages of its documents.
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { CheckReport } from '../../domain/check.ts';
import { OmsError } from '../../domain/error.ts';
import { resolveSettings } from '../../domain/settings.ts';
import { type Database, openDatabase } from '../../store/database.ts';
import { checkSchema } from '../../store/migrate.ts';
import { readSettings } from '../../store/setting.ts';
import { openShop, type Shop } from '../shop.ts';
import { checkShop } from './check.ts';

/** Who looks, and when. */
export interface Looker extends Pick<Shop, 'actor' | 'command' | 'now'> {
  /** Where the program is installed. */
  readonly root: string;
}

/** Refuses `backup-unknown` where there is none, and `database-older` for one that an older program made. */
export async function verifyBackup(folder: string, looker: Looker): Promise<CheckReport> {
  const database = openBackup(folder, looker.root);
  try {
    if (checkSchema(database) === 'older') throw new OmsError('database-older', { path: database.path });
    const settingValues = resolveSettings(await database.read(readSettings), {});
    return await checkShop(openShop({ ...looker, database, settingValues }));
  } finally {
    database.close();
  }
}

/** The database of a backup. Refuses `backup-unknown`, `backup-within` for a folder that backups were put into. */
export function openBackup(folder: string, root: string): Database {
  const file = path.join(folder, 'oms.db');
  if (existsSync(file)) return openDatabase({ path: file, root, waitMs: 1000 });
  const newest = newestWithin(folder);
  throw newest === undefined ? new OmsError('backup-unknown', { path: folder }) : new OmsError('backup-within', { path: folder, newest });
}

/** Backups are named by their instant, so that the last by name is the newest. */
function newestWithin(folder: string): string | undefined {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return undefined;
  const names = readdirSync(folder).filter((name) => /^\d{4}-\d\d-\d\dT/.test(name) && existsSync(path.join(folder, name, 'oms.db')));
  const newest = names.sort().at(-1);
  return newest && path.join(folder, newest);
}
