// Customers as `customer import` reads them.

import type { CustomerExport } from '../../domain/customer.ts';
import { addressFields } from '../../domain/order/order.ts';
import { columnsOf, type ExportLayout } from '../export.ts';

const names = ['name', 'company', 'email', 'phone', 'tax_id', 'language', 'note', 'known_as', ...addressFields];

export const customerExport: ExportLayout<CustomerExport> = {
  columns: columnsOf(names, ['language']),
  rows: (customer) => [
    [
      customer.name,
      customer.company,
      customer.email,
      customer.phone,
      customer.taxId,
      customer.language,
      customer.note,
      customer.identities.map(({ channel, id }) => `${channel}:${id}`).join('\n'),
      ...addressFields.map((field) => customer.address[field]),
    ],
  ],
  json: (customer) => customer,
};
