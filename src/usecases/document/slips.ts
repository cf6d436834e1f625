// Slips of any kind, made of the shop as it is now; nothing is written.
import type { SlipKind } from '../../domain/document/kind.ts';
import type { Printable } from '../../domain/document/printable.ts';
import { isOmsError, OmsError } from '../../domain/error.ts';
import { formatId, ownId } from '../../domain/id.ts';
import { type ActResult, actResult, type Outcome } from '../../domain/result.ts';
import type { Handle } from '../../store/database.ts';
import { selectInvoices } from '../../store/invoice-list.ts';
import { findOrder } from '../../store/order.ts';
import { shipmentsInState, shipmentsOfOrder } from '../../store/shipment.ts';
import { ordersToPick } from '../../store/slip.ts';
import { refusedOutcome } from '../each.ts';
import { read, type Shop, today } from '../shop.ts';
import { reminder, statements } from './account-slip.ts';
import type { SlipRequest } from './base.ts';
import { offer, returnSlip } from './order-slip.ts';
import { customs, deliveryNote, packingSlip } from './shipment-slip.ts';
import { countPage, pickList, purchaseOrder } from './stock-slip.ts';

export interface SlipRun {
  readonly documents: readonly Printable[];
  readonly result: ActResult;
}

type Maker = (shop: Shop, db: Handle, id: string, request: SlipRequest) => Promise<readonly Printable[]>;

const one =
  (make: (shop: Shop, db: Handle, id: string, request: SlipRequest) => Promise<Printable>): Maker =>
  async (shop, db, id, request) => [await make(shop, db, id, request)];

/** An order named where a shipment is meant stands for all of its shipments. */
const perShipment =
  (make: (shop: Shop, db: Handle, id: string, request: SlipRequest) => Promise<Printable>): Maker =>
  async (shop, db, id, request) => {
    if (ownId('shipment', id) !== undefined) return [await make(shop, db, id, request)];
    const order = await findOrder(db, id);
    const shipments = (await shipmentsOfOrder(db, order.id)).filter(({ state }) => state !== 'cancelled');
    if (shipments.length === 0) throw new OmsError('slip-needs-shipment', { id: formatId('order', order.id) });
    const pages: Printable[] = [];
    const needless: OmsError[] = [];
    for (const shipment of shipments) {
      try {
        pages.push(await make(shop, db, formatId('shipment', shipment.id), request));
      } catch (error) {
        if (!isOmsError(error) || error.code !== 'customs-not-needed') throw error;
        needless.push(error);
      }
    }
    // of an order's shipments only those that cross a border are declared
    if (pages.length === 0 && needless[0]) throw needless[0];
    return pages;
  };

/** Kinds that are made of each thing by itself; a pick list is of all together, a count sheet of a place. */
const makers: Readonly<Record<Exclude<SlipKind, 'pick-list' | 'count-sheet'>, Maker>> = {
  quotation: one((shop, db, id, request) => offer(shop, db, 'quotation', id, request)),
  proforma: one((shop, db, id, request) => offer(shop, db, 'proforma', id, request)),
  'return-slip': one(returnSlip),
  'packing-slip': perShipment(packingSlip),
  'delivery-note': perShipment(deliveryNote),
  customs: perShipment(customs),
  'purchase-order': one(purchaseOrder),
  statement: statements,
  reminder: one(reminder),
};

/**
 * The slips of what is named, in that order, and what became of each; a refusal is an outcome. Refuses what the kind's own
 * function refuses, and `slip-empty` where there is nothing to say.
 */
export function slips(shop: Shop, kind: SlipKind, ids: readonly string[], request: SlipRequest): Promise<SlipRun> {
  if (kind === 'count-sheet') {
    const places = ids.length > 0 ? ids : [undefined];
    return collect(kind, places, async (place) => [await countPage(shop, place, request)]);
  }
  return read(shop, (db) => {
    if (kind === 'pick-list') return collect(kind, [ids], async (all) => [await pickList(shop, db, all, request)]);
    return collect(kind, ids, (id) => makers[kind](shop, db, id, request));
  });
}

async function collect<Of extends string | readonly string[] | undefined>(
  kind: SlipKind,
  all: readonly Of[],
  make: (of: Of) => Promise<readonly Printable[]>,
): Promise<SlipRun> {
  const documents: Printable[] = [];
  const results: Outcome[] = [];
  for (const of of all) {
    try {
      const made = await make(of);
      documents.push(...made);
      results.push(...made.map(({ number }) => ({ id: number, outcome: 'made', kind })));
    } catch (error) {
      results.push(refusedOutcome([of ?? kind].flat().join(' '), error));
    }
  }
  return { documents, result: actResult(results) };
}

/** What --all stands for: what waits for such a slip. Refuses `nothing-selected` where a kind has no such. */
export function slipCandidates(shop: Shop, kind: SlipKind, command: string): Promise<string[]> {
  return read(shop, async (db) => {
    if (kind === 'pick-list') return (await ordersToPick(db)).map((id) => formatId('order', id));
    if (kind === 'packing-slip' || kind === 'delivery-note' || kind === 'customs') return shipmentsInState(db, 'open');
    if (kind === 'reminder') {
      const overdue = await selectInvoices(db, { unpaid: true }).where('invoice.due_on', '<', today(shop)).execute();
      return overdue.map(({ number }) => number).reverse();
    }
    throw new OmsError('nothing-selected', { command });
  });
}
