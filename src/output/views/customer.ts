// Customers on the screen.

import type { Address, CustomerHistory, CustomerRow, CustomerView } from '../../domain/customer.ts';
import type { DuplicateView } from '../../domain/customer-likeness.ts';
import { formatAmount } from '../../domain/money.ts';
import { addressFields } from '../../domain/order/order.ts';
import { renderFacts, renderTable } from '../table.ts';
import { listView, type Paper, type View } from '../view.ts';
import { actView } from './act.ts';
import { orderList } from './order.ts';

/** What was done to customers. */
export const customerAct = actView('customer');

/** "€120.00, $5.00": what was ordered, by currency. */
function value({ totals }: CustomerRow, { words }: Paper): string {
  return totals.map(({ totalMinor, currency }) => words.money(totalMinor, currency)).join(', ');
}

export const customerList: View<readonly CustomerRow[]> = listView<CustomerRow>({
  columns: [
    { title: 'id', show: ({ id }) => id },
    { title: 'name', show: ({ name }) => name },
    { title: 'company', optional: true, show: ({ company }) => company ?? '' },
    { title: 'email', show: ({ email }) => email ?? '' },
    { title: 'phone', optional: true, show: ({ phone }) => phone ?? '' },
    { title: 'orders', align: 'right', show: ({ orders }) => String(orders) },
    { title: 'last-order', show: ({ lastOrder }) => lastOrder ?? '' },
    { title: 'value', align: 'right', show: value },
  ],
  csv: {
    id: ({ id }) => id,
    name: ({ name }) => name,
    company: ({ company }) => company,
    email: ({ email }) => email,
    phone: ({ phone }) => phone,
    tax_id: ({ taxId }) => taxId,
    orders: ({ orders }) => orders,
    first_order: ({ firstOrder }) => firstOrder,
    last_order: ({ lastOrder }) => lastOrder,
    value: ({ totals }) => totals.map(({ totalMinor, currency }) => `${formatAmount(totalMinor, currency)} ${currency}`).join('; '),
  },
  csvNumbers: ['orders'],
  id: ({ id }) => id,
});

/** One customer as an object, several as an array. */
export const customerShow: View<readonly CustomerView[]> = {
  text: (customers, paper) => customers.map((customer) => oneCustomer(customer, paper)).join('\n\n\n'),
  json: (customers) => (customers.length === 1 ? customers[0] : customers),
};

function oneCustomer(customer: CustomerView, paper: Paper): string {
  const parts = [
    factsOf(customer, paper),
    historyTable(customer.totals, paper),
    peopleTable(customer, paper),
    customer.notes.map(({ date, actor, text }) => `${date}  ${actor}  ${text}`).join('\n'),
    orderList.text(customer.orderList, paper),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function factsOf(customer: CustomerView, { words }: Paper): string {
  const name = (key: string) => words.say(`column.${key}`);
  return renderFacts([
    [name('customer'), customer.id],
    [name('erased'), customer.erasedOn],
    [name('name'), customer.name],
    [name('company'), customer.company],
    [name('email'), customer.email],
    [name('phone'), customer.phone],
    [name('tax-id'), customer.taxId],
    [name('address'), addressLine(customer.address)],
    [name('language'), customer.language],
    [name('payment'), customer.paymentPreference],
    [name('consent'), customer.consent && `${words.say(`consent.${customer.consent}`)} ${customer.consentOn ?? ''}`.trim()],
    [name('tags'), customer.tags.join(', ')],
    [name('note'), customer.note],
    [name('known-as'), customer.identities.map(({ channel, id }) => `${channel}:${id}`).join(', ')],
    [name('merged'), customer.merged.join(', ')],
  ]);
}

function addressLine(address: Address): string {
  return addressFields
    .map((field) => address[field] ?? '')
    .filter((text) => text !== '')
    .join(', ');
}

/** A line for each currency: ordered, come back, open. */
function historyTable(totals: readonly CustomerHistory[], { words, width }: Paper): string {
  if (totals.length === 0) return '';
  const titles = ['orders', 'units', 'value', 'returns', 'returned', 'value-back', 'owed'];
  const columns = titles.map((title) => ({ title: words.say(`column.${title}`), align: 'right' as const }));
  const rows = totals.map((total) => [
    String(total.orders),
    String(total.units),
    words.money(total.totalMinor, total.currency),
    String(total.returns),
    String(total.returnedUnits),
    words.money(total.returnedMinor, total.currency),
    words.money(total.owedMinor, total.currency),
  ]);
  return renderTable(columns, rows, width);
}

/** Contacts and further addresses, by label. */
function peopleTable({ contacts, addresses }: CustomerView, { words, width }: Paper): string {
  const rows = [
    ...contacts.map(({ label, name, email, phone }) => [label, name, email ?? '', phone ?? '', '']),
    ...addresses.map(({ label, name, company, phone, ...address }) => [
      label,
      [name, company].filter(Boolean).join(', '),
      '',
      phone ?? '',
      addressLine(address),
    ]),
  ];
  if (rows.length === 0) return '';
  const titles = ['label', 'name', 'email', 'phone', 'address'];
  const shown = titles.map((_, index) => rows.some((row) => row[index] !== ''));
  const columns = titles.map((title) => ({ title: words.say(`column.${title}`) })).filter((_, index) => shown[index]);
  return renderTable(
    columns,
    rows.map((row) => row.filter((_, index) => shown[index])),
    width,
  );
}

export const duplicateList: View<readonly DuplicateView[]> = listView<DuplicateView>({
  columns: [
    { title: 'from', show: ({ from }) => from },
    { title: 'name', show: ({ fromName }) => fromName },
    { title: 'into', show: ({ into }) => into },
    { title: 'name', show: ({ intoName }) => intoName },
    { title: 'alike', show: ({ reasons }, { words }) => reasons.map((reason) => words.say(`likeness.${reason}`)).join(', ') },
    { title: 'next', show: ({ command }) => command },
  ],
  csv: {
    from: ({ from }) => from,
    from_name: ({ fromName }) => fromName,
    into: ({ into }) => into,
    into_name: ({ intoName }) => intoName,
    reasons: ({ reasons }) => reasons.join(' '),
  },
  id: ({ from }) => from,
});
