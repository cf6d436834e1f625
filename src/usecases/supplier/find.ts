// A supplier by its name, or a refusal that says which were meant.
import { OmsError } from '../../domain/error.ts';
import { nearest } from '../../domain/near.ts';
import { checkSupplierName, type Supplier } from '../../domain/supplier.ts';
import type { Handle } from '../../store/database.ts';
import { findSupplier, listSuppliers } from '../../store/supplier.ts';

/** Refuses `supplier-unknown` with the names that look alike. */
export async function supplierNamed(db: Handle, text: string): Promise<Supplier> {
  const name = checkSupplierName(text);
  const supplier = await findSupplier(db, name);
  if (supplier) return supplier;
  const names = (await listSuppliers(db, { inactive: true })).map((one) => one.name);
  throw new OmsError('supplier-unknown', { supplier: name, near: nearest(name, names) });
}
