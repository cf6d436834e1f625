// Adding and changing customers. An e-mail is somebody's alone: the same again is `unchanged`.
import type { Address, CustomerEdit } from '../../domain/customer.ts';
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { addressFields } from '../../domain/order/order.ts';
import { type ActResult, actResult, type Outcome } from '../../domain/result.ts';
import { emailKey } from '../../store/customer.ts';
import { type CustomerRecord, findCustomer } from '../../store/customer-list.ts';
import { tagCustomer, tagsOfCustomer, untagCustomer } from '../../store/customer-profile.ts';
import {
  addressOf,
  type CustomerFields,
  customerById,
  customersKnownBy,
  insertCustomerFields,
  updateCustomer,
  writeAddress,
} from '../../store/customer-write.ts';
import { recordEvent } from '../../store/event.ts';
import { actOnce, type KeyedOptions } from '../once.ts';
import { type Act, type Shop, type WriteOptions, write } from '../shop.ts';

/**
 * Adds a customer. Known by exactly this e-mail and the same in all that is said: unchanged. Refuses `customer-exists`
 * where something differs, and `argument-missing` where nobody is named.
 */
export function addCustomer(shop: Shop, edit: CustomerEdit, options: KeyedOptions): Promise<ActResult> {
  return write(shop, options, (act) => actOnce(act, options.key, edit, () => addOne(act, edit)));
}

/** Changes a customer. Refuses `customer-unknown`, `customer-erased`, and `email-taken` where the e-mail is another's. */
export function editCustomer(shop: Shop, customer: string, edit: CustomerEdit, options: WriteOptions): Promise<ActResult> {
  return write(shop, options, async (act) => {
    const current = await livingCustomer(act, customer);
    const key = emailKey(edit.email);
    const [other] = key === null ? [] : await customersKnownBy(act.db, [], key);
    if (other !== undefined && other !== current.id) {
      throw new OmsError('email-taken', {
        customer: formatId('customer', current.id),
        other: formatId('customer', other),
        email: edit.email,
      });
    }
    const fields = await changeCustomer(act, current.id, columnsOf(edit), edit.address);
    fields.push(...(await changeTags(act, current.id, edit)));
    if (fields.length > 0) await recordEvent(act.db, act, 'customer', current.id, 'edited', { fields });
    return actResult([outcomeOf(current.id, fields.length > 0 ? 'edited' : 'unchanged', edit.name ?? current.name, fields)]);
  });
}

/** A customer who can still be changed. Refuses `customer-unknown`, `customer-erased`. */
export async function livingCustomer(act: Act, text: string): Promise<CustomerRecord> {
  const customer = await findCustomer(act.db, text);
  if (customer.erased_at !== null) throw new OmsError('customer-erased', { customer: formatId('customer', customer.id) });
  return customer;
}

async function addOne(act: Act, edit: CustomerEdit): Promise<Outcome> {
  const { name = '', company, email, phone } = edit;
  if (!name && !company && !email && !phone) throw new OmsError('argument-missing', { name: '--name' });
  const fields = columnsOf(edit);
  const [known] = fields.email_key ? await customersKnownBy(act.db, [], fields.email_key) : [];
  if (known !== undefined) return sameAgain(act, known, edit);
  const id = await insertCustomerFields(act.db, { ...noFields, ...fields, ...consentOn(act, edit) }, act.at);
  if (Object.keys(edit.address).length > 0) await writeAddress(act.db, { id, name, party_id: null }, edit.address);
  for (const tag of edit.tags) await tagCustomer(act.db, id, tag);
  await recordEvent(act.db, act, 'customer', id, 'added');
  return outcomeOf(id, 'added', name || company || email || '', []);
}

async function sameAgain(act: Act, id: number, edit: CustomerEdit): Promise<Outcome> {
  const current = await customerById(act.db, id);
  const { email: _, ...said } = columnsOf(edit);
  const fields = changedColumns(current, said);
  const address = changedAddress(await addressOf(act.db, current.party_id), edit.address);
  const tags = await tagsOfCustomer(act.db, id);
  const different = [...fields, ...Object.keys(address), ...(edit.tags.every((tag) => tags.includes(tag)) ? [] : ['tags'])];
  if (different.length > 0)
    throw new OmsError('customer-exists', { customer: formatId('customer', id), email: edit.email, fields: different });
  return outcomeOf(id, 'unchanged', current.name, []);
}

function outcomeOf(id: number, outcome: string, name: string, fields: readonly string[]): Outcome {
  return { id: formatId('customer', id), outcome, name, ...(fields.length > 0 && { fields }) };
}

/** Changes what differs. Returns the names of the fields that changed. */
export async function changeCustomer(act: Act, id: number, fields: Partial<CustomerFields>, address: Address): Promise<string[]> {
  const current = await customerById(act.db, id);
  const names = changedColumns(current, fields);
  const moved = changedAddress(await addressOf(act.db, current.party_id), address);
  const dated = names.includes('consent') ? consentOn(act, fields) : {};
  if (names.length > 0) await updateCustomer(act.db, id, { ...fields, ...dated }, act.at);
  if (Object.keys(moved).length > 0) await writeAddress(act.db, current, moved);
  return [...names.filter((field) => field !== 'email_key'), ...Object.keys(moved)];
}

function changedColumns(current: CustomerRecord, fields: Partial<CustomerFields>): string[] {
  const entries = Object.entries(fields) as [keyof CustomerFields, string | null][];
  return entries.filter(([field, value]) => value !== current[field]).map(([field]) => field);
}

/** Consent counts from the day it was given or refused. */
function consentOn(act: Act, { consent }: Pick<Partial<CustomerFields>, 'consent'>) {
  return consent === undefined ? {} : { consent_on: consent === null ? null : act.on };
}

async function changeTags(act: Act, id: number, { tags, untags }: CustomerEdit): Promise<string[]> {
  const before = await tagsOfCustomer(act.db, id);
  for (const tag of tags) await tagCustomer(act.db, id, tag);
  for (const tag of untags) await untagCustomer(act.db, id, tag);
  const after = await tagsOfCustomer(act.db, id);
  return before.join() === after.join() ? [] : ['tags'];
}

/** A customer of whom nothing is known. */
export const noFields: CustomerFields = {
  name: '',
  company: null,
  email: null,
  email_key: null,
  phone: null,
  tax_id: null,
  language: null,
  note: null,
  payment_preference: null,
  consent: null,
  consent_on: null,
};

/** What is said, by column. */
export function columnsOf(said: Omit<Partial<CustomerEdit>, 'address' | 'tags' | 'untags'>): Partial<CustomerFields> {
  const { email, taxId, paymentPreference } = said;
  const columns = {
    name: said.name,
    company: said.company,
    email,
    email_key: email === undefined ? undefined : emailKey(email),
    phone: said.phone,
    tax_id: taxId,
    language: said.language,
    note: said.note,
    payment_preference: paymentPreference,
    consent: said.consent,
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}

/** The fields of an address that are said and differ. */
export function changedAddress(current: Address, said: Address): Address {
  const changed = addressFields.filter((field) => said[field] !== undefined && said[field] !== (current[field] ?? null));
  return Object.fromEntries(changed.map((field) => [field, said[field]]));
}
