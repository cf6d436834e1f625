// Promotions in the database.
import type { Selectable } from 'kysely';
import type { Promotion, PromotionClass, PromotionScope, PromotionTerms } from '../domain/promotion/promotion.ts';
import type { Handle } from './database.ts';
import { contains } from './product.ts';
import type { PromotionTable } from './schema.ts';

function toPromotion(row: Selectable<PromotionTable>): Promotion {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    automatic: row.automatic === 1,
    kind: row.kind,
    class: row.class,
    ratePpm: row.rate_ppm,
    amountMinor: row.amount_minor,
    priceMicros: row.price_micros,
    buy: row.buy,
    get: row.get,
    mostTimes: row.most_times,
    mostMinor: row.most_minor,
    startsOn: row.starts_on,
    lastOn: row.last_on,
    minimumMinor: row.minimum_minor,
    minimumQuantity: row.minimum_quantity,
    ...(JSON.parse(row.scope) as PromotionScope),
    uses: row.uses,
    usesPerCustomer: row.uses_per_customer,
    combines: JSON.parse(row.combines) as PromotionClass[],
    priority: row.priority,
    endedOn: row.ended_on,
    useCount: row.use_count,
    createdAt: row.created_at,
  };
}

function toRow(terms: PromotionTerms) {
  const { products, except, gifts, channels, groups, countries } = terms;
  return {
    name: terms.name,
    automatic: terms.automatic ? 1 : 0,
    kind: terms.kind,
    class: terms.class,
    rate_ppm: terms.ratePpm,
    amount_minor: terms.amountMinor,
    price_micros: terms.priceMicros,
    buy: terms.buy,
    get: terms.get,
    most_times: terms.mostTimes,
    most_minor: terms.mostMinor,
    starts_on: terms.startsOn,
    last_on: terms.lastOn,
    minimum_minor: terms.minimumMinor,
    minimum_quantity: terms.minimumQuantity,
    scope: JSON.stringify({ products, except, gifts, channels, groups, countries }),
    uses: terms.uses,
    uses_per_customer: terms.usesPerCustomer,
    combines: JSON.stringify(terms.combines),
    priority: terms.priority,
  };
}

/** By its code, as `checkPromotionCode` gives it. */
export async function findPromotion(db: Handle, code: string): Promise<Promotion | undefined> {
  const row = await db.selectFrom('promotion').selectAll().where('code', '=', code).executeTakeFirst();
  return row && toPromotion(row);
}

export async function insertPromotion(db: Handle, code: string, terms: PromotionTerms, at: string): Promise<number> {
  const { id } = await db
    .insertInto('promotion')
    .values({ code, ...toRow(terms), created_at: at, updated_at: at })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function updatePromotion(
  db: Handle,
  id: number,
  { endedOn, ...terms }: PromotionTerms & Pick<Promotion, 'endedOn'>,
  at: string,
): Promise<void> {
  await db
    .updateTable('promotion')
    .set({ ...toRow(terms), ended_on: endedOn, updated_at: at })
    .where('id', '=', id)
    .execute();
}

export interface PromotionFilter {
  readonly text?: string;
  /** Only those that hold on this day or later. */
  readonly notOverOn?: string;
  /** Only these codes; with `automatic` those that need none besides. */
  readonly codes?: readonly string[];
  readonly automatic?: boolean;
  readonly limit?: number;
}

/** By code. */
export async function listPromotions(db: Handle, { text, notOverOn, codes, automatic, limit }: PromotionFilter = {}): Promise<Promotion[]> {
  let query = db.selectFrom('promotion').selectAll().orderBy('code');
  if (text !== undefined) query = query.where(({ or }) => or([contains('code', text), contains('name', text)]));
  if (notOverOn !== undefined)
    query = query
      .where(({ or, eb }) => or([eb('last_on', 'is', null), eb('last_on', '>=', notOverOn)]))
      .where(({ or, eb }) => or([eb('ended_on', 'is', null), eb('ended_on', '>', notOverOn)]));
  if (codes !== undefined || automatic !== undefined)
    query = query.where(({ or, eb }) => or([...(automatic ? [eb('automatic', '=', 1)] : []), eb('code', 'in', codes ?? [])]));
  if (limit !== undefined) query = query.limit(limit);
  return (await query.execute()).map(toPromotion);
}

/** Codes that begin alike or contain the text, for "did you mean". */
export async function similarCodes(db: Handle, code: string): Promise<string[]> {
  const rows = await db
    .selectFrom('promotion')
    .select('code')
    .where(({ or, eb }) =>
      or([eb('code', 'like', `${code.slice(0, Math.max(2, code.length - 2)).replace(/[%_]/g, '')}%`), contains('code', code)]),
    )
    .orderBy('code')
    .limit(3)
    .execute();
  return rows.map((row) => row.code);
}
