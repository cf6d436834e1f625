// One order of a file: new, brought up to date, as it was, in conflict, or quarantined whole.
import { isOmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { type Finding, isUnreadable } from '../../domain/import/finding.ts';
import type { FileOrder } from '../../domain/import/order.ts';
import type { ProblemExample, Tally } from '../../domain/import/result.ts';
import { type SettledOrder, settleOrder } from '../../domain/import/totals.ts';
import type { OrderDraft } from '../../domain/order/order.ts';
import type { Problem } from '../../domain/order/problem.ts';
import { businessDate } from '../../domain/time.ts';
import { type KnownOrder, knownOrder } from '../../store/import.ts';
import { clearQuarantine, insertQuarantine } from '../../store/quarantine.ts';
import type { Act } from '../shop.ts';
import { bringUpToDate } from './import-again.ts';
import { type Arrival, keepNew } from './import-new.ts';
import type { ChannelFacts, ChosenFile, ImportRun } from './import-run.ts';

/** Takes in one order and counts what became of it. */
export async function importOne(act: Act, run: ImportRun, chosen: ChosenFile, order: FileOrder, tally: Tally): Promise<void> {
  const channel = await run.channel(act, order.channel, chosen.file);
  tally.saw(order.channel);
  const arrival = order.draft && (await priced(act, run, chosen, order, order.draft, channel));
  const findings = arrival && 'code' in arrival ? [...order.findings, arrival] : order.findings;
  for (const finding of findings) tally.found(finding.code, () => exampleOf(chosen, order, finding));
  if (!arrival || 'code' in arrival) return quarantine(act, run, chosen, { ...order, findings }, channel, tally);
  tally.lines += order.places.length;
  for (const { quantity } of arrival.settled.planned.lines) tally.units += quantity;
  const known = channel.newWith === chosen.file ? undefined : knownOrder(act.database, channel.id, order.externalId);
  if (!known) await comeNew(act, chosen, arrival, tally);
  else if (known.contentHash === order.contentHash) asItWas(known, tally);
  else await comeAgain(act, run, chosen, arrival, known, channel, tally);
  if (channel.quarantined.delete(order.externalId)) await clearQuarantine(act.db, channel.id, order.externalId, arrival.batchId);
}

/** The order with its money; a finding where it cannot be kept: amounts too large, a discount beyond its lines. */
async function priced(
  act: Act,
  run: ImportRun,
  chosen: ChosenFile,
  order: FileOrder,
  draft: OrderDraft,
  channel: ChannelFacts,
): Promise<Arrival | Finding> {
  const orderedOn = businessDate(draft.orderedAt, act.settings['time-zone']);
  const shop = await run.shopFor(act, channel, orderedOn, draft.currency);
  const place = { row: order.rowFrom, line: order.places[0]?.line ?? order.rowFrom, column: '' };
  let settled: SettledOrder;
  try {
    settled = settleOrder(draft, order.totals, shop);
  } catch (error) {
    if (!isOmsError(error) || error.code !== 'amount-too-large') throw error;
    return { code: 'amount-too-large', ...place, details: error.details };
  }
  const goods = settled.planned.money.lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  if (goods < 0) return { code: 'discount-too-large', ...place, details: {} };
  return {
    order,
    settled,
    channelId: channel.id,
    orderedOn,
    batchId: await run.batchId(act),
    fileId: await run.fileId(act, chosen),
    opening: run.options.opening,
  };
}

async function comeNew(act: Act, chosen: ChosenFile, arrival: Arrival, tally: Tally): Promise<void> {
  const arrived = await keepNew(act, arrival);
  tally.orders.new += 1;
  if (arrived.isHeld) tally.held += 1;
  if (arrived.isHistory) tally.history += 1;
  for (const problem of arrived.problems) tally.found(problem.code, () => exampleOfProblem(chosen, arrival.order, problem));
}

function asItWas(known: KnownOrder, tally: Tally): void {
  tally.orders.unchanged += 1;
  if (known.holdCount > 0) tally.held += 1;
  tally.history += known.history;
}

async function comeAgain(
  act: Act,
  run: ImportRun,
  chosen: ChosenFile,
  arrival: Arrival,
  known: KnownOrder,
  channel: ChannelFacts,
  tally: Tally,
): Promise<void> {
  const { order, orderedOn, settled } = arrival;
  const shop = await run.shopFor(act, channel, orderedOn, settled.planned.draft.currency);
  const again = await bringUpToDate(act, known.id, arrival, shop);
  tally.orders[again.outcome] += 1;
  if (again.isHeld) tally.held += 1;
  if (again.isHistory) tally.history += 1;
  const id = formatId('order', known.id);
  const tell = (code: string, fields: readonly string[]) =>
    tally.found(code, () => ({ ...exampleAt(chosen, order), column: '', details: { id, fields } }));
  if (again.refused.length > 0) tell(again.refused.includes('state') ? 'channel-cancelled-late' : 'channel-conflict', again.refused);
  if (again.isShippedElsewhere) tell('channel-shipped', []);
  if (again.isReopened) tell('channel-reopened', []);
}

async function quarantine(
  act: Act,
  run: ImportRun,
  chosen: ChosenFile,
  order: FileOrder,
  channel: ChannelFacts,
  tally: Tally,
): Promise<void> {
  const batchId = await run.batchId(act);
  tally.orders.quarantined += 1;
  if (channel.quarantined.has(order.externalId) && order.externalId !== '') {
    await clearQuarantine(act.db, channel.id, order.externalId, batchId);
  }
  insertQuarantine(act.database, {
    batchId,
    batchFileId: await run.fileId(act, chosen),
    channelId: channel.id,
    externalId: order.externalId,
    rowFrom: order.rowFrom,
    rowTo: order.rowTo,
    reasons: order.findings.filter(isUnreadable),
    cells: order.rawRows(),
  });
  channel.quarantined.add(order.externalId);
}

function exampleAt({ file }: ChosenFile, order: FileOrder) {
  return { file: file.name, row: order.rowFrom, line: order.places[0]?.line ?? order.rowFrom, order: order.externalId };
}

function exampleOf(chosen: ChosenFile, order: FileOrder, { row, line, column, details }: Finding): ProblemExample {
  return { ...exampleAt(chosen, order), row, line, column, details };
}

/** A problem of a line is told with the line's own row. */
function exampleOfProblem(chosen: ChosenFile, order: FileOrder, { position, field, details }: Problem): ProblemExample {
  const place = position === undefined ? undefined : order.places[position - 1];
  return { ...exampleAt(chosen, order), ...place, column: chosen.file.columns[field] ?? '', details };
}
