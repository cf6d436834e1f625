// The daily work that needs nobody: what is clean is confirmed, and what was promised for a time that is over is free.
import type { Outcome } from '../../domain/result.ts';
import type { RunResult } from '../../domain/run.ts';
import { takeRunLock } from '../../store/run-lock.ts';
import { confirmOrders } from '../order/confirm.ts';
import { liftOver } from '../order/hold-over.ts';
import { orderIds } from '../order/select.ts';
import { serveWaiting, sweepExpired } from '../order/serve.ts';
import { validateOrders } from '../order/validate.ts';
import { indexAll } from '../search.ts';
import { type Act, type Shop, type WriteOptions, write } from '../shop.ts';
import { newLowStock } from '../stock/low.ts';

/** Runs `work` while no other run is at work on this shop. Refuses `run-at-work`. */
export async function aloneAtWork<T>(shop: Shop, root: string, work: () => Promise<T>): Promise<T> {
  const giveBack = takeRunLock(shop.database, root);
  try {
    return await work();
  } finally {
    giveBack();
  }
}

/**
 * Lifts holds and frees reservations whose time is over, serves who waits, looks over new orders with errors, which may have been
 * mended, and confirms those that are clean: unless the setting `run-confirms` is false. Brings the search indexes up to
 * date, and says what has become low on stock.
 */
export async function dailyWork(shop: Shop, options: WriteOptions): Promise<Omit<RunResult, 'files'>> {
  const freed = await write(shop, options, sweepAndServe);
  const confirmed = shop.settings['run-confirms'] === 'false' ? sumOf([]) : await confirmClean(shop, options);
  if (!options.dryRun) await indexAll(shop);
  return { ...confirmed, ...freed, low: await newLowStock(shop, options) };
}

/** Those who wait are served also with what may be promised only from today. */
async function sweepAndServe(act: Act): Promise<Pick<RunResult, 'unheld' | 'swept' | 'served'>> {
  const unheld = await liftOver(act);
  const { units } = await sweepExpired(act);
  return { unheld, swept: units, served: (await serveWaiting(act)).map(({ order }) => order) };
}

async function confirmClean(shop: Shop, options: WriteOptions): Promise<Confirmed> {
  await validateOrders(shop, await orderIds(shop, { states: ['new'], current: true, tasks: ['problems'] }), options);
  return sumOf((await confirmOrders(shop, await orderIds(shop, { states: ['new'], current: true, clean: true }), options)).results);
}

type Confirmed = Pick<RunResult, 'confirmed' | 'unconfirmed' | 'reserved' | 'backordered'>;

function sumOf(results: readonly Outcome[]): Confirmed {
  const confirmed = results.filter(({ outcome }) => outcome === 'confirmed');
  const units = (name: 'added' | 'backordered') => confirmed.reduce((sum, outcome) => sum + (Number(outcome[name]) || 0), 0);
  const unconfirmed = results.filter(({ outcome }) => outcome === 'refused').length;
  return { confirmed: confirmed.length, unconfirmed, reserved: units('added'), backordered: units('backordered') };
}
