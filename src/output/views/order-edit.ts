// What a change of an order came to: the new sum, each thing that differs, and what became of the stock.
import type { OrderChange } from '../../domain/order/edit.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import type { Paper, View } from '../view.ts';
import { actView } from './act.ts';

const sentences = actView('order', ({ outcome, refundMinor }) =>
  outcome === 'edited' && Number(refundMinor) > 0 ? 'edited-to-refund' : outcome,
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
  if (outcome.outcome !== 'edited') return [];
  const changes = (outcome.changes ?? []) as readonly OrderChange[];
  const notes = (['released', 'reserved', 'backordered'] as const)
    .filter((name) => Number(outcome[name] ?? 0) > 0)
    .map((name) => paper.words.say(`act.edited.${name}`, { id: outcome.id, [name]: Number(outcome[name]) }));
  const isHeld = ((outcome.heldAgain ?? []) as readonly string[]).length > 0;
  const served = sentences.text({ counts: {}, results: [{ id: outcome.id, outcome: 'edited', served: outcome.served }] }, paper);
  return [
    ...changes.map((change) => `  ${changed(change, paper)}`),
    ...(notes.length > 0 ? [`  ${notes.join('; ')}`] : []),
    ...(outcome.isDiscountShared === true ? [`  ${paper.words.say('act.edited.discount-shared')}`] : []),
    ...buyerStays(outcome, paper),
    ...(isHeld ? [`  ${paper.words.say('act.edited.held')}`] : []),
    ...(outcome.needsApproval === true ? [`  ${paper.words.say('act.edited.approval', { id: outcome.id })}`] : []),
    ...served.split('\n').slice(1),
  ];
}

/** Somebody else receives the rest of an order that is invoiced in part: who pays is as it was. */
function buyerStays({ buyerStaysAs }: Outcome, { words }: Paper): string[] {
  const invoices = (buyerStaysAs ?? []) as readonly string[];
  return invoices.length === 0 ? [] : [`  ${words.say('act.edited.buyer-stays', { invoices, invoice: invoices[0] })}`];
}

function changed({ field, sku, from, to, fromMinor, toMinor, currency }: OrderChange, { words, document }: Paper): string {
  const money = (minor: number | undefined) => words.money(minor ?? 0, currency ?? '');
  const none = words.say('change.nothing');
  const isMoney = currency !== undefined;
  const text = (value: string | null) => (value !== null && field.endsWith('.price') ? document.number(value) : value);
  return words.say('act.edited.change', {
    field: changeName(field, sku, { words }),
    from: isMoney ? money(fromMinor) : (text(from) ?? none),
    to: isMoney ? money(toMinor) : (text(to) ?? none),
  });
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
