// One order on the screen, from its state to its history.
import { addressLines } from '../../domain/address.ts';
import { formatAmount } from '../../domain/money.ts';
import type { Party } from '../../domain/order/order.ts';
import type { OrderLineView, OrderView } from '../../domain/order/show.ts';
import { renderFacts, renderTable, type TableColumn } from '../table.ts';
import type { Paper, View } from '../view.ts';
import { caseList } from './case.ts';
import { formName } from './invoice.ts';
import { conflicts } from './order-conflicts.ts';
import { eventDetails } from './order-event.ts';
import { approvals, holds } from './order-holds.ts';
import { mendText } from './order-mend.ts';
import { problemText } from './order-problems.ts';
import { orderPayments } from './payment.ts';
import { orderPromotionList } from './promotion.ts';

/** One order as an object, several as an array. */
export const orderShow: View<readonly OrderView[]> = {
  text: (orders, paper) => orders.map((order) => oneOrder(order, paper)).join('\n\n\n'),
  json: (orders, paper) => {
    const all = orders.map((order) => explained(order, paper));
    return all.length === 1 ? all[0] : all;
  },
};

/** The order with its problems in words. */
function explained(order: OrderView, { words }: Paper) {
  const problems = order.problems.map((problem) => ({ ...problem, message: problemText(problem, words) }));
  return { ...order, problems };
}

function oneOrder(order: OrderView, paper: Paper): string {
  const sections = [
    head(order, paper),
    problems(order, paper),
    holds(order, paper),
    conflicts(order, paper),
    approvals(order, paper),
    lines(order, paper),
    promotions(order, paper),
    totals(order, paper),
    orderPayments(order, paper),
    shipments(order, paper),
    invoices(order, paper),
    returns(order, paper),
    cancellations(order, paper),
    order.notes.map(({ date, actor, text }) => `${date}  ${actor}  ${text}`).join('\n'),
    caseList.text(order.cases, paper),
    history(order, paper),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

function head(order: OrderView, paper: Paper): string {
  const { words } = paper;
  const name = (key: string) => words.say(`column.${key}`);
  const { shipTo, billTo, source } = order;
  const ship = address(shipTo, paper);
  const bill = address(billTo, paper);
  return renderFacts([
    [name('order'), order.number === order.id ? order.id : `${order.id}  ${order.number}`],
    [name('channel'), order.channel],
    [name('date'), order.date],
    [name('customer'), [order.customer, order.customerName].filter(Boolean).join('  ')],
    [name('state'), words.say(order.history ? 'word.history' : `order-state.${order.state}`)],
    [name('payment'), words.say(`payment-state.${order.paymentState}`)],
    [name('fulfilment'), words.say(`fulfilment-state.${order.fulfilmentState}`)],
    [name('return'), order.returnState === 'none' ? null : words.say(`order-return-state.${order.returnState}`)],
    [name('invoice'), words.say(`invoice-state.${order.invoiceState}`)],
    [name('channel-status'), order.channelStatus],
    [name('ship-to'), ship],
    ...order.shipToOfLines.map(
      ({ line, sku, shipTo: party }) => [words.say('order.line-ship-to', { line, sku }), address(party, paper)] as const,
    ),
    [name('email'), shipTo?.email ?? billTo?.email],
    [name('phone'), shipTo?.phone ?? billTo?.phone],
    [name('bill-to'), bill === ship ? null : bill],
    [name('tax-id'), billTo?.taxId],
    [name('method'), order.paymentMethod],
    [name('priority'), order.priority === 0 ? null : String(order.priority)],
    [name('sending'), order.allowPartial === null ? null : words.say(order.allowPartial ? 'word.in-part' : 'word.as-a-whole')],
    [name('related'), order.related.map(({ id, kind }) => words.say(`order.related.${kind}`, { id })).join(', ')],
    [name('requested'), order.terms.requestedOn],
    [name('carrier'), order.terms.carrier],
    [name('service'), order.terms.service],
    [name('purchase-number'), order.terms.purchaseNumber],
    [name('payment-days'), order.terms.paymentDays === null ? null : String(order.terms.paymentDays)],
    [name('reserved-until'), order.reservedUntilOn],
    [name('note'), order.note],
    [name('promotion-codes'), order.codes.join(', ')],
    [name('channel-codes'), order.channelCodes.join(', ')],
    [name('tags'), order.tags.join(', ')],
    [name('source'), source && words.say(source.rowFrom === source.rowTo ? 'order.source-row' : 'order.source', { ...source })],
  ]);
}

function address(party: Party | null, { words }: Paper): string {
  return party ? addressLines(party, { fromCountry: '', language: words.language }).join(', ') : '';
}

/** A title over its table; nothing where there are no rows. */
function section(title: string, columns: readonly TableColumn[], rows: readonly (readonly string[])[], { words, width }: Paper): string {
  if (rows.length === 0) return '';
  const titled = columns.map((column) => ({ ...column, title: words.say(`column.${column.title}`) }));
  return `${words.say(`section.${title}`)}\n${renderTable(titled, rows, width)}`;
}

function problems({ id, channel, customer, problems: found }: OrderView, paper: Paper): string {
  const { words } = paper;
  const rows = found.map(({ code, severity, line, details }) => [
    words.say(`severity.${severity}`),
    line === null ? '' : String(line),
    problemText({ code, details }, words),
    details.waived === undefined
      ? mendText({ code, line, details }, { id, channel, customer }, words)
      : words.say('problem-waived', details),
  ]);
  return section(
    'problems',
    [{ title: 'severity' }, { title: 'line' }, { title: 'problem', whole: true }, { title: 'mend', whole: true }],
    rows,
    paper,
  );
}

/** Quantities that are nothing on every line are left out; ordered, reserved, shipped and invoiced always stand. */
const quantities = ['quantity', 'cancelled', 'reserved', 'backordered', 'packed', 'shipped', 'delivered', 'invoiced', 'returned'] as const;
const always: readonly string[] = ['quantity', 'reserved', 'shipped', 'invoiced'];

function lines({ lines: all, currency }: OrderView, paper: Paper): string {
  const shown = quantities.filter((field) => always.includes(field) || all.some((line) => line[field] > 0));
  const hasDiscount = all.some(({ discountMinor }) => discountMinor > 0);
  const hasDate = all.some(({ expectedOn }) => expectedOn !== null);
  const hasCodes = all.some(({ sku, product }) => product !== null && product !== sku);
  const hasLots = all.some(({ lots }) => lots.length > 0);
  const money = (minor: number) => paper.words.money(minor, currency);
  const right = (title: string): TableColumn => ({ title, align: 'right' });
  const columns = [
    right('line'),
    { title: 'sku' },
    ...(hasCodes ? [{ title: 'product' }] : []),
    { title: 'name' },
    ...shown.map((field) => right(quantityTitle(field))),
    ...(hasDate ? [{ title: 'expected' }] : []),
    ...(hasLots ? [{ title: 'lot' }] : []),
    right('price'),
    ...(hasDiscount ? [right('discount')] : []),
    right('amount'),
  ];
  const rows = all.map((line) => [
    String(line.line),
    line.sku,
    ...(hasCodes ? [line.product ?? ''] : []),
    line.name,
    ...shown.map((field) => String(line[field])),
    ...(hasDate ? [line.expectedOn ?? ''] : []),
    ...(hasLots ? [lotsText(line)] : []),
    paper.document.number(line.unitPrice),
    ...(hasDiscount ? [line.discountMinor > 0 ? money(-line.discountMinor) : ''] : []),
    money(line.amountMinor),
  ]);
  return section('lines', columns, rows, paper);
}

/** "2 A-17, 1 A-18": of which lots a line's goods are; of a kit with the part. */
function lotsText({ sku: own, lots }: OrderLineView): string {
  return lots.map(({ quantity, sku, lot }) => [quantity, ...(sku === own ? [] : [sku]), lot].join(' ')).join(', ');
}

/** Which promotion gave which line how much. */
function promotions({ promotions: all }: OrderView, paper: Paper): string {
  return all.length === 0 ? '' : `${paper.words.say('section.promotions')}\n${orderPromotionList.text(all, paper)}`;
}

function quantityTitle(field: keyof OrderLineView): string {
  return field === 'quantity' ? 'ordered' : field;
}

function totals(order: OrderView, { words, document }: Paper): string {
  const money = (minor: number) => words.money(minor, order.currency);
  const unlessZero = (minor: number) => (minor === 0 ? null : money(minor));
  const name = (key: string) => words.say(`column.${key}`);
  return renderFacts([
    [name('discount'), unlessZero(-order.discountMinor)],
    [name('shipping'), unlessZero(order.shippingMinor)],
    [name('net'), money(order.netMinor)],
    ...order.taxes.map(
      ({ taxCode, taxRatePpm, taxMinor }) => [document.taxed({ category: taxCode, ratePpm: taxRatePpm }), money(taxMinor)] as const,
    ),
    [name('total'), money(order.totalMinor)],
    [name('paid'), unlessZero(order.paidMinor)],
    [name('refunded'), unlessZero(order.refundedMinor)],
    [name('credited'), unlessZero(order.creditedMinor)],
    [name('uncredited'), order.state === 'cancelled' ? null : uncredited(order, words.money(order.uncreditedMinor, order.currency))],
    [name(order.owedMinor < 0 ? 'to-give-back' : 'owed'), order.history ? null : money(Math.abs(order.owedMinor))],
  ]);
}

/** With the command that credits it, once there is an invoice. */
function uncredited({ uncreditedMinor, invoices: all, currency }: OrderView, shown: string): string | null {
  if (uncreditedMinor === 0) return null;
  const invoice = all.filter(({ kind }) => kind === 'invoice').at(-1);
  if (!invoice) return shown;
  return `${shown}  oms invoice credit ${invoice.number} --amount ${formatAmount(uncreditedMinor, currency)} --reason "…"`;
}

function shipments({ shipments: all }: OrderView, paper: Paper): string {
  const rows = all.map(({ id, state, carrier, tracking, shippedOn }) => [
    id,
    paper.words.say(`shipment-state.${state}`),
    carrier ?? '',
    tracking ?? '',
    shippedOn ?? '',
  ]);
  return section(
    'shipments',
    [{ title: 'id' }, { title: 'state' }, { title: 'carrier' }, { title: 'tracking' }, { title: 'date' }],
    rows,
    paper,
  );
}

function invoices({ invoices: all }: OrderView, paper: Paper): string {
  const { words } = paper;
  const rows = all.map(({ number, form, issuedOn, dueOn, totalMinor, currency }) => [
    number,
    formName(form, words),
    issuedOn,
    dueOn ?? '',
    words.money(totalMinor, currency),
  ]);
  const columns = [
    { title: 'number' },
    { title: 'kind' },
    { title: 'date' },
    { title: 'due' },
    { title: 'total', align: 'right' as const },
  ];
  return section('invoices', columns, rows, paper);
}

function returns({ returns: all }: OrderView, paper: Paper): string {
  const { words } = paper;
  const rows = all.map(({ id, state, date, reason, refundMinor, currency }) => [
    id,
    words.say(`return-state.${state}`),
    date,
    reason,
    words.money(refundMinor, currency),
  ]);
  const columns = [
    { title: 'id' },
    { title: 'state' },
    { title: 'date' },
    { title: 'reason' },
    { title: 'refund', align: 'right' as const },
  ];
  return section('returns', columns, rows, paper);
}

function cancellations({ cancellations: all }: OrderView, paper: Paper): string {
  const ofLines = all.some(({ line }) => line !== null);
  const rows = all.map(({ date, line, sku, quantity, reason, actor, resumedOn }) => [
    date,
    ...(ofLines ? [line === null ? '' : `${line} ${sku}`, quantity === null ? '' : String(quantity)] : []),
    reason,
    actor,
    resumedOn ?? '',
  ]);
  const which: TableColumn[] = ofLines ? [{ title: 'line' }, { title: 'quantity', align: 'right' }] : [];
  return section(
    'cancellations',
    [{ title: 'date' }, ...which, { title: 'reason' }, { title: 'actor' }, { title: 'resumed' }],
    rows,
    paper,
  );
}

function history({ events, currency }: OrderView, paper: Paper): string {
  const rows = events.map(({ date, action, fields, actor, command }) => [
    date,
    paper.words.say('order.event', { action }),
    eventDetails(fields, currency, paper.words),
    actor,
    command,
  ]);
  return section(
    'history',
    [{ title: 'date' }, { title: 'event' }, { title: 'details' }, { title: 'actor' }, { title: 'command' }],
    rows,
    paper,
  );
}
