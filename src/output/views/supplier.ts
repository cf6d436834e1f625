// Suppliers and their offers on the screen.
import type { OfferView, Supplier, SupplierView } from '../../domain/supplier.ts';
import { renderFacts } from '../table.ts';
import { type ListSpec, listView, type Paper, type View } from '../view.ts';

type SupplierRow = Omit<Supplier, 'id'>;

export const supplierList: View<readonly SupplierRow[]> = listView<SupplierRow>({
  columns: [
    { title: 'supplier', show: ({ name }) => name },
    { title: 'currency', show: ({ currency }) => currency },
    { title: 'lead-days', align: 'right', show: ({ leadDays }) => daysOf(leadDays) },
    { title: 'email', optional: true, show: ({ email }) => email ?? '' },
    { title: 'phone', optional: true, show: ({ phone }) => phone ?? '' },
  ],
  csv: {
    supplier: ({ name }) => name,
    currency: ({ currency }) => currency,
    lead_days: ({ leadDays }) => leadDays,
    email: ({ email }) => email,
    phone: ({ phone }) => phone,
    active: ({ active }) => String(active),
  },
  csvNumbers: ['lead_days'],
  id: ({ name }) => name,
});

const offerSpec: ListSpec<OfferView> = {
  columns: [
    { title: 'supplier', show: ({ supplier }) => supplier },
    { title: 'sku', show: ({ sku }) => sku },
    { title: 'name', show: ({ name }) => name },
    { title: 'unit-cost', align: 'right', show: ({ unitCost }, { document }) => document.number(unitCost) },
    { title: 'currency', show: ({ currency }) => currency },
    { title: 'minimum', align: 'right', show: ({ minimum }) => String(minimum) },
    { title: 'pack', align: 'right', show: ({ pack }) => String(pack) },
    { title: 'lead-days', align: 'right', show: ({ leadDays }) => daysOf(leadDays) },
  ],
  csv: {
    supplier: ({ supplier }) => supplier,
    sku: ({ sku }) => sku,
    name: ({ name }) => name,
    unit_cost: ({ unitCost }) => unitCost,
    currency: ({ currency }) => currency,
    minimum: ({ minimum }) => minimum,
    pack: ({ pack }) => pack,
    lead_days: ({ leadDays }) => leadDays,
  },
  csvNumbers: ['unit_cost', 'minimum', 'pack', 'lead_days'],
  id: ({ id }) => id,
};

export const offerList: View<readonly OfferView[]> = listView(offerSpec);
const ownOffers = listView({ ...offerSpec, columns: offerSpec.columns.slice(1) });

/** One supplier as an object, several as an array. */
export const supplierShow: View<readonly SupplierView[]> = {
  text: (all, paper) => all.map((supplier) => oneSupplier(supplier, paper)).join('\n\n'),
  json: (all) => (all.length === 1 ? all[0] : all),
};

function oneSupplier(supplier: SupplierView, paper: Paper): string {
  const { words } = paper;
  const name = (key: string) => words.say(`column.${key}`);
  const facts = renderFacts([
    [name('supplier'), supplier.name],
    [name('email'), supplier.email],
    [name('phone'), supplier.phone],
    [name('currency'), supplier.currency],
    [name('lead-days'), daysOf(supplier.leadDays)],
    [name('active'), supplier.active ? '' : words.say('word.no')],
    [name('open-purchases'), supplier.open.join(', ')],
  ]);
  return supplier.offers.length === 0 ? facts : `${facts}\n\n${ownOffers.text(supplier.offers, paper)}`;
}

function daysOf(days: number | null): string {
  return days === null ? '' : String(days);
}
