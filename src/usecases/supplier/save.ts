// Adding and changing suppliers. The name is the key: the same again is `unchanged`.
import { OmsError } from '../../domain/error.ts';
import { type ActResult, actResult } from '../../domain/result.ts';
import { changesOf, checkSupplierDraft, checkSupplierName, type Supplier, type SupplierDraft } from '../../domain/supplier.ts';
import { recordEvent } from '../../store/event.ts';
import { findSupplier, insertSupplier, updateSupplier } from '../../store/supplier.ts';
import { type Shop, type WriteOptions, write } from '../shop.ts';
import { supplierNamed } from './find.ts';

const fieldNames: Readonly<Record<string, string>> = { leadDays: 'lead-days' };

function changedNames(changes: Partial<Supplier>): string[] {
  return Object.keys(changes).map((field) => fieldNames[field] ?? field);
}

/** Adds a supplier, in the shop's currency where none is said. Another under this name is refused with `supplier-exists`. */
export function addSupplier(shop: Shop, typed: SupplierDraft, options: WriteOptions): Promise<ActResult> {
  return write(shop, options, async (act) => {
    const draft = checkSupplierDraft(typed);
    const current = await findSupplier(act.db, draft.name);
    if (current) {
      const { name: _, ...wanted } = draft;
      const fields = changedNames(changesOf<Omit<Supplier, 'id'>>(current, wanted));
      if (fields.length > 0) throw new OmsError('supplier-exists', { supplier: current.name, fields });
      return actResult([{ id: current.name, outcome: 'unchanged' }]);
    }
    const fresh = { email: null, phone: null, leadDays: null, active: true, ...draft, currency: draft.currency ?? act.settings.currency };
    const id = await insertSupplier(act.db, fresh, act.at);
    await recordEvent(act.db, act, 'supplier', id, 'added');
    return actResult([{ id: fresh.name, outcome: 'added', currency: fresh.currency }]);
  });
}

export interface SupplierEdit extends Omit<SupplierDraft, 'name'> {
  /** What it is called from now on. */
  readonly rename?: string;
}

/** Changes fields of a supplier. Refuses `supplier-unknown`, and `supplier-exists` for a name that another has. */
export function editSupplier(shop: Shop, name: string, { rename, ...edit }: SupplierEdit, options: WriteOptions): Promise<ActResult> {
  return write(shop, options, async (act) => {
    const current = await supplierNamed(act.db, name);
    const draft = checkSupplierDraft({ ...edit, name: rename === undefined ? current.name : checkSupplierName(rename) });
    const changes = changesOf<Omit<Supplier, 'id'>>(current, draft);
    const fields = changedNames(changes);
    if (fields.length === 0) return actResult([{ id: current.name, outcome: 'unchanged' }]);
    const other = await findSupplier(act.db, draft.name);
    if (other && other.id !== current.id) throw new OmsError('supplier-exists', { supplier: other.name, fields: ['name'] });
    await updateSupplier(act.db, current.id, changes, act.at);
    await recordEvent(act.db, act, 'supplier', current.id, 'edited', { fields });
    return actResult([{ id: draft.name, outcome: 'edited', fields }]);
  });
}
