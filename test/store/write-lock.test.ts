// Who waits for the lock has it soon, however many long transactions another process goes on writing.
import { expect, test } from 'vitest';
import { readyToRace } from './race-helper.ts';
import { inShop } from './shop.ts';

const TRANSACTIONS = 60;
const TIMES = 4;

test('transaction after transaction, and somebody else who comes meanwhile', () =>
  inShop(async (shop) => {
    const ready = await readyToRace(shop, 'long', 1, TRANSACTIONS);
    const level = () => Number(shop.database.raw.prepare('select coalesce(sum(quantity), 0) from movement').pluck().get());
    try {
      const running = ready.run();
      while (level() === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      const waited: number[] = [];
      for (let times = 0; times < TIMES; times += 1) {
        const before = level();
        waited.push((await shop.database.write(async () => level())) - before);
      }
      // it leaves the lock free after every tenth of a second, which is every second or third transaction
      expect(Math.max(...waited), waited.join(' ')).toBeLessThan(TRANSACTIONS / TIMES);
      ready.enough();
      expect(await running).toMatchObject([{ failed: 0 }]);
    } finally {
      ready.stop();
    }
  }));
