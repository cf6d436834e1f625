// Purchases on the screen.
import { formatAmount } from '../../domain/money.ts';
import type { PurchaseLineView, PurchaseSummary, PurchaseView, Suggestion } from '../../domain/purchase.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import { renderFacts, renderTable } from '../table.ts';
import { listView, type Paper, type View } from '../view.ts';
import { actView } from './act.ts';

const plain = actView('purchase', ({ outcome, expectedOn }) => (outcome === 'sent' && expectedOn === null ? 'sent-undated' : outcome));

/** As every acting verb; a receipt also tells what stands where now. */
export const purchaseActView: View<ActResult> = {
  ...plain,
  text(result, paper) {
    const shown = result.results.filter(({ outcome }) => outcome !== 'refused');
    return shown
      .map((outcome) => [plain.text({ counts: {}, results: [outcome] }, paper), ...shelved(outcome, paper)].join('\n'))
      .join('\n');
  },
};

function shelved({ outcome, lines }: Outcome, { words }: Paper): string[] {
  if (outcome === 'unchanged' || !Array.isArray(lines)) return [];
  return lines.map((line) => `  ${words.say('purchase.shelved', line)}`);
}

const amount = (minor: number | null, currency: string, { words }: Paper) => (minor === null ? '' : words.money(minor, currency));

const plainAmount = (minor: number | null, currency: string) => (minor === null ? null : formatAmount(minor, currency));

/** An amount, and how many lines it leaves out since nobody has said what they cost. */
function total(purchase: PurchaseSummary, field: 'totalMinor' | 'receivedMinor' | 'openMinor', paper: Paper): string {
  const { unpricedLines: lines, currency } = purchase;
  const known = purchase[field];
  if (known === null) return paper.words.say('purchase.unpriced');
  const shown = amount(known, currency, paper);
  return lines === 0 ? shown : paper.words.say('purchase.partly-priced', { amount: shown, lines });
}

export const purchaseList: View<readonly PurchaseSummary[]> = listView<PurchaseSummary>({
  columns: [
    { title: 'purchase', show: ({ id }) => id },
    { title: 'date', show: ({ date }) => date },
    { title: 'supplier', show: ({ supplier }) => supplier },
    { title: 'state', show: ({ state }, { words }) => words.say(`purchase-state.${state}`) },
    { title: 'expected', show: ({ expectedOn }) => expectedOn ?? '' },
    { title: 'ordered', align: 'right', show: ({ quantity }) => String(quantity) },
    { title: 'received', align: 'right', show: ({ received }) => String(received) },
    { title: 'to-come', align: 'right', show: ({ open }) => String(open) },
    { title: 'total', align: 'right', show: (purchase, paper) => total(purchase, 'totalMinor', paper) },
    { title: 'open-total', align: 'right', show: (purchase, paper) => total(purchase, 'openMinor', paper) },
    { title: 'overdue', optional: true, show: ({ overdue }, { words }) => (overdue ? words.say('word.yes') : '') },
  ],
  csv: {
    id: ({ id }) => id,
    date: ({ date }) => date,
    supplier: ({ supplier }) => supplier,
    state: ({ state }) => state,
    sent_on: ({ sentOn }) => sentOn,
    expected_on: ({ expectedOn }) => expectedOn,
    overdue: ({ overdue }) => String(overdue),
    quantity: ({ quantity }) => quantity,
    received: ({ received }) => received,
    open: ({ open }) => open,
    total: ({ totalMinor, currency }) => plainAmount(totalMinor, currency),
    currency: ({ currency }) => currency,
    received_total: ({ receivedMinor, currency }) => plainAmount(receivedMinor, currency),
    open_total: ({ openMinor, currency }) => plainAmount(openMinor, currency),
    unpriced_lines: ({ unpricedLines }) => unpricedLines,
  },
  csvNumbers: ['quantity', 'received', 'open', 'total', 'received_total', 'open_total', 'unpriced_lines'],
  id: ({ id }) => id,
});

/** One purchase as an object, several as an array. */
export const purchaseShow: View<readonly PurchaseView[]> = {
  text: (all, paper) => all.map((purchase) => onePurchase(purchase, paper)).join('\n\n'),
  json: (all) => (all.length === 1 ? all[0] : all),
};

function onePurchase(purchase: PurchaseView, paper: Paper): string {
  const { words, width } = paper;
  const name = (key: string) => words.say(`column.${key}`);
  const facts = renderFacts([
    [name('purchase'), purchase.id],
    [name('supplier'), purchase.supplier],
    [name('state'), words.say(`purchase-state.${purchase.state}`)],
    [name('created'), purchase.date],
    [name('sent'), purchase.sentOn],
    [name('expected'), purchase.expectedOn],
    [name('total'), total(purchase, 'totalMinor', paper)],
    [name('received-total'), total(purchase, 'receivedMinor', paper)],
    [name('open-total'), total(purchase, 'openMinor', paper)],
    [name('actor'), purchase.actor],
  ]);
  const right = (key: string) => ({ title: name(key), align: 'right' as const });
  const columns = [{ title: name('sku') }, { title: name('name') }, { title: name('location') }, right('ordered'), right('received')];
  const rows = purchase.lines.map((line) => lineCells(line, purchase.currency, paper));
  return `${facts}\n\n${renderTable([...columns, right('to-come'), right('unit-cost'), right('total')], rows, width)}`;
}

function lineCells(line: PurchaseLineView, currency: string, paper: Paper): string[] {
  const { sku, name, location, quantity, received, open, unitCost, costMinor } = line;
  const numbers = [quantity, received, open].map(String);
  return [
    sku,
    name,
    location,
    ...numbers,
    unitCost === null ? paper.words.say('purchase.unpriced') : paper.document.number(unitCost),
    amount(costMinor, currency, paper),
  ];
}

export const suggestionList: View<readonly Suggestion[]> = listView<Suggestion>({
  columns: [
    { title: 'supplier', show: ({ supplier }, { words }) => supplier ?? words.say('purchase.nobody') },
    { title: 'sku', show: ({ sku }) => sku },
    { title: 'name', show: ({ name }) => name },
    { title: 'to-buy', align: 'right', show: ({ quantity }) => String(quantity) },
    { title: 'total', align: 'right', show: ({ costMinor, currency }, paper) => amount(costMinor, currency, paper) },
    { title: 'available', align: 'right', show: ({ available }) => String(available) },
    { title: 'reorder-point', align: 'right', show: ({ reorderPoint }) => (reorderPoint === null ? '' : String(reorderPoint)) },
    { title: 'backordered', align: 'right', show: ({ backordered }) => String(backordered) },
    { title: 'incoming', align: 'right', show: ({ incoming }) => String(incoming) },
    { title: 'drafted', align: 'right', show: ({ drafted }) => String(drafted) },
    { title: 'lead-days', align: 'right', show: ({ leadDays }) => (leadDays === null ? '' : String(leadDays)) },
  ],
  csv: {
    supplier: ({ supplier }) => supplier,
    sku: ({ sku }) => sku,
    name: ({ name }) => name,
    quantity: ({ quantity }) => quantity,
    missing: ({ missing }) => missing,
    unit_cost: ({ unitCost }) => unitCost,
    cost: ({ costMinor, currency }) => (costMinor === null ? null : formatAmount(costMinor, currency)),
    currency: ({ currency }) => currency,
    lead_days: ({ leadDays }) => leadDays,
    available: ({ available }) => available,
    reorder_point: ({ reorderPoint }) => reorderPoint,
    backordered: ({ backordered }) => backordered,
    incoming: ({ incoming }) => incoming,
    drafted: ({ drafted }) => drafted,
  },
  csvNumbers: ['quantity', 'missing', 'unit_cost', 'cost', 'lead_days', 'available', 'reorder_point', 'backordered', 'incoming', 'drafted'],
  id: ({ sku }) => sku,
});
