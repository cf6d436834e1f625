// The draft an order is rewritten from: the channel's, with what the shop has changed kept as it is.
import type { LineDraft, OrderDraft, Party } from '../order/order.ts';
import type { Fields, StoredOrder } from './reimport.ts';

/** The fields of a file's order that are not taken although they differ from what is kept: these stay. */
export function keptFields(current: Fields, incoming: Fields, taken: readonly string[]): ReadonlySet<string> {
  const takes = new Set(taken);
  return new Set(
    [...incoming].filter(([field, value]) => !takes.has(field) && value !== (current.get(field) ?? null)).map(([field]) => field),
  );
}

/** The draft with the kept fields put back. Lines stay all together, or are all taken. */
export function mergedDraft(draft: OrderDraft, stored: StoredOrder, kept: ReadonlySet<string>, isDated: boolean): OrderDraft {
  const { order } = stored;
  const keepsLines = [...kept].some((field) => /^lines$|^line\d/.test(field));
  return {
    ...draft,
    orderedAt: kept.has('date') || !isDated ? order.orderedAt : draft.orderedAt,
    ...(kept.has('currency') ? { currency: order.currency } : {}),
    ...(kept.has('discount') ? { discountMinor: order.discountMinor } : {}),
    ...(kept.has('shipping') ? { shippingMinor: order.shippingMinor } : {}),
    ...(kept.has('total') ? { channelTotalMinor: order.channelTotalMinor } : {}),
    ...(kept.has('note') ? { note: order.note } : {}),
    ...(kept.has('method') ? { paymentMethod: order.paymentMethod } : {}),
    ...(kept.has('status') ? { channelStatus: order.channelStatus } : {}),
    shipTo: mergedParty(draft.shipTo, stored.shipTo, 'ship', kept),
    billTo: mergedBill(draft, stored, kept),
    lines: keepsLines ? stored.lines.map(lineDraft) : draft.lines,
  };
}

function mergedBill({ billTo }: OrderDraft, stored: StoredOrder, kept: ReadonlySet<string>): Party | null {
  if (kept.has('bill')) return stored.billTo;
  return billTo && stored.billTo ? mergedParty(billTo, stored.billTo, 'bill', kept) : (billTo ?? null);
}

function mergedParty(incoming: Party, current: Party, prefix: string, kept: ReadonlySet<string>): Party {
  const own = (Object.keys(current) as (keyof Party)[]).filter((field) => kept.has(`${prefix}.${field}`));
  return { ...incoming, ...Object.fromEntries(own.map((field) => [field, current[field]])) };
}

/** What nobody has said of a line is not said now either: its product says it once it is known. */
function lineDraft(line: StoredOrder['lines'][number]): LineDraft {
  const { externalId, sku, name, quantity, pieces, cancelledQuantity, discountMinor, shippable } = line;
  const unitPriceMicros = line.priceAssumed ? null : line.unitPriceMicros;
  return {
    externalId,
    sku,
    name,
    quantity,
    pieces: line.productId === null ? undefined : pieces,
    cancelledQuantity,
    unitPriceMicros,
    discountMinor,
    tax: line.taxAssumed ? null : line.tax,
    shippable,
  };
}
