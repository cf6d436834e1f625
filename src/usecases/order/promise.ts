// Promising goods to orders, many at once: what is decided is written, and the orders brought up to date.
import type { Claim } from '../../domain/order/claim.ts';
import { type Decision, planReservations, type ReserveRules } from '../../domain/order/reserve.ts';
import type { PlaceRule } from '../../domain/order/reserve-place.ts';
import type { ShareRule } from '../../domain/order/reserve-share.ts';
import { buffersOf, type Product } from '../../domain/product.ts';
import type { Settings } from '../../domain/settings.ts';
import { addDays } from '../../domain/time.ts';
import { writeBackorders } from '../../store/backorder.ts';
import type { Handle } from '../../store/database.ts';
import type { Demand } from '../../store/demand.ts';
import { recordEvents } from '../../store/event.ts';
import { ordersById } from '../../store/order.ts';
import { recountProblems, writeFulfilment } from '../../store/order-axes.ts';
import { destinationsOf } from '../../store/order-edit.ts';
import { dropProblems } from '../../store/problem.ts';
import { productsById } from '../../store/product.ts';
import { freezeParts, type Grant, raiseReserved, writeReservations } from '../../store/promise.ts';
import { shelvesOf } from '../../store/shelf.ts';
import { listLocations } from '../../store/stock.ts';
import type { Act } from '../shop.ts';
import { lookAround } from './alike.ts';
import { checkOrders } from './check.ts';
import { claimOf } from './claim.ts';
import { refreshAll } from './refresh.ts';

/** What became of an order: its demand before, what was decided, and the products it is about. */
export interface Promised {
  readonly demand: Demand;
  readonly decision: Decision;
  /** Units of its lines that were promised just now. */
  readonly added: number;
  /** Nothing is missing any more. */
  readonly isWhole: boolean;
}

export interface PlannedPromises {
  readonly promised: readonly Promised[];
  readonly products: ReadonlyMap<number, Product>;
}

/** Decides who gets what; orders come as they are served. Writes nothing. */
export async function planPromises(db: Handle, settings: Settings, on: string, demands: readonly Demand[]): Promise<PlannedPromises> {
  const products = await productsById(db, [...productsOf(demands)]);
  const allowPartial = settings['allow-partial'] === 'true';
  const claims = await withDestinations(
    db,
    demands.map((demand) => claimOf(demand, products, allowPartial)),
  );
  const rules: ReserveRules = {
    buffers: buffersOf(products),
    share: settings['reserve-by'] as ShareRule,
    from: settings['reserve-from'] as PlaceRule,
    places: (await listLocations(db)).map(({ id, country, region }) => ({ locationId: id, country: country || settings.country, region })),
    on,
  };
  const decisions = planReservations(claims, await shelvesOf(db, products, on), rules);
  return { products, promised: demands.map((demand, index) => promisedOf(demand, decisions[index] as Decision)) };
}

/** Lines that go elsewhere than their order are taken from near where they go. */
async function withDestinations(db: Handle, claims: readonly Claim[]): Promise<readonly Claim[]> {
  const destinations = await destinationsOf(
    db,
    claims.map(({ orderId }) => orderId),
  );
  if (destinations.size === 0) return claims;
  return claims.map((claim) => ({ ...claim, wants: claim.wants.map((want) => ({ ...want, to: destinations.get(want.lineId) })) }));
}

/** Every product that is asked for, and what kits are made of. */
function productsOf(demands: readonly Demand[]): Set<number> {
  const ids = new Set<number>();
  for (const { lines } of demands)
    for (const { productId, kind, parts } of lines) {
      if (productId !== null) ids.add(productId);
      if (kind === 'kit') for (const part of parts) ids.add(part.productId);
    }
  return ids;
}

function promisedOf(demand: Demand, decision: Decision): Promised {
  let added = 0;
  let isWhole = true;
  for (const { given, wanted } of decision.lines) {
    added += given;
    if (given < wanted) isWhole = false;
  }
  return { demand, decision, added, isWhole };
}

/**
 * Decides, writes what is promised, and notes who waits. The orders' rows are brought up to date, warnings of a shortage
 * that is over included. `until`: the instant at which the promise ends; null: as the shop's setting has it.
 */
export async function promiseGoods(act: Act, demands: readonly Demand[], until: string | null = null): Promise<PlannedPromises> {
  const planned = await planPromises(act.db, act.settings, act.on, demands);
  const served = planned.promised.filter(({ added }) => added > 0);
  freezeParts(act.database, served.flatMap(unfrozenLines));
  await writeReservations(
    act.db,
    served.map((one) => grantOf(act, one, until)),
    act.at,
  );
  raiseReserved(
    act.database,
    served.flatMap(({ decision }) => decision.allotments),
  );
  await recordEvents(
    act.db,
    act,
    'order',
    'reserved',
    served.map(({ demand, added }) => ({ id: demand.orderId, fields: { quantity: added } })),
  );
  const waiting = planned.promised.filter(({ isWhole, demand }) => !isWhole && !demand.isWaiting);
  const done = planned.promised.filter(({ isWhole, demand }) => isWhole && demand.isWaiting);
  writeBackorders(act.database, waiting.map(orderIdOf), done.map(orderIdOf), act.at);
  await refreshServed(act, served);
  return planned;
}

function orderIdOf({ demand }: Promised): number {
  return demand.orderId;
}

/** Lines of kits to which something is promised for the first time. */
function unfrozenLines({ demand, decision }: Promised) {
  return demand.lines.filter(
    ({ kind, isFrozen, lineId }) => kind === 'kit' && !isFrozen && decision.allotments.some((one) => one.lineId === lineId),
  );
}

function grantOf({ at, settings }: Act, { demand, decision }: Promised, until: string | null): Grant {
  const days = demand.isPaid ? 0 : Number(settings['reserve-days']);
  const expiresAt = until ?? (days > 0 ? addDays(at.slice(0, 10), days) + at.slice(10) : null);
  return { allotments: decision.allotments, priority: demand.priority, expiresAt };
}

/** Orders with nothing but reservations are brought up to date together; others from all their documents. */
async function refreshServed(act: Act, served: readonly Promised[]): Promise<void> {
  const isPlain = ({ demand }: Promised) => !demand.isOnItsWay && demand.lines.every(({ kind }) => kind !== 'capacity');
  const plain = served.filter(isPlain);
  // of goods that all are on the shelf still, that is where they stand
  await writeFulfilment(act.db, plain.filter(({ isWhole }) => isWhole).map(orderIdOf), 'reserved', act.at);
  await writeFulfilment(act.db, plain.filter(({ isWhole }) => !isWhole).map(orderIdOf), 'backordered', act.at);
  await refreshAll(act, served.filter((one) => !isPlain(one)).map(orderIdOf));
  await looksAgain(
    act,
    served.filter(({ demand }) => demand.isShort),
  );
}

/** What was short may be short no more. */
async function looksAgain(act: Act, short: readonly Promised[]): Promise<void> {
  const whole = short.filter(({ isWhole }) => isWhole).map(orderIdOf);
  if (whole.length > 0) {
    await dropProblems(act.db, whole, 'stock-short');
    await recountProblems(act.db, whole, act.at);
  }
  const lacking = short.filter(({ isWhole }) => !isWhole).map(orderIdOf);
  const orders = [...(await ordersById(act.db, lacking)).values()];
  if (orders.length > 0) await checkOrders(act, orders, await lookAround(act.db, act.settings, orders));
}
