// Customers on the screen.
import { addressFields, type CustomerRow, type CustomerView } from '../../domain/customer.ts';
import { formatAmount } from '../../domain/money.ts';
import { renderFacts } from '../table.ts';
import { listView, type Paper, type View } from '../view.ts';
import { orderList } from './order.ts';

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
  const { words } = paper;
  const name = (key: string) => words.say(`column.${key}`);
  const owed = customer.totals.filter(({ owedMinor }) => owedMinor !== 0);
  const facts = renderFacts([
    [name('customer'), customer.id],
    [name('name'), customer.name],
    [name('company'), customer.company],
    [name('email'), customer.email],
    [name('phone'), customer.phone],
    [name('tax-id'), customer.taxId],
    [
      name('address'),
      addressFields
        .map((field) => customer.address[field] ?? '')
        .filter((text) => text !== '')
        .join(', '),
    ],
    [name('note'), customer.note],
    [name('known-as'), customer.identities.map(({ channel, id }) => `${channel}:${id}`).join(', ')],
    [name('orders'), String(customer.orders)],
    [name('value'), value(customer, paper)],
    [name('owed'), owed.map(({ owedMinor, currency }) => words.money(owedMinor, currency)).join(', ')],
  ]);
  return customer.orderList.length === 0 ? facts : `${facts}\n\n${orderList.text(customer.orderList, paper)}`;
}
