// An invoice, receipt or credit note as it is printed: from its frozen content alone.
import { documentLanguageOf } from '../document/language.ts';
import type { ColumnName, Printable, PrintableRow, PrintableSum, Value } from '../document/printable.ts';
import { periodOf, textsIn } from '../document/printable.ts';
import { formatId } from '../id.ts';
import type { TaxTreatment } from '../tax.ts';
import { totalsOf } from './amounts.ts';
import { type DocumentLine, type DocumentReference, formOf, type InvoiceDocument, lineSums, openAtIssue } from './document.ts';
import { isMarked, isOfUntaxedDeposit, isUnregistered, notesOfLaw, ownTaxName, splitSurcharge } from './law.ts';

/** Everything the page of a document says. */
export function printableOf(document: InvoiceDocument): Printable {
  const { kind, number, issuedOn, seller, currency, taxes } = document;
  return {
    kind: kind === 'invoice' && document.isSimplified ? 'receipt' : kind,
    title: titleOf(document),
    number,
    date: issuedOn,
    language: documentLanguageOf(document.language) ?? 'en',
    seller,
    currency,
    parties: partiesOf(document),
    facts: factsOf(document),
    strip: stripOf(document),
    before: [],
    caption: { key: `prices.${pricesOf(document)}`, details: { currency, tax: taxNameOf(taxes) } },
    columns: columnsOf(document),
    rows: shownLines(document).map((line) => rowOf(document, line)),
    sums: sumsOf(document),
    taxes: taxes
      .filter((tax) => !isOfUntaxedDeposit(document, tax))
      .map((tax) => ({ ...splitSurcharge(seller.country, tax), isMarked: isMarked(seller.country, tax) })),
    notes: notesOf(document),
    signatures: [],
    payment: kind === 'invoice' && openAtIssue(document) > 0 ? { amountMinor: openAtIssue(document), currency, reference: number } : null,
  };
}

/** Every text from outside that the page will show: what the fonts must be able to set. */
export function textsOf(document: InvoiceDocument): string[] {
  return textsIn(printableOf(document));
}

function titleOf(document: InvoiceDocument): Value {
  const unregistered = isUnregistered(document.seller) ? '-unregistered' : '';
  if (document.kind === 'credit-note') return { key: `title.credit-note${unregistered}` };
  const form = formOf(document, false);
  if (form === 'deposit' || form === 'final' || form === 'collective') return { key: `title.${form}` };
  if (document.originals.length > 0) return { key: `title.corrected${unregistered}` };
  return { key: document.isSimplified ? 'title.receipt' : 'title.invoice' };
}

/** What the tax is called: of islands by its own name. */
function taxNameOf(taxes: readonly TaxTreatment[]): Value {
  return ownTaxName(taxes) ?? { key: 'tax-name' };
}

/** What is said of prices: nothing of tax where prices would contain it and there is none. */
function pricesOf(document: InvoiceDocument): 'untaxed' | 'include-tax' | 'exclude-tax' {
  if (!document.pricesIncludeTax) return 'exclude-tax';
  return isTaxed(document) ? 'include-tax' : 'untaxed';
}

function isTaxed({ taxes }: InvoiceDocument): boolean {
  return taxes.some(({ ratePpm }) => ratePpm > 0);
}

/** Deposits that the document takes off stand with the sums. */
function takenOff({ lines }: InvoiceDocument): readonly DocumentLine[] {
  return lines.filter(({ kind, deposit }) => kind === 'deposit' && deposit !== undefined);
}

function isShown({ kind, deposit }: DocumentLine): boolean {
  return kind !== 'deposit' || deposit === undefined;
}

function partiesOf({ kind, buyer, shipTo, isSimplified }: InvoiceDocument): Printable['parties'] {
  const label = isSimplified ? 'received-from' : kind === 'invoice' ? 'bill-to' : 'credit-to';
  return [{ label, party: buyer }, ...(shipTo ? [{ label: 'ship-to', party: shipTo }] : [])];
}

function factsOf(document: InvoiceDocument): Printable['facts'] {
  const { number, issuedOn, suppliedOn, dueOn, order, orders, period, shipment, originals, reason, reasonCode } = document;
  const why: Value[] = [...(reasonCode ? [{ key: `reason.${reasonCode}` }] : []), ...(reason ? [reason] : [])];
  const facts: (readonly [string, Value])[] = [
    ['number', number],
    ['issued', { date: issuedOn }],
    ['supplied', suppliedOn ? { date: suppliedOn } : ''],
    ['due', dueOn ? { date: dueOn } : ''],
    ['period', period ? periodOf(period) : ''],
    ['order', orders ? '' : order.number === order.id ? order.id : `${order.number} (${order.id})`],
    ['purchase-number', orders ? '' : (order.purchaseNumber ?? '')],
    ['shipment', shipment ?? ''],
    ['original', originals.length > 0 ? { all: originals.map(referenceTo), between: '\n' } : ''],
    ['reason', why.length > 0 ? { all: why, between: '\n' } : ''],
  ];
  return facts.filter(([, value]) => value !== '');
}

function referenceTo({ number, issuedOn }: DocumentReference): Value {
  return { key: 'original', details: { number, date: { date: issuedOn } } };
}

/** The band with what is to be paid, and until when. */
function stripOf(document: InvoiceDocument): Printable['strip'] {
  const open = openAtIssue(document);
  const key = document.kind === 'credit-note' ? 'credited' : document.isSimplified && open === 0 ? 'received' : open > 0 ? 'open' : 'paid';
  return {
    label: { key: `strip.${key}` },
    aside: key === 'open' && document.dueOn ? { key: 'strip.by', details: { date: { date: document.dueOn } } } : '',
    amount: { minor: key === 'open' ? open : document.totalMinor },
  };
}

/** Korean statements show net and tax of each line. */
function isKorean({ seller, language }: InvoiceDocument): boolean {
  return seller.country === 'KR' && language === 'ko';
}

/** Freight stands with the sums, except on a Korean statement, and where nothing else is on the page. */
function freightIsLine(document: InvoiceDocument): boolean {
  return isKorean(document) || document.orders !== undefined || document.lines.every(({ kind }) => kind === 'shipping');
}

function shownLines(document: InvoiceDocument): readonly DocumentLine[] {
  const lines = document.lines.filter(isShown);
  return freightIsLine(document) ? lines : lines.filter(({ kind }) => kind !== 'shipping');
}

function discountOf(document: InvoiceDocument, line: DocumentLine): number {
  return line.lineDiscountMinor + (isKorean(document) ? line.orderDiscountMinor : 0);
}

function columnsOf(document: InvoiceDocument): ColumnName[] {
  const discount: ColumnName[] = document.lines.some((line) => discountOf(document, line) !== 0) ? ['discount'] : [];
  const money: ColumnName[] = isKorean(document) ? ['net', 'tax'] : ['rate', 'amount'];
  return ['description', 'quantity', 'unit-price', ...discount, ...money];
}

function rowOf(document: InvoiceDocument, line: DocumentLine): PrintableRow {
  const { kind, sku, name, quantity, unit, tax, netMinor, taxMinor, unitPriceMicros } = line;
  const isGoods = kind === 'line';
  const amountMinor = line.grossMinor - line.lineDiscountMinor;
  const mark = isMarked(document.seller.country, tax) ? ' ※' : '';
  return {
    cells: {
      description: isGoods
        ? name + mark
        : kind === 'deposit'
          ? { key: 'line.deposit', details: { order: document.order.number } }
          : { key: 'sum.shipping' },
      sku,
      unit: unit === 'piece' ? '' : unit,
      quantity: isGoods && quantity > 0 ? quantityOf(quantity, unit) : '',
      'unit-price': isGoods && quantity > 0 ? { micros: unitPriceMicros } : '',
      discount: discountOf(document, line) === 0 ? '' : { bare: -discountOf(document, line) },
      rate: isOfUntaxedDeposit(document, tax) ? '' : { tax },
      net: { bare: netMinor },
      tax: { bare: taxMinor },
      amount: { bare: amountMinor },
      total: { bare: netMinor + taxMinor },
    },
    small: sku && sku !== name ? [{ label: 'sku', value: sku }] : [],
    carryMinor: isKorean(document) ? netMinor : amountMinor,
    ...groupOf(document, line),
  };
}

/** Of several orders, whose line it is. */
function groupOf({ orders }: InvoiceDocument, { orderId }: DocumentLine): Pick<PrintableRow, 'group'> {
  const order = orders?.find(({ id }) => orderId !== undefined && id === formatId('order', orderId));
  if (!order) return {};
  const named: Value = { key: 'group.order', details: { order: order.number, date: { date: order.orderedOn } } };
  const { purchaseNumber } = order;
  return { group: purchaseNumber ? { all: [named, { label: 'purchase-number', value: purchaseNumber }], between: ' · ' } : named };
}

function quantityOf(quantity: number, unit: string): Value {
  return unit && unit !== 'piece' ? { all: [{ count: quantity }, unit], between: ' ' } : { count: quantity };
}

function sumsOf(document: InvoiceDocument): PrintableSum[] {
  const { kind, pricesIncludeTax, paidMinor } = document;
  const deposits = takenOff(document);
  const { netMinor, taxMinor, totalMinor } = totalsOf(document.lines.filter((line) => !deposits.includes(line)));
  const { subtotalMinor, discountMinor, shippingMinor } = lineSums(document.lines);
  const sum = (key: string, minor: number, isStrong = false): PrintableSum => ({
    label: { key: `sum.${key}` },
    amount: { minor },
    isStrong,
  });
  const sums: PrintableSum[] = [];
  if (!freightIsLine(document) && (discountMinor !== 0 || shippingMinor !== 0)) {
    sums.push(sum('subtotal', subtotalMinor));
    if (discountMinor !== 0) sums.push(sum('discount', -discountMinor));
    if (shippingMinor !== 0) sums.push(sum('shipping', shippingMinor));
  }
  const total = sum(kind === 'invoice' ? 'total' : 'total-credited', totalMinor, deposits.length === 0);
  const isUntaxed = document.taxes.every((tax) => isOfUntaxedDeposit(document, tax));
  if (isUntaxed || (pricesOf(document) === 'untaxed' && !isKorean(document))) sums.push(total);
  else if (pricesIncludeTax && !isKorean(document)) {
    // what stands above contains tax, so that the total follows from it, and tax is only told
    const label: Value = { key: 'sum.tax-included', details: { tax: taxNameOf(document.taxes) } };
    sums.push(total, { label, amount: { minor: taxMinor } });
  } else {
    const label: Value = isKorean(document) ? { key: 'column.tax' } : taxNameOf(document.taxes);
    sums.push(sum('net', netMinor), { label, amount: { minor: taxMinor } }, total);
  }
  for (const line of deposits) sums.push({ label: depositOf(line), amount: { minor: line.netMinor + line.taxMinor } });
  if (deposits.length > 0) sums.push(sum('after-deposits', document.totalMinor, true));
  if (paidMinor !== 0) sums.push(sum('paid', -paidMinor), sum('open', openAtIssue(document), true));
  return sums;
}

/** A deposit with its invoice, and the tax that was in it. */
function depositOf({ deposit, tax, taxMinor }: DocumentLine): Value {
  const { number = '', issuedOn = '' } = deposit ?? {};
  const named = { number, date: { date: issuedOn } };
  if (taxMinor === 0) return { key: 'sum.deposit', details: named };
  return { key: 'sum.deposit-taxed', details: { ...named, rate: { tax }, tax: taxNameOf([tax]), amount: { minor: -taxMinor } } };
}

/** How to pay, what is credited, and what the law wants said. */
function notesOf(document: InvoiceDocument): Printable['notes'] {
  const { kind, number, dueOn, instructions, originals, isSimplified } = document;
  const notes: { heading?: Value; text: Value }[] = [];
  const thanks: Value = { key: isSimplified ? 'payment.received' : 'payment.thanks' };
  const pay: Value = dueOn ? { key: 'payment.by', details: { date: { date: dueOn }, number } } : thanks;
  const named: Value = { all: originals.map(referenceTo), between: ', ' };
  if (kind === 'invoice') {
    if (originals.length > 0) notes.push({ text: { key: 'note.corrects', details: { originals: named } } });
    const how = instructions && dueOn ? [instructions, pay] : [pay];
    notes.push({ heading: { key: 'payment.heading' }, text: { all: how, between: '\n' } });
  } else if (originals.length > 0) notes.push({ text: { key: 'note.credits', details: { originals: named } } });
  if (kind === 'invoice' && formOf(document, false) === 'deposit') {
    notes.push({
      text: { key: document.taxes.every((tax) => isOfUntaxedDeposit(document, tax)) ? 'note.deposit-untaxed' : 'note.deposit' },
    });
  }
  for (const key of notesOfLaw(document)) notes.push({ text: { key } });
  return notes;
}
