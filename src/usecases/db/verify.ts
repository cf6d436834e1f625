// Looking a backup through as the shop itself is looked through: its file, its content, the pages of its documents.
import { existsSync } from 'node:fs';
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

/** The database of a backup. Refuses `backup-unknown`. */
export function openBackup(folder: string, root: string): Database {
  const file = path.join(folder, 'oms.db');
  if (!existsSync(file)) throw new OmsError('backup-unknown', { path: folder });
  return openDatabase({ path: file, root, waitMs: 1000 });
}
