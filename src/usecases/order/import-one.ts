// One order of a file: new, brought up to date, as it was, in conflict, or quarantined whole.
import { type Details, OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import type { Said } from '../../domain/import/age.ts';
import { type FileOrder, MISSING_HOLD, TWICE_HOLD } from '../../domain/import/order.ts';
import type { Prepared, PreparedOrder } from '../../domain/import/prepared.ts';
import { isRefundAlone } from '../../domain/import/refund.ts';
import type { Tally } from '../../domain/import/result.ts';
import type { OrderDraft } from '../../domain/order/order.ts';
import { type KnownOrder, knownOrder } from '../../store/import.ts';
import { lineIdsOf, ordersLasting, unpaidWithLines } from '../../store/import-lasting.ts';
import type { Act } from '../shop.ts';
import { bringUpToDate, type ChangedOrder, dateAnew } from './import-again.ts';
import { type Destination, quarantine, settleQuarantine, writeNew } from './import-new.ts';
import { exampleAt, type PricedOrder, prepareNew, priceOrder, tellRead } from './import-prepare.ts';
import { giveBackKnown } from './import-refund.ts';
import type { ChannelFacts, ChosenFile, ImportRun } from './import-run.ts';

/** Takes in one order and counts what became of it. */
export async function importOne(act: Act, run: ImportRun, chosen: ChosenFile, order: FileOrder, tally: Tally): Promise<void> {
  const channel = await run.channel(act, order.channel, chosen.file);
  const destination = await run.destination(act, chosen, channel);
  const known = knownTo(act, channel, chosen, order.externalId) ?? knownBefore(act, channel, order);
  if (order.isForKnown && !known) return;
  if (known && order.draft && known.contentHash === order.contentHash) {
    tellRead(chosen.file, order, tally);
    await asItWas(act, known, { saidAt: order.saidAt, saidBy: chosen.file.profile }, tally);
  } else if (known && isRefundAlone(order)) {
    run.settleLater(await giveBackKnown(act, destination, known, order, tally));
  } else {
    const priced = await priceOrder(act.db, channel.shops, chosen.file, order, tally);
    if (!('settled' in priced)) return quarantine(act, destination, priced, tally);
    if (known) run.settleLater(await comeAgain(act, chosen, destination, priced, known, channel, tally));
    else {
      const own = await heldIfTwice(act, chosen, channel, priced, tally);
      await writeNew(act, destination, [prepareNew(own, act.settings, { ...chosen, ...run.options }, tally)], tally);
    }
  }
  await settleQuarantine(act, destination, order.externalId, order.payment.refunds);
  if (order.lastingId !== null) await settleQuarantine(act, destination, order.lastingId);
}

/** Takes in orders that were read ahead, when their channel had none. Refuses `busy` where another import has brought one otherwise. */
export async function takePrepared(act: Act, run: ImportRun, chosen: ChosenFile, orders: readonly Prepared[], tally: Tally): Promise<void> {
  const channel = await run.channel(act, chosen.channel, chosen.file);
  const destination = await run.destination(act, chosen, channel);
  const fresh: PreparedOrder[] = [];
  for (const prepared of orders) {
    if (!prepared.isReadable) {
      await quarantine(act, destination, prepared.order, tally);
      continue;
    }
    const { source } = prepared.order;
    const known = knownTo(act, channel, chosen, source.externalId);
    if (known && known.contentHash !== source.contentHash) throw new OmsError('busy', { path: act.database.path });
    if (known) await asItWas(act, known, source, tally);
    else fresh.push(prepared.order);
    if (destination.quarantined.has(source.externalId)) await settleQuarantine(act, destination, source.externalId);
  }
  await writeNew(act, destination, fresh, tally);
}

/** Nothing is looked up in a channel that had no orders before this file. */
function knownTo(act: Act, channel: ChannelFacts, { file }: ChosenFile, externalId: string): KnownOrder | undefined {
  return channel.newWith === file ? undefined : knownOrder(act.database, channel.id, externalId);
}

/**
 * Known by another number, which it had before its channel gave it this one. Where the number that stays is of an order
 * with other lines, its channel has begun to count anew.
 */
function knownBefore(act: Act, { id }: ChannelFacts, { lastingId, draft }: FileOrder): KnownOrder | undefined {
  if (lastingId === null) return undefined;
  const said = draft ? lineIdsIn(draft) : [];
  return ordersLasting(act.database, id, lastingId).find((known) => {
    const lineIds = lineIdsOf(act.database, known.id);
    return lineIds.length === 0 || said.length === 0 || said.some((one) => lineIds.includes(one));
  });
}

function lineIdsIn({ lines }: OrderDraft): readonly string[] {
  return lines.flatMap(({ externalId }) => externalId ?? []);
}

/** Held where orders that nobody has paid have the same lines: its channel may have made one of them, with a number of its own. */
async function heldIfTwice(act: Act, { file }: ChosenFile, { id }: ChannelFacts, priced: PricedOrder, tally: Tally): Promise<PricedOrder> {
  const { order } = priced;
  const lineIds = order.lastingId === null || !order.draft ? [] : lineIdsIn(order.draft);
  const others = lineIds.length === 0 ? [] : await unpaidWithLines(act.db, id, lineIds);
  if (others.length === 0) return priced;
  const ids = others.map((other) => formatId('order', other.id));
  const numbers = others.map(({ number }, index) => `${ids[index]} (${number})`).join(', ');
  const details = { ids: ids.join(' '), numbers };
  tally.found('channel-twice', () => ({ ...exampleAt(file, order), column: '', details: { ...details, order: order.externalId } }));
  return { ...priced, order: { ...order, holds: [...order.holds, { code: TWICE_HOLD, reason: numbers }] } };
}

async function asItWas(act: Act, known: KnownOrder, said: Said, tally: Tally): Promise<void> {
  const holdCount = await dateAnew(act, known, said);
  tally.orders.unchanged += 1;
  if (holdCount > 0) tally.held += 1;
  tally.history += known.history;
}

async function comeAgain(
  act: Act,
  { file }: ChosenFile,
  destination: Destination,
  priced: PricedOrder,
  known: KnownOrder,
  channel: ChannelFacts,
  tally: Tally,
): Promise<ChangedOrder | null> {
  const { order, orderedOn, settled } = priced;
  const { currency } = settled.planned.draft;
  const shop = await channel.shops.of(act.db, orderedOn, currency);
  const again = await bringUpToDate(act, known, { ...priced, ...destination, profile: file.profile }, shop);
  tally.orders[again.outcome] += 1;
  if (again.isHeld) tally.held += 1;
  if (again.isHistory) tally.history += 1;
  const id = formatId('order', known.id);
  const times = { known: known.saidAt, exported: order.saidAt };
  const tell = (code: string, details: Details = {}) =>
    tally.found(code, () => ({ ...exampleAt(file, order), column: '', details: { id, ...times, ...details } }));
  const fields = again.refused;
  if (again.age === 'older') tell('export-older');
  else if (again.age === 'undated') tell('export-undated', { fields });
  else if (fields.length > 0) tell(fields.includes('state') ? 'channel-cancelled-late' : 'channel-conflict', { fields });
  if (again.split.orders.length > 0) tell('channel-split', { ...again.split, first: again.split.orders[0] });
  if (again.isShippedElsewhere) tell('channel-shipped');
  if (again.missingLines !== null) tell(MISSING_HOLD, { lines: again.missingLines });
  if (again.isReopened) tell('channel-reopened');
  if (again.givenBackMinor > 0) tell('channel-gave-back', { amount: { amountMinor: again.givenBackMinor, currency } });
  return again.changed;
}
