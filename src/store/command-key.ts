// Keys of repeatable calls.
import type { Insertable } from 'kysely';
import type { Handle } from './database.ts';
import type { CommandKeyTable } from './schema.ts';

export function findCommandKey(db: Handle, key: string) {
  return db.selectFrom('command_key').selectAll().where('key', '=', key).executeTakeFirst();
}

export async function insertCommandKey(db: Handle, row: Insertable<CommandKeyTable>): Promise<void> {
  await db.insertInto('command_key').values(row).execute();
}
