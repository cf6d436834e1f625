// Lots on the screen: what stands of them, and where one went.
import type { LotRecipient, LotRow, LotTrace } from '../../domain/lot-trace.ts';
import { renderFacts } from '../table.ts';
import { listView, numberColumn, type Paper, type View } from '../view.ts';
import type { Words } from '../words.ts';
import { actView } from './act.ts';

export const lotListView: View<readonly LotRow[]> = listView<LotRow>({
  columns: [
    { title: 'sku', show: ({ sku }) => sku },
    { title: 'name', show: ({ name }) => name },
    { title: 'lot', show: ({ lot }) => lot },
    { title: 'expires', show: ({ expiresOn }) => expiresOn ?? '' },
    numberColumn('days-left', ({ daysLeft }) => daysLeft),
    { title: 'location', show: ({ location }) => location },
    numberColumn('on-hand', ({ onHand }) => onHand),
    numberColumn('reserved', ({ reserved }) => reserved),
    numberColumn('unavailable', ({ unavailable }) => unavailable),
    numberColumn('available', ({ available }) => available),
  ],
  csv: {
    sku: ({ sku }) => sku,
    name: ({ name }) => name,
    lot: ({ lot }) => lot,
    expires: ({ expiresOn }) => expiresOn,
    days_left: ({ daysLeft }) => daysLeft,
    location: ({ location }) => location,
    on_hand: ({ onHand }) => onHand,
    reserved: ({ reserved }) => reserved,
    unavailable: ({ unavailable }) => unavailable,
    available: ({ available }) => available,
  },
  csvNumbers: ['expires', 'days_left', 'on_hand', 'reserved', 'unavailable', 'available'],
  id: ({ lot }) => lot,
});

/** `made`: not the lot itself, but goods that were made with it. */
type Went = LotRecipient & { readonly made: string | null };

const wentList = listView<Went>({
  columns: [
    { title: 'state', show: ({ state }, { words }) => words.say(`lot-state.${state}`) },
    { title: 'order', show: ({ order }) => order },
    { title: 'number', optional: true, show: ({ number, order }) => (number === order ? '' : number) },
    { title: 'document', optional: true, show: ({ document }) => document ?? '' },
    { title: 'made-into', optional: true, show: ({ made, certain }, { words }) => madeText(made, certain, words) },
    { title: 'date', optional: true, show: ({ date }) => date ?? '' },
    numberColumn('quantity', ({ quantity }) => quantity),
    { title: 'customer', show: ({ customer, name, company }) => [customer, name || company].filter(Boolean).join('  ') },
    { title: 'email', optional: true, show: ({ email }) => email ?? '' },
    { title: 'phone', optional: true, show: ({ phone }) => phone ?? '' },
  ],
  csv: {
    sku: ({ sku }) => sku,
    lot: ({ lot }) => lot,
    contains: ({ certain }) => (certain ? 'yes' : 'may'),
    state: ({ state }) => state,
    order: ({ order }) => order,
    number: ({ number }) => number,
    channel: ({ channel }) => channel,
    document: ({ document }) => document,
    date: ({ date }) => date,
    quantity: ({ quantity }) => quantity,
    customer: ({ customer }) => customer,
    name: ({ name }) => name,
    company: ({ company }) => company,
    email: ({ email }) => email,
    phone: ({ phone }) => phone,
  },
  csvNumbers: ['quantity'],
  id: ({ order }) => order,
  foot: (rows, { words }) => (rows.every(({ certain }) => certain) ? '' : words.say('lot.may-why')),
});

function madeText(made: string | null, certain: boolean, words: Words): string {
  return made === null || certain ? (made ?? '') : words.say('lot.may', { made });
}

/** A lot's date put right; orders are named that it can no more be sent to. */
export const lotDatedView = actView('stock-lot', ({ outcome, orders }) =>
  Array.isArray(orders) && orders.length > 0 ? `${outcome}-promised` : outcome,
);

/** One lot as an object, several (of several products) as an array; as CSV who has it, and as ids their orders. */
export const lotTraceView: View<readonly LotTrace[]> = {
  text: (all, paper) => all.map((trace) => oneLot(trace, paper)).join('\n\n\n'),
  json: (all) => (all.length === 1 ? all[0] : all),
  csv: (all) => wentList.csv?.(all.flatMap(wentRows)) ?? '',
  ids: (all) => [...new Set(all.flatMap(({ went }) => went.map(({ order }) => order)))],
};

function wentRows({ sku, lot, went }: LotTrace): Went[] {
  return went.map((row) => ({ ...row, made: row.sku === sku && row.lot === lot ? null : named(row.sku, row.lot) }));
}

function named(...parts: readonly (string | number | null)[]): string {
  return parts.filter((part) => part !== null).join(' ');
}

function oneLot(trace: LotTrace, paper: Paper): string {
  const { words } = paper;
  const name = (key: string) => words.say(`column.${key}`);
  const { sku, lot, expiresOn, onHand, reserved, unavailable, locations, madeInto } = trace;
  const facts = renderFacts([
    [name('sku'), sku],
    [name('name'), trace.name],
    [name('lot'), lot],
    [name('expires'), expiresOn],
    [name('on-hand'), String(onHand)],
    [name('reserved'), String(reserved)],
    [name('unavailable'), String(unavailable)],
    [name('location'), locations.map((at) => words.say('why.place', { location: at.location, onHand: at.onHand })).join(', ')],
    [name('made-into'), madeInto.map((one) => madeText(named(one.quantity, one.sku, one.lot), one.certain, words)).join(', ')],
  ]);
  return [facts, wentList.text(wentRows(trace), paper)].filter((part) => part !== '').join('\n\n');
}
