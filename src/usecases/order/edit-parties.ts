// Who an order is for: changed where they stand, but for what has left to somebody already.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { type EditableOrder, isSameBuyer, lineNamed, type OrderEdit, type PartyEdit } from '../../domain/order/edit.ts';
import { addressFields, type LineProgress, type Party } from '../../domain/order/order.ts';
import { addressesOf } from '../../store/customer-profile.ts';
import { progressOfOrder } from '../../store/order-axes.ts';
import { deleteParty, isPartyShipped, partyFor, updateOrderFields, updateParty, writeLineParty } from '../../store/order-edit.ts';
import { insertParty } from '../../store/order-write.ts';
import type { Act } from '../shop.ts';
import { refuseShipments } from './refuse.ts';

/**
 * Writes where an order and its lines go, and who pays; `invoices` are those that name who pays. Refuses `order-packed`, and
 * `order-shipped` where nothing is left to go, `address-unknown` for a label that the customer has no address under, and
 * `order-buyer-invoiced` for another tax number of who pays by invoice.
 */
export async function editParties(act: Act, before: EditableOrder, edit: OrderEdit, invoices: readonly string[] = []): Promise<void> {
  const bill = await editBillTo(act, before, edit);
  if (differs(before.shipTo, edit.shipTo)) await editShipTo(act, before, edit.shipTo, { billPartyId: bill, invoices });
  for (const { line: text, value } of edit.lineShipTo) {
    const line = lineNamed(before.order.id, before.lines, text);
    await editLineShipTo(act, before, line.id, value === null ? null : await placeNamed(act, before, value));
  }
}

function differs(party: Party, edit: PartyEdit): boolean {
  return (Object.keys(edit) as (keyof Party)[]).some((field) => (party[field] || null) !== (edit[field] || null));
}

function edited(party: Party, { name, ...edit }: PartyEdit): Party {
  return { ...party, ...edit, name: name === undefined ? party.name : (name ?? '') };
}

interface Payer {
  readonly billPartyId: number | null;
  /** Those that name who pays. */
  readonly invoices: readonly string[];
}

/**
 * What has left keeps the party it went to: the rest gets one of its own. Who pays the same moves along, but where invoices
 * name them: then they stay who they are there, and somebody else receives the rest.
 */
async function editShipTo(act: Act, { order, shipTo }: EditableOrder, edit: PartyEdit, { billPartyId, invoices }: Payer): Promise<void> {
  const party = edited(shipTo, edit);
  // what no parcel says can be put right when it has left
  if (differs(shipTo, { ...party, email: shipTo.email, taxId: shipTo.taxId })) {
    const progress = await progressOfOrder(act.db, order.id);
    await refuseShipments(act, order, progress.some(isStillToGo) ? ['open'] : ['open', 'shipped']);
  }
  const isPayer = billPartyId === null || billPartyId === order.shipPartyId;
  const isNamed = isPayer && invoices.length > 0 && !isSameBuyer({ shipTo, billTo: null }, { shipTo: party, billTo: null });
  if (isNamed && differs(shipTo, { taxId: party.taxId }))
    throw new OmsError('order-buyer-invoiced', { id: formatId('order', order.id), invoices, invoice: invoices[0] });
  if (!isNamed && order.shipPartyId !== null && !(await isPartyShipped(act.db, order.shipPartyId))) {
    await updateParty(act.db, order.shipPartyId, party);
    return;
  }
  const shipPartyId = insertParty(act.database, party);
  const payer = billPartyId === order.shipPartyId ? shipPartyId : billPartyId;
  await updateOrderFields(act.db, order.id, { shipPartyId, billPartyId: isNamed ? order.shipPartyId : payer });
}

function isStillToGo({ shippable, wanted, shipped }: LineProgress & { readonly shippable: boolean }): boolean {
  return shippable && shipped < wanted;
}

/** Returns the party that pays now. */
async function editBillTo(
  act: Act,
  { order, shipTo, billTo }: EditableOrder,
  { billTo: edit, billsSame }: OrderEdit,
): Promise<number | null> {
  const apart = billTo === null ? null : order.billPartyId;
  if (billsSame) {
    await updateOrderFields(act.db, order.id, { billPartyId: order.shipPartyId });
    if (apart !== null && !(await isPartyShipped(act.db, apart))) await deleteParty(act.db, apart);
    return order.shipPartyId;
  }
  if (!differs(billTo ?? shipTo, edit)) return order.billPartyId;
  const party = edited(billTo ?? shipTo, edit);
  if (apart !== null) {
    await updateParty(act.db, apart, party);
    return apart;
  }
  const billPartyId = insertParty(act.database, party);
  await updateOrderFields(act.db, order.id, { billPartyId });
  return billPartyId;
}

async function editLineShipTo(act: Act, { order, lineParties }: EditableOrder, lineId: number, party: Party | null): Promise<void> {
  const known = lineParties.get(lineId);
  if (party === null ? known === undefined : known !== undefined && !differs(known, party)) return;
  const progress = (await progressOfOrder(act.db, order.id)).find((one) => one.lineId === lineId);
  const isGone = progress !== undefined && progress.shipped > 0 && progress.shipped >= progress.wanted;
  await refuseShipments(act, order, isGone ? ['open', 'shipped'] : ['open']);
  const partyId = party === null ? null : await partyFor(act.database, act.db, order.id, party);
  await writeLineParty(act.db, { lineId, orderId: order.id }, partyId);
}

/** Somebody at a place, or the customer's address of that label. Refuses `address-unknown`. */
export async function placeNamed(act: Act, order: EditableOrder, place: string | Party): Promise<Party> {
  return typeof place === 'string' ? labelled(act, order, place) : place;
}

/** The customer's address of that label; who receives it there, or else who receives the order. */
async function labelled(act: Act, { order, shipTo }: EditableOrder, label: string): Promise<Party> {
  const known = order.customerId === null ? [] : await addressesOf(act.db, order.customerId);
  const found = known.find((place) => place.label.toLowerCase() === label.trim().toLowerCase());
  if (!found) {
    const customer = order.customerId === null ? '' : formatId('customer', order.customerId);
    throw new OmsError('address-unknown', { id: formatId('order', order.id), label, customer, labels: known.map((place) => place.label) });
  }
  const place = { ...Object.fromEntries(addressFields.map((field) => [field, found[field]])), country: found.country ?? shipTo.country };
  return { ...place, name: found.name || shipTo.name, company: found.company, phone: found.phone ?? shipTo.phone, email: shipTo.email };
}
