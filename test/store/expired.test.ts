// What was promised for a time that is over counts until a run frees it.
import { expect, test } from 'vitest';
import { inShop } from './shop.ts';

test('a run frees it, whoever it was promised to, and promises it to who waits', () =>
  inShop(async ({ database, oms }) => {
    await oms('stock receive MUG 2');
    for (const name of ['Ada', 'Ben']) await oms(`order add --line MUG=2 --name ${name} --address1 Lane --city York --postcode YO17HU`);
    await oms('order confirm O1');
    const expireAt = (instant: string) => database.raw.prepare('update reservation set expires_at = ?').run(instant);
    expireAt('2026-03-02T09:00:01Z');
    await oms('config set run-confirms false');
    expect(await oms('run')).toBe('');
    expireAt('2026-03-02T09:00:00Z');
    expect(JSON.parse(await oms('run --dry-run --json'))).toMatchObject({ swept: 2 });
    expect(await oms('run')).toBe('freed 2 units that had been reserved for a time that is over\n');
    expect(JSON.parse(await oms('stock show MUG --json'))).toMatchObject({ onHand: 2, reserved: 0, available: 2 });
    expect(JSON.parse(await oms('order show O1 --json'))).toMatchObject({ state: 'confirmed', fulfilmentState: 'backordered' });
    expect(await oms('run')).toBe('');
    await oms('config set run-confirms true');
    expect(await oms('run')).toBe('confirmed 1 order: 2 reserved, 0 backordered\n');
    await oms('db check');
  }));
