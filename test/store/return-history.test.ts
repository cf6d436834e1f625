// What was sold before the first day comes back all the same: it is put on the shelf, and paid back as far as it was paid.
import { expect, test } from 'vitest';
import { FIXED_NOW } from '../world.ts';
import { inShop, insertRow, type TestShop } from './shop.ts';

/** Three mugs sold before the first day, 37.50 paid: as an import keeps them. */
async function soldBefore({ database, oms }: TestShop): Promise<void> {
  await oms('order add --line MUG=3 --name Ann --address1 Road');
  database.raw.exec("update sales_order set history = 1, state = 'completed', fulfilment_state = 'shipped', payment_state = 'paid'");
  const payment = { order_id: 1, kind: 'payment', amount_minor: 3750, currency: 'GBP', method: 'card' };
  insertRow(database, 'payment', { ...payment, paid_on: '2025-12-01', at: FIXED_NOW, actor: 'tester' });
  database.raw.exec('update sales_order set paid_minor = 3750');
}

const outcome = async (shop: TestShop, line: string) => JSON.parse(await shop.oms(`${line} --json`)).results[0];

test('goods of history come back on the shelf, at most as many as were sold', () =>
  inShop(async (shop) => {
    await soldBefore(shop);
    await shop.oms('return record O1 --line MUG=4 --reason chipped', 1);
    const first = await outcome(shop, 'return record O1 --line MUG=1 --line MUG=1:damaged --reason chipped');
    expect(first).toMatchObject({ id: 'R1', refundMinor: 2500, creditNote: null });
    expect(first.stockBack).toEqual([{ sku: 'MUG', location: 'main', quantity: 2, resellable: 1, damaged: 1 }]);
    expect(await outcome(shop, 'return record O1 --all-lines --reason rest')).toMatchObject({ id: 'R2', units: 1, refundMinor: 1250 });
    await shop.oms('return record O1 --all-lines --reason more', 1);
    expect(JSON.parse(await shop.oms('stock show MUG --json'))).toMatchObject({ onHand: 3, unavailable: 1, available: 2 });
    expect(JSON.parse(await shop.oms('order show O1 --json'))).toMatchObject({ state: 'completed', returnState: 'returned', owedMinor: 0 });
    await shop.oms('db check');
  }));

test('history is not shipped again', () =>
  inShop(async (shop) => {
    await soldBefore(shop);
    for (const verb of ['create', 'ship --carrier DPD']) {
      expect(await shop.oms(`shipment ${verb} O1 --json`, 1)).toContain('"code": "order-history"');
    }
    expect(await shop.oms('shipment create --all')).toBe('');
    expect(await shop.oms('shipment list --ids')).toBe('');
  }));
