// What a document says besides its money, taken from the shop as it is now: seller, buyer, language, dates.
import { type DocumentLanguage, documentLanguageOf } from '../../domain/document/language.ts';
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { type OrderReference, type Seller, sellerDetails } from '../../domain/invoice/document.ts';
import type { Order, Party } from '../../domain/order/order.ts';
import type { Settings } from '../../domain/settings.ts';
import { findCustomer } from '../../store/customer-list.ts';
import type { Handle } from '../../store/database.ts';
import { partyById } from '../../store/order.ts';
import { termsOfOrder } from '../../store/order-edit.ts';
import { shipmentsOfOrder } from '../../store/shipment.ts';

/** The seller by the shop's settings. Refuses `seller-missing` without a name. */
export function sellerOf(settings: Settings): Seller {
  const name = settings['legal-name'] || settings.name;
  if (name === '') throw new OmsError('seller-missing');
  const details = sellerDetails.flatMap((label) => (settings[label] === '' ? [] : [{ label, value: settings[label] }]));
  return {
    name,
    address: settings.address
      .split(' / ')
      .map((line) => line.trim())
      .filter(Boolean),
    country: settings.country,
    phone: settings.phone,
    email: settings.email,
    taxId: settings['tax-id'],
    ...(details.length > 0 ? { details } : {}),
  };
}

/** The document's language: what was asked for, else the customer's own, else the shop's. */
export async function languageOf(
  db: Handle,
  { customerId }: Pick<Order, 'customerId'>,
  asked: DocumentLanguage | undefined,
  settings: Settings,
): Promise<DocumentLanguage> {
  if (asked) return asked;
  const own = customerId === null ? null : (await findCustomer(db, formatId('customer', customerId))).language;
  return documentLanguageOf(own) ?? documentLanguageOf(settings.language) ?? 'en';
}

/** An order as a document names it: by its number, and by the buyer's own where there is one. */
export async function orderReference(
  db: Handle,
  { id, number, orderedOn }: Pick<Order, 'id' | 'number' | 'orderedOn'>,
): Promise<OrderReference> {
  const { purchaseNumber } = await termsOfOrder(db, id);
  return { id: formatId('order', id), number, orderedOn, ...(purchaseNumber === null ? {} : { purchaseNumber }) };
}

/** As {@link orderReference}, of several, in their order. */
export async function orderReferences(db: Handle, orders: readonly Order[]): Promise<OrderReference[]> {
  const references: OrderReference[] = [];
  for (const order of orders) references.push(await orderReference(db, order));
  return references;
}

/** Who pays, and where goods went if that is another place. */
export async function partiesOf(db: Handle, order: Order): Promise<{ buyer: Party; shipTo: Party | null }> {
  const shipTo = (await partyById(db, order.shipPartyId)) ?? null;
  const buyer = (await partyById(db, order.billPartyId)) ?? shipTo ?? { name: '' };
  return { buyer, shipTo: shipTo !== null && !samePlace(shipTo, buyer) ? shipTo : null };
}

function samePlace(left: Party, right: Party): boolean {
  const place = ({ name, company, address1, address2, city, region, postcode, country }: Party) =>
    JSON.stringify([name, company, address1, address2, city, region, postcode, country].map((value) => value ?? ''));
  return place(left) === place(right);
}

/** When the last goods of an order left; null while none has. */
export async function suppliedOn(db: Handle, orderId: number): Promise<string | null> {
  const dates = (await shipmentsOfOrder(db, orderId)).map((shipment) => shipment.shippedOn).filter((date) => date !== null);
  return dates.sort().at(-1) ?? null;
}
