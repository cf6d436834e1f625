// Importing customers from files: known by a channel's id or by exactly their e-mail, never by likeness.
import type { CustomerDraft } from '../../domain/customer.ts';
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import type { RecordImportResult } from '../../domain/import/record.ts';
import { channelNamed } from '../../store/channel.ts';
import { emailKey } from '../../store/customer.ts';
import {
  addIdentity,
  type CustomerFields,
  customerById,
  customersExactly,
  customersKnownBy,
  insertCustomerFields,
  writeAddress,
} from '../../store/customer-write.ts';
import { recordEvent } from '../../store/event.ts';
import { importRecords, type RecordImportRequest } from '../import-records.ts';
import type { Claim } from '../record-contradiction.ts';
import type { Act, Shop } from '../shop.ts';
import { changeCustomer, changedAddress, columnsOf, noFields } from './save.ts';

/**
 * Adds who is new and changes what differs. Who has neither an e-mail nor a channel's id is known by name, company,
 * phone and tax id all being the same, as often as they come. Refuses a row that names two customers.
 */
export function importCustomers(shop: Shop, request: RecordImportRequest<CustomerDraft>): Promise<RecordImportResult> {
  let seen = new Set<number>();
  return importRecords(shop, request, {
    kind: 'customers',
    begin: () => {
      seen = new Set();
    },
    take: (act, draft) => saveCustomer(act, draft, seen),
    claimOf,
    refusals: { 'argument-missing': { code: 'cell-missing', column: 'name' } },
  });
}

/** Of whoever a row is known by: its e-mail, and every channel's id. */
function claimOf({ identities, address, ...fields }: CustomerDraft): Claim {
  const mail = emailKey(fields.email);
  const ids = identities.map(({ channel, id }) => `${channel}:${id}`);
  return { keys: mail === null ? ids : [mail, ...ids], says: { ...fields, email: mail ?? fields.email, ...address } };
}

type Saved = 'added' | 'edited' | 'unchanged';

/** `seen`: those without a key of their own who have been met already; the next one alike is another. */
async function saveCustomer(act: Act, draft: CustomerDraft, seen: Set<number>): Promise<Saved> {
  const fields = columnsOf(draft);
  const id = await knownCustomer(act, draft, fields, seen);
  if (id === undefined) return add(act, draft, fields, seen);
  const { email, email_key: key } = await customerById(act.db, id);
  // the same address in other letters says nothing
  const names = await changeCustomer(act, id, fields.email_key === key ? { ...fields, email } : fields, draft.address);
  const isMoreKnown = await addIdentities(act, id, draft);
  if (names.length === 0 && !isMoreKnown) return 'unchanged';
  await recordEvent(act.db, act, 'customer', id, 'edited', { fields: names });
  return 'edited';
}

async function knownCustomer(
  act: Act,
  draft: CustomerDraft,
  fields: Partial<CustomerFields>,
  seen: Set<number>,
): Promise<number | undefined> {
  const key = emailKey(draft.email);
  const known = await customersKnownBy(act.db, draft.identities, key);
  if (known.length > 1) throw new OmsError('customer-conflict', { customers: known.map((id) => formatId('customer', id)) });
  if (known.length === 1 || key !== null || draft.identities.length > 0) return known[0];
  const { name = '', company = null, email = null, phone = null, tax_id = null } = fields;
  const alike = (await customersExactly(act.db, { name, company, email, phone, tax_id })).find((id) => !seen.has(id));
  if (alike !== undefined) seen.add(alike);
  return alike;
}

async function add(act: Act, draft: CustomerDraft, fields: Partial<CustomerFields>, seen: Set<number>): Promise<Saved> {
  const isNobody = !fields.name && !fields.company && !fields.email && !fields.phone && draft.identities.length === 0;
  if (isNobody) throw new OmsError('argument-missing', { name: 'name' });
  const id = await insertCustomerFields(act.db, { ...noFields, ...fields }, act.at);
  seen.add(id);
  const address = changedAddress({}, draft.address);
  if (Object.keys(address).length > 0) await writeAddress(act.db, { id, name: fields.name ?? '', party_id: null }, address);
  await addIdentities(act, id, draft);
  await recordEvent(act.db, act, 'customer', id, 'added');
  return 'added';
}

/** Whether any of them is new. */
async function addIdentities(act: Act, customerId: number, { identities }: CustomerDraft): Promise<boolean> {
  let isNew = false;
  for (const { channel, id } of identities) {
    const channelId = await channelNamed(act.db, channel, act.at);
    if (await addIdentity(act.db, customerId, channelId, id)) isNew = true;
  }
  return isNew;
}
