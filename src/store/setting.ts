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

/** Whether a price or a cost is kept, which is in the shop's currency. */
export async function holdsCurrency(db: Handle): Promise<boolean> {
  const priced = db.selectFrom('product').select('id').where('unit_price_micros', 'is not', null).limit(1);
  const costed = db.selectFrom('movement').select('id').where('unit_cost_micros', 'is not', null).limit(1);
  const bought = db.selectFrom('purchase_line').select('id').where('unit_cost_micros', 'is not', null).limit(1);
  return [await priced.execute(), await costed.execute(), await bought.execute()].some(({ length }) => length > 0);
}
