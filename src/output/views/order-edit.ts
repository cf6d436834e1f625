// What a change of an order came to: the new sum, each thing that differs, and what became of the stock.
import type { OrderChange } from '../../domain/order/edit.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import type { Paper, View } from '../view.ts';
import { actView, servedLines } from './act.ts';

const withRefund: readonly string[] = ['edited', 'taken', 'cancelled'];

const sentences = actView('order', ({ outcome, refundMinor }) =>
  withRefund.includes(outcome) && Number(refundMinor) > 0 ? `${outcome}-to-refund` : outcome,
);

export const orderEdited: View<ActResult> = {
  ...sentences,
  text: (result, paper) =>
    result.results
      .filter(({ outcome }) => outcome !== 'refused')
      .flatMap((outcome) => [sentences.text({ ...result, results: [{ ...outcome, served: [] }] }, paper), ...details(outcome, paper)])
      .join('\n'),
};

function details(outcome: Outcome, paper: Paper): string[] {
  if (outcome.outcome !== 'edited' && outcome.outcome !== 'taken') return servedLines(outcome.served, paper);
  const changes = (outcome.changes ?? []) as readonly OrderChange[];
  const notes = (['released', 'reserved', 'backordered'] as const)
    .filter((name) => Number(outcome[name] ?? 0) > 0)
    .map((name) => paper.words.say(`act.edited.${name}`, { id: outcome.id, [name]: Number(outcome[name]) }));
  const isHeld = ((outcome.heldAgain ?? []) as readonly string[]).length > 0;
  return [
    ...changes.map((change) => `  ${changed(change, paper)}`),
    ...(notes.length > 0 ? [`  ${notes.join('; ')}`] : []),
    ...(outcome.isDiscountShared === true ? [`  ${paper.words.say('act.edited.discount-shared')}`] : []),
    ...buyerStays(outcome, paper),
    ...(isHeld ? [`  ${paper.words.say('act.edited.held')}`] : []),
    ...(outcome.needsApproval === true ? [`  ${paper.words.say('act.edited.approval', { id: outcome.id })}`] : []),
    ...servedLines(outcome.served, paper),
  ];
}

/** Somebody else receives the rest of an order that is invoiced in part: who pays is as it was. */
function buyerStays({ buyerStaysAs }: Outcome, { words }: Paper): string[] {
  const invoices = (buyerStaysAs ?? []) as readonly string[];
  return invoices.length === 0 ? [] : [`  ${words.say('act.edited.buyer-stays', { invoices, invoice: invoices[0] })}`];
}

function changed(change: OrderChange, paper: Paper): string {
  return paper.words.say('act.edited.change', { field: changeName(change.field, change.sku, paper), ...changeValues(change, paper) });
}

/** Both values as people read them. */
export function changeValues(
  { field, from, to, fromMinor, toMinor, currency }: OrderChange,
  { words, document }: Paper,
): { readonly from: string; readonly to: string } {
  const none = words.say('change.nothing');
  const text = (value: string | null) => (value !== null && field.endsWith('.price') ? document.number(value) : value) ?? none;
  if (currency === undefined) return { from: text(from), to: text(to) };
  return { from: words.money(fromMinor ?? 0, currency), to: words.money(toMinor ?? 0, currency) };
}

/** "line2.quantity" and "ship.city" in words; what has none as it is. */
export function changeName(field: string, sku: string | null, { words }: Pick<Paper, 'words'>): string {
  const [, line, ofLine] = /^line(\d+)\.(.+)$/.exec(field) ?? [];
  const [, party, ofParty] = /^(ship|bill)\.(.+)$/.exec(field) ?? [];
  if (field === 'bill') return words.say('change.bill-to');
  const key = line !== undefined ? `change.line.${ofLine}` : party !== undefined ? `change.${party}` : `change.${field}`;
  if (!words.has(key)) return field;
  if (line !== undefined) return words.say(key, { sku: sku || words.say('change.line', { line }) });
  return words.say(key, party === undefined ? {} : { field: words.say(`change.party.${ofParty}`) });
}
