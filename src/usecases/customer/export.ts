// Every customer, page by page, in the order they came.
import type { CustomerExport } from '../../domain/customer.ts';
import { formatId } from '../../domain/id.ts';
import { addressFields } from '../../domain/order/order.ts';
import { type CustomerAtHome, customersAfter, identitiesByCustomer } from '../../store/customer-write.ts';
import { PAGE, readPages } from '../pages.ts';
import type { Shop } from '../shop.ts';

/** Merged customers are in it as whom they became. */
export function exportCustomers(
  shop: Shop,
  { text }: { readonly text?: string },
  use: (customers: readonly CustomerExport[]) => void,
): Promise<void> {
  return readPages<CustomerAtHome, CustomerExport>(
    shop,
    (db, last) => customersAfter(db, last?.id ?? 0, text, PAGE),
    async (db, page) => {
      const identities = await identitiesByCustomer(
        db,
        page.map(({ id }) => id),
      );
      return page.map((row) => ({
        id: formatId('customer', row.id),
        name: row.name,
        company: row.company,
        email: row.email,
        phone: row.phone,
        taxId: row.tax_id,
        language: row.language,
        note: row.note,
        identities: identities.get(row.id) ?? [],
        address: Object.fromEntries(addressFields.map((field) => [field, row[field]])),
      }));
    },
    use,
  );
}
