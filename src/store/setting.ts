// The shop's settings.
import type { Handle } from './database.ts';

export async function readSettings(db: Handle): Promise<Record<string, string>> {
  const rows = await db.selectFrom('setting').select(['key', 'value']).execute();
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]));
}

export async function writeSetting(db: Handle, key: string, value: string, at: string): Promise<void> {
  await db
    .insertInto('setting')
    .values({ key, value, updated_at: at })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, updated_at: at }))
    .execute();
}
