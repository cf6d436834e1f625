// A customer's contacts, further addresses and remarks.
import type { Address, CustomerContact } from '../../domain/customer.ts';
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { addressFields } from '../../domain/order/order.ts';
import { type ActResult, actResult } from '../../domain/result.ts';
import {
  addressesOf,
  contactsOf,
  deleteContact,
  deletePlace,
  insertCustomerNote,
  type PlaceFields,
  writeContact,
  writePlace,
} from '../../store/customer-profile.ts';
import { recordEvent } from '../../store/event.ts';
import { actOnce, type KeyedOptions } from '../once.ts';
import { type Act, need, type Shop, type WriteOptions, write } from '../shop.ts';
import { changedAddress, livingCustomer } from './save.ts';

/** What is said of somebody under a label. Left out: as it is. */
export type ContactEdit = Partial<Omit<CustomerContact, 'label'>>;
export type PlaceEdit = Partial<Pick<PlaceFields, 'name' | 'company' | 'phone'>> & { readonly address: Address };

/** Adds or changes the contact of that label. Refuses `customer-unknown`, `customer-erased`, `argument-missing`. */
export function saveContact(shop: Shop, customer: string, label: string, edit: ContactEdit, options: WriteOptions): Promise<ActResult> {
  return write(shop, options, async (act) => {
    const { id } = await livingCustomer(act, customer);
    const known = (await contactsOf(act.db, id)).find((contact) => contact.label === label);
    const contact = { label, name: '', email: null, phone: null, ...known, ...edit };
    if (!contact.name && !contact.email && !contact.phone) throw new OmsError('argument-missing', { name: '--name' });
    const isSame = known && contact.name === known.name && contact.email === known.email && contact.phone === known.phone;
    if (!isSame) await writeContact(act.db, id, contact);
    return told(act, id, label, isSame ? 'unchanged' : known ? 'contact-changed' : 'contact-added');
  });
}

/** Takes the contact of that label away; none there: unchanged. */
export function removeContact(shop: Shop, customer: string, label: string, options: WriteOptions): Promise<ActResult> {
  return write(shop, options, async (act) => {
    const { id } = await livingCustomer(act, customer);
    const known = (await contactsOf(act.db, id)).some((contact) => contact.label === label);
    await deleteContact(act.db, id, label);
    return told(act, id, label, known ? 'contact-removed' : 'unchanged');
  });
}

const nowhere: PlaceFields = { name: '', company: null, phone: null };

function placeOf(fields: PlaceFields): PlaceFields {
  const address = addressFields.map((field) => [field, fields[field] ?? null]);
  return { name: fields.name, company: fields.company, phone: fields.phone, ...Object.fromEntries(address) };
}

/** Adds or changes the address of that label. Refuses `customer-unknown`, `customer-erased`, `argument-missing`. */
export function savePlace(shop: Shop, customer: string, label: string, edit: PlaceEdit, options: WriteOptions): Promise<ActResult> {
  return write(shop, options, async (act) => {
    const owner = await livingCustomer(act, customer);
    const known = (await addressesOf(act.db, owner.id)).find((place) => place.label === label);
    if (!known && !edit.address.address1) throw new OmsError('argument-missing', { name: '--address1' });
    const { address, ...person } = edit;
    const said = Object.fromEntries(Object.entries(person).filter(([, value]) => value !== undefined));
    const current = placeOf(known ?? { ...nowhere, name: owner.name, company: owner.company });
    const fields: PlaceFields = { ...current, ...said, ...changedAddress(current, address) };
    const isSame = known && JSON.stringify(fields) === JSON.stringify(current);
    if (!isSame) await writePlace(act.db, owner.id, label, fields);
    return told(act, owner.id, label, isSame ? 'unchanged' : known ? 'address-changed' : 'address-added');
  });
}

/** Takes the address of that label away; none there: unchanged. */
export function removePlace(shop: Shop, customer: string, label: string, options: WriteOptions): Promise<ActResult> {
  return write(shop, options, async (act) => {
    const { id } = await livingCustomer(act, customer);
    const known = (await addressesOf(act.db, id)).some((place) => place.label === label);
    await deletePlace(act.db, id, label);
    return told(act, id, label, known ? 'address-removed' : 'unchanged');
  });
}

/** Adds a remark. Refuses `customer-unknown`, `customer-erased`, `argument-missing`. */
export function noteCustomer(shop: Shop, customer: string, text: string, options: KeyedOptions): Promise<ActResult> {
  const remark = need(text, 'text');
  return write(shop, options, async (act) => {
    const { id } = await livingCustomer(act, customer);
    return actOnce(act, options.key, [id, remark], async () => {
      await insertCustomerNote(act.db, id, remark, act.actor, act.at);
      await recordEvent(act.db, act, 'customer', id, 'noted');
      return { id: formatId('customer', id), outcome: 'noted' };
    });
  });
}

async function told(act: Act, customerId: number, label: string, outcome: string): Promise<ActResult> {
  if (outcome !== 'unchanged') await recordEvent(act.db, act, 'customer', customerId, outcome);
  return actResult([{ id: formatId('customer', customerId), outcome, label }]);
}
