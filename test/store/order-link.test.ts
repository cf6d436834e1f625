// A product that becomes known later: its orders take over what nobody had said, and nothing else.
import { expect, test } from 'vitest';
import type { LineDraft, OrderDraft } from '../../src/domain/order/order.ts';
import { type PlanningShop, planOrder } from '../../src/domain/order/plan.ts';
import { insertOrder, rowsOfOrder } from '../../src/store/order-write.ts';
import { untouched } from '../../src/usecases/order/add.ts';
import { FIXED_NOW } from '../world.ts';
import { inShop, insertRow, type TestShop } from './shop.ts';

const standard = { category: 'S', ratePpm: 200_000 };
const planning: PlanningShop = {
  rounding: 'half-up',
  taxBasis: 'document',
  shippingTaxCategory: 'standard',
  pricesIncludeTax: true,
  product: () => undefined,
  treatment: () => standard,
};

/** Keeps an order as an import would: with lines of which the shop knows no product. */
async function importOrder(
  { database }: TestShop,
  lines: readonly LineDraft[],
  more: Partial<OrderDraft> & { history?: boolean } = {},
): Promise<string> {
  const channelId =
    (database.raw.prepare("select id from channel where name = 'mercado'").pluck().get() as number | undefined) ??
    insertRow(database, 'channel', { name: 'mercado', created_at: FIXED_NOW });
  const draft: OrderDraft = {
    channel: 'mercado',
    externalId: `M-${Number(database.raw.prepare('select count(*) from sales_order').pluck().get()) + 1}`,
    orderedAt: FIXED_NOW,
    currency: 'GBP',
    pricesIncludeTax: true,
    shipTo: { name: 'Ann', address1: 'Road 1, York YO1 7EP', country: 'GB' },
    lines,
    ...more,
  };
  const history = more.history ?? false;
  const id = await database.write(async () =>
    insertOrder(
      database,
      { channelId, batchFileId: null },
      {
        rows: rowsOfOrder({
          state: 'new',
          history,
          orderedOn: '2026-03-02',
          rounding: 'half-up',
          taxBasis: 'document',
          planned: planOrder(draft, planning),
          problems: [],
          holdCount: 0,
          axes: untouched,
        }),
        customerId: null,
        source: draft.externalId === null ? null : { externalId: draft.externalId, contentHash: '', saidAt: null, saidBy: null },
      },
      FIXED_NOW,
    ),
  );
  return `O${id}`;
}

interface Shown {
  readonly totalMinor: number;
  readonly taxMinor: number;
  readonly lines: readonly {
    readonly known: boolean;
    readonly unitPrice: string;
    readonly taxRatePpm: number;
    readonly shippable: boolean;
  }[];
  readonly problems: readonly { readonly code: string }[];
  readonly events: readonly { readonly action: string }[];
}

async function shown(shop: TestShop, id: string): Promise<Shown> {
  return JSON.parse(await shop.oms(`order show ${id} --json`)) as Shown;
}

test('price, tax and kind come from the product where nobody said them', () =>
  inShop(async (shop) => {
    insertRow(shop.database, 'tax_rate', { country: 'GB', category: 'zero', code: 'Z', rate_ppm: 0, valid_from: '2000-01-01' });
    const id = await importOrder(shop, [{ sku: 'TEA', quantity: 2, unitPriceMicros: null }]);
    expect(JSON.parse(await shop.oms(`order validate ${id} --json`, 1))).toMatchObject({
      counts: { refused: 1 },
      results: [{ error: { code: 'order-has-problems', details: { problems: ['sku-unknown'] } } }],
    });
    // without a price the order may not go on: goods are not given away
    await shop.oms('product add TEA --name Tea --tax-category zero');
    expect(JSON.parse(await shop.oms(`order confirm ${id} --json`, 1))).toMatchObject({
      results: [{ error: { details: { problems: ['price-missing'] } } }],
    });
    await shop.oms('product edit TEA --price 4');
    await shop.oms(`order validate ${id}`);
    const order = await shown(shop, id);
    expect(order).toMatchObject({
      totalMinor: 800,
      taxMinor: 0,
      lines: [{ known: true, unitPrice: '4.00', taxRatePpm: 0, shippable: true }],
    });
    expect(order.problems.map(({ code }) => code)).toEqual(['stock-short']);
    expect(order.events.map(({ action }) => action)).toEqual(['linked', 'linked']);
    await shop.oms(`order confirm ${id}`);
  }));

test('what the channel said stays, a service needs no shelf, and validating again changes nothing', () =>
  inShop(async (shop) => {
    const tax = { category: 'S', ratePpm: 50_000 };
    const id = await importOrder(shop, [
      { sku: 'TEA', quantity: 2, unitPriceMicros: 3_000_000, tax },
      { sku: 'WRAP', quantity: 1, unitPriceMicros: 0 },
    ]);
    await shop.oms('product add TEA --name Tea --price 4 --tax-category zero');
    await shop.oms('product add WRAP --name Wrap --price 2 --kind service');
    await shop.oms(`order validate ${id}`);
    const order = await shown(shop, id);
    expect(order.totalMinor).toBe(600);
    expect(order.lines).toMatchObject([
      { known: true, unitPrice: '3.00', taxRatePpm: 50_000, shippable: true },
      { known: true, unitPrice: '0.00', shippable: false },
    ]);
    const rows = () => shop.database.raw.prepare('select * from problem').all();
    const before = rows();
    await shop.oms(`order validate ${id}`);
    expect(rows()).toEqual(before);
    expect((await shown(shop, id)).events).toHaveLength(1);
  }));

test('a code that the shop has been told of means its product', () =>
  inShop(async (shop) => {
    const id = await importOrder(shop, [{ sku: 'MERCADO-77', quantity: 1, unitPriceMicros: 12_500_000 }]);
    insertRow(shop.database, 'product_alias', { channel_id: 1, code: 'MERCADO-77', product_id: 1 });
    await shop.oms('stock receive MUG 1');
    expect(await shop.oms(`order validate ${id}`)).toBe(`${id}: no problems\n`);
    expect(await shop.oms(`order confirm ${id}`)).toBe(`confirmed ${id}; 1 reserved\n`);
  }));

test('history is never validated, confirmed, reserved, held or counted as a task', () =>
  inShop(async (shop) => {
    const id = await importOrder(shop, [{ sku: 'GONE', quantity: 1, unitPriceMicros: 1_000_000 }], { history: true });
    for (const verb of ['validate', 'confirm', 'reserve', 'hold --reason why', 'cancel --reason why'])
      expect(await shop.oms(`order ${verb} ${id} --json`, 1)).toContain('"code": "order-history"');
    expect(await shop.oms(`payment record ${id} 1 --method card --json`, 1)).toBe('');
    for (const verb of ['validate', 'confirm', 'reserve']) expect(await shop.oms(`order ${verb} --all`)).toBe('');
    expect(await shop.oms('status')).toBe('nothing needs doing\n');
    expect(await shop.oms('order list --problems --ids')).toBe('');
    expect(await shop.oms('order list --ids')).toBe(`${id}\n`);
  }));
