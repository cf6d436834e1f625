// Labels for goods that come back: from the customer to the shop, with the return's number as the barcode.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import type { ParcelLabel } from '../../domain/label.ts';
import { actResult, type Outcome } from '../../domain/result.ts';
import type { Handle } from '../../store/database.ts';
import { orderById, partyById } from '../../store/order.ts';
import { findReturn } from '../../store/return.ts';
import { refusedOutcome } from '../each.ts';
import { read, type Shop } from '../shop.ts';
import type { LabelRun } from './parcel.ts';
import { maskedParty, returnLines, senderOf } from './people.ts';

export interface ReturnLabelRequest {
  readonly mask: boolean;
  readonly note?: string;
}

/** One label for each return whose goods are waited for. A refusal (`return-unknown`, `return-cancelled`) is an outcome. */
export function returnLabels(shop: Shop, ids: readonly string[], request: ReturnLabelRequest): Promise<LabelRun<ParcelLabel>> {
  return read(shop, async (db) => {
    const labels: ParcelLabel[] = [];
    const results: Outcome[] = [];
    for (const id of ids) {
      try {
        const label = await labelOf(shop, db, id, request);
        labels.push(label);
        results.push({ id: label.document, outcome: 'return-labelled', order: label.order });
      } catch (error) {
        results.push(refusedOutcome(id, error));
      }
    }
    return { labels, result: actResult(results) };
  });
}

async function labelOf({ settings }: Shop, db: Handle, id: string, { mask, note }: ReturnLabelRequest): Promise<ParcelLabel> {
  const goods = await findReturn(db, id);
  if (goods.state === 'cancelled')
    throw new OmsError('return-cancelled', { return: formatId('return', goods.id), order: formatId('order', goods.orderId) });
  const order = await orderById(db, goods.orderId);
  const party = (await partyById(db, order.shipPartyId)) ?? { name: '' };
  const shop = senderOf(settings);
  return {
    kind: 'return',
    document: formatId('return', goods.id),
    date: goods.askedOn,
    order: formatId('order', order.id),
    number: order.number,
    parcel: 1,
    parcels: 1,
    weightGrams: null,
    carrier: null,
    service: null,
    tracking: null,
    sscc: null,
    collected: null,
    window: null,
    note: note ?? null,
    to: { ...shop, lines: returnLines(settings) ?? shop.lines },
    from: mask ? maskedParty(party) : party,
    returnTo: null,
    fromCountry: party.country ?? settings.country,
  };
}
