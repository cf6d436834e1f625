// The daily work that needs nobody: what is clean is confirmed, and what was promised for a time that is over is free.
import type { ActResult } from '../../domain/result.ts';
import type { RunResult } from '../../domain/run.ts';
import { recordEvent } from '../../store/event.ts';
import { expiredReservations } from '../../store/expired.ts';
import { takeRunLock } from '../../store/lock.ts';
import { releaseReservation } from '../../store/stock.ts';
import { confirmOrders } from '../order/confirm.ts';
import { refresh } from '../order/refresh.ts';
import { orderIds } from '../order/select.ts';
import { validateOrders } from '../order/validate.ts';
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
 * Frees reservations whose time is over, looks over new orders with errors, which may have been mended, and confirms
 * those that are clean: unless the setting `run-confirms` is false. Says what has become low on stock.
 */
export async function dailyWork(shop: Shop, options: WriteOptions): Promise<Omit<RunResult, 'files'>> {
  const swept = await write(shop, options, sweepExpired);
  if (shop.settings['run-confirms'] === 'false')
    return { ...sumOf({ counts: {}, results: [] }), swept, low: await newLowStock(shop, options) };
  await validateOrders(shop, await orderIds(shop, { states: ['new'], current: true, tasks: ['problems'] }), options);
  const clean = await orderIds(shop, { states: ['new'], current: true, clean: true });
  const confirmed = sumOf(await confirmOrders(shop, clean, options));
  return { ...confirmed, swept, low: await newLowStock(shop, options) };
}

/** What was promised until now at the latest is free again; the orders stay confirmed and wait. Returns the units. */
async function sweepExpired(act: Act): Promise<number> {
  let units = 0;
  for (const [orderId, reservations] of await expiredReservations(act.db, act.at)) {
    for (const reservation of reservations) await releaseReservation(act.db, reservation);
    const quantity = reservations.reduce((sum, one) => sum + one.quantity, 0);
    await recordEvent(act.db, act, 'order', orderId, 'released', { quantity });
    await refresh(act, { id: orderId });
    units += quantity;
  }
  return units;
}

function sumOf({ results }: ActResult): Omit<RunResult, 'files' | 'swept' | 'low'> {
  const confirmed = results.filter(({ outcome }) => outcome === 'confirmed');
  const units = (name: 'added' | 'backordered') => confirmed.reduce((sum, outcome) => sum + (Number(outcome[name]) || 0), 0);
  const unconfirmed = results.filter(({ outcome }) => outcome === 'refused').length;
  return { confirmed: confirmed.length, unconfirmed, reserved: units('added'), backordered: units('backordered') };
}
