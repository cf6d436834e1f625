// Invoices and credit notes on the screen.

import type { DocumentForm } from '../../domain/invoice/document.ts';
import { ownTaxName } from '../../domain/invoice/law.ts';
import type { InvoiceContent, InvoiceRow, InvoiceView, Verification } from '../../domain/invoice/view.ts';
import { formatAmount } from '../../domain/money.ts';
import type { ActResult } from '../../domain/result.ts';
import { renderFacts, renderTable } from '../table.ts';
import { listView, type Paper, type View } from '../view.ts';
import type { Words } from '../words.ts';
import { actView } from './act.ts';
import { withPrinting } from './print.ts';

/** One document for several orders names them all. */
const acted = actView('invoice', ({ outcome, orders }) => (outcome === 'issued' && orders !== undefined ? 'issued-together' : outcome));

/** As every acting verb; the ids are numbers, also those that a repeated call found. */
export const invoiceActView: View<ActResult> = withPrinting({
  ...acted,
  // a dry run has no file to name at the end
  text: (result, paper) => acted.text(result, paper).replace(/ +$/gm, ''),
  ids: ({ results }) =>
    results
      .filter(({ outcome }) => outcome !== 'refused')
      .flatMap(({ id, invoices }) => (Array.isArray(invoices) ? invoices.map(String) : [id])),
});

/** Where each page is, one path a line. */
export const printedView: View<ActResult> = withPrinting({
  ...actView('invoice'),
  text: ({ results }) =>
    results
      .filter(({ outcome }) => outcome !== 'refused')
      .map(({ file }) => String(file))
      .join('\n'),
});

export const invoiceListView: View<readonly InvoiceRow[]> = listView<InvoiceRow>({
  columns: [
    { title: 'number', show: ({ number }) => number },
    { title: 'kind', show: ({ form }, { words }) => formName(form, words) },
    { title: 'date', show: ({ date }) => date },
    { title: 'due', show: ({ due, overdue }, { words }) => (overdue ? `${due} ${words.say('word.overdue')}` : (due ?? '')) },
    { title: 'order', show: ({ orders }) => shownOrders(orders) },
    { title: 'buyer', show: ({ buyer }) => buyer },
    { title: 'total', align: 'right', show: ({ totalMinor, currency }, { words }) => words.money(totalMinor, currency) },
    {
      title: 'open',
      align: 'right',
      show: ({ openMinor, currency }, { words }) => (openMinor === 0 ? '' : words.money(openMinor, currency)),
    },
  ],
  csv: {
    number: ({ number }) => number,
    kind: ({ kind }) => kind,
    form: ({ form }) => form,
    date: ({ date }) => date,
    due: ({ due }) => due,
    order: ({ orders }) => orders.join(' '),
    shipment: ({ shipment }) => shipment,
    original: ({ original }) => original,
    customer: ({ customer }) => customer,
    buyer: ({ buyer }) => buyer,
    currency: ({ currency }) => currency,
    net: ({ netMinor, currency }) => formatAmount(netMinor, currency),
    tax: ({ taxMinor, currency }) => formatAmount(taxMinor, currency),
    total: ({ totalMinor, currency }) => formatAmount(totalMinor, currency),
    open: ({ openMinor, currency }) => formatAmount(openMinor, currency),
  },
  csvNumbers: ['net', 'tax', 'total', 'open'],
  id: ({ number }) => number,
});

/** What the law sets apart has a name of its own. */
export function formName(form: DocumentForm, words: Words): string {
  if (form === 'plain') return words.say('document-kind.invoice');
  return words.say(form === 'credit' ? 'document-kind.credit-note' : `document-form.${form}`);
}

function shownOrders([first = '', ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first} +${others.length}`;
}

/** One document as an object, several as an array. */
export const invoiceShow: View<readonly InvoiceView[]> = {
  text: (all, paper) => all.map((invoice) => oneInvoice(invoice, paper)).join('\n\n'),
  json: (all) => (all.length === 1 ? all[0] : all),
  ids: (all) => all.map(({ number }) => number),
};

function oneInvoice(invoice: InvoiceView, paper: Paper): string {
  const { words } = paper;
  const name = (key: string) => words.say(`column.${key}`);
  const money = (minor: number) => words.money(minor, invoice.currency);
  const facts = renderFacts([
    [name('number'), invoice.number],
    [name('kind'), formName(invoice.form, words)],
    [name('date'), invoice.date],
    [name('due'), invoice.overdue ? `${invoice.due} ${words.say('word.overdue')}` : invoice.due],
    [name('order'), invoice.orders.join(', ')],
    [name('purchase-number'), invoice.content?.purchaseNumbers.join(', ')],
    [name('shipment'), invoice.shipment],
    [name('original'), invoice.content?.originals.join(', ') || invoice.original],
    [name('reason'), invoice.reason],
    [name('registration'), invoice.registration],
    [name('buyer'), [invoice.buyer, invoice.customer].filter(Boolean).join('  ')],
    [name('actor'), invoice.actor],
  ]);
  const rates = (invoice.content?.taxes ?? []).map(({ taxCode, taxRatePpm }) => ({ category: taxCode, ratePpm: taxRatePpm }));
  const taxName = ownTaxName(rates) ?? paper.document.of('tax-name');
  const sums = renderFacts([
    [name('net'), money(invoice.netMinor)],
    [taxName, money(invoice.taxMinor)],
    [name('total'), money(invoice.totalMinor)],
    [name('open'), invoice.kind === 'invoice' ? money(invoice.openMinor) : ''],
    [name('credit-notes'), invoice.creditNotes.join(', ')],
  ]);
  const lines = invoice.content ? linesOf(invoice.content, paper) : words.say('note.content-erased', { number: invoice.number });
  return `${facts}\n\n${lines}\n\n${sums}`;
}

function linesOf({ lines, currency, pricesIncludeTax }: InvoiceContent, { words, document, width }: Paper): string {
  const name = (key: string) => words.say(`column.${key}`);
  const money = (minor: number) => words.money(minor, currency);
  const isOfSeveral = lines.some(({ order }) => order !== null);
  return renderTable(
    [
      ...(isOfSeveral ? [{ title: name('order') }] : []),
      { title: name('line'), align: 'right' as const },
      { title: name('sku') },
      { title: name('name') },
      { title: name('quantity'), align: 'right' },
      { title: name('price'), align: 'right' },
      { title: name('discount'), align: 'right' },
      { title: name('rate'), align: 'right' },
      { title: name('amount'), align: 'right' },
    ],
    lines.map(({ order, line, kind, sku, name: item, quantity, unitPrice, discountMinor, taxCode, taxRatePpm, netMinor, totalMinor }) => [
      ...(isOfSeveral ? [order ?? ''] : []),
      String(line),
      sku,
      kind === 'line' ? item : words.say(`word.${kind}`),
      quantity === 0 ? '' : String(quantity),
      quantity === 0 || unitPrice === null ? '' : document.number(unitPrice),
      discountMinor === 0 ? '' : money(discountMinor),
      document.rate({ category: taxCode, ratePpm: taxRatePpm }),
      money(pricesIncludeTax ? totalMinor : netMinor),
    ]),
    width,
  );
}

/** What was proven, and what was found wrong. */
export const verificationView: View<Verification> = {
  text({ documents, forms, series, findings }, { words, width }) {
    const table = renderTable(
      ['kind', 'year', 'first', 'last', 'count'].map((title) => ({
        title: words.say(`column.${title}`),
        align: title === 'count' ? 'right' : 'left',
      })),
      series.map(({ kind, year, first, last, count }) => [
        words.say(`document-kind.${kind}`),
        String(year),
        first ?? '',
        last ?? '',
        String(count),
      ]),
      width,
    );
    const found = findings.map(({ number, code, detail }) => words.say(`finding.${code}`, { number, detail }));
    const isSaid = forms.some(({ form }) => form !== 'plain' && form !== 'credit');
    const kinds = isSaid
      ? forms.map(({ form, count }) => words.say('verify.form', { kind: formName(form, words), count })).join(' · ')
      : '';
    const verdict = words.say(findings.length === 0 ? 'verify.sound' : 'verify.unsound', { documents, count: findings.length });
    return [series.length > 0 ? `${table}\n` : '', ...found, kinds, verdict].filter(Boolean).join('\n');
  },
};
