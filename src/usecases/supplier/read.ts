// Suppliers to look at.
import { formatId } from '../../domain/id.ts';
import { offerView, type Supplier, type SupplierView } from '../../domain/supplier.ts';
import { listPurchases } from '../../store/purchase.ts';
import { listOffers, listSuppliers, type SupplierFilter } from '../../store/supplier.ts';
import { read, type Shop } from '../shop.ts';
import { supplierNamed } from './find.ts';

/** By name. */
export function suppliers(shop: Shop, filter: SupplierFilter): Promise<Omit<Supplier, 'id'>[]> {
  return read(shop, async (db) => (await listSuppliers(db, filter)).map(({ id: _, ...supplier }) => supplier));
}

/** In the order asked for, with their offers and open purchases. Refuses `supplier-unknown`. */
export function suppliersByName(shop: Shop, names: readonly string[]): Promise<SupplierView[]> {
  return read(shop, async (db) => {
    const found: SupplierView[] = [];
    for (const name of names) {
      const { id, ...supplier } = await supplierNamed(db, name);
      const open = (await listPurchases(db, { supplierId: id, state: 'sent' })).map((purchase) => formatId('purchase', purchase.id));
      found.push({ ...supplier, offers: (await listOffers(db, { supplierId: id, inactive: true })).map(offerView), open });
    }
    return found;
  });
}
