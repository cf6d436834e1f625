// The draft an order is rewritten from: the channel's, with what the shop has changed, and what the file says nothing of,
// kept as it is.
import type { LineDraft, OrderDraft, Party } from '../order/order.ts';
import { inUnits } from '../order/pack.ts';
import { type Fields, LINE_RECIPIENT, MONEY_FIELD, type StoredContent } from './fields.ts';
import type { FileOrder } from './order.ts';
import type { StoredOrder } from './reimport.ts';

/** What of a file's order is not taken. */
export interface Kept {
  /** The fields that differ from what is kept and stay, and those the file says nothing of. */
  readonly fields: ReadonlySet<string>;
  readonly silent: ReadonlySet<string>;
  /** The order stays taxed as it is: prices that are kept are kept with the tax in them or on top of them. */
  readonly keepsTax: boolean;
  /** The channel's total is of what the order was before. */
  readonly outdatesTotal: boolean;
}

export function keptOf(
  current: Fields,
  incoming: Fields,
  taken: readonly string[],
  { isDated, silent }: Pick<FileOrder, 'isDated' | 'silent'>,
): Kept {
  const takes = new Set(taken);
  const fields = new Set(silent);
  if (!isDated) fields.add('date');
  for (const [field, value] of incoming) if (!takes.has(field) && value !== (current.get(field) ?? null)) fields.add(field);
  const keepsTax = silent.has('tax') || silent.has('line.price');
  return { fields, silent, keepsTax, outdatesTotal: silent.has('total') && taken.some((field) => MONEY_FIELD.test(field)) };
}

/** The draft with the kept fields put back. */
export function mergedDraft(draft: OrderDraft, stored: StoredOrder, { fields: kept, silent, keepsTax, outdatesTotal }: Kept): OrderDraft {
  const { order } = stored;
  const line = (own: LineDraft, index: number) => mergedLine(own, stored, index, silent, keepsTax);
  const keepsLines = [...kept].some((field) => /^lines$|^line\d/.test(field));
  return {
    ...draft,
    ...(kept.has('date') ? { orderedAt: order.orderedAt } : {}),
    ...(kept.has('currency') ? { currency: order.currency } : {}),
    ...(kept.has('discount') ? { discountMinor: order.discountMinor } : {}),
    ...(kept.has('shipping') ? { shippingMinor: order.shippingMinor } : {}),
    ...(kept.has('total') ? { channelTotalMinor: outdatesTotal ? null : order.channelTotalMinor } : {}),
    ...(kept.has('note') ? { note: order.note } : {}),
    ...(kept.has('channel-codes') ? { channelCodes: stored.channelCodes } : {}),
    ...(kept.has('method') ? { paymentMethod: order.paymentMethod } : {}),
    ...(kept.has('status') ? { channelStatus: order.channelStatus } : {}),
    ...(keepsTax ? { pricesIncludeTax: order.pricesIncludeTax } : {}),
    ...(keepsTax || kept.has('shipping') ? { shippingTax: order.shippingTax } : {}),
    shipTo: mergedParty(draft.shipTo, stored.shipTo, 'ship', kept, silent),
    billTo: mergedBill(draft, stored, kept, silent),
    lines: keepsLines ? keptLines(draft, stored, { fields: kept, silent, keepsTax }) : draft.lines.map(line),
  };
}

/** Lines of which some are kept against the file: field by field, and as many as there are where their number is kept. */
function keptLines({ lines }: OrderDraft, stored: StoredOrder, { fields, silent, keepsTax }: Omit<Kept, 'outdatesTotal'>): LineDraft[] {
  const count = fields.has('lines') ? stored.lines.length : lines.length;
  return Array.from({ length: count }, (_, index) => {
    const said = lines[index];
    const known = stored.lines[index];
    if (!known) return said as LineDraft;
    const prefix = `line${index + 1}.`;
    const own = [...fields].filter((field) => field.startsWith(prefix)).map((field) => field.slice(prefix.length));
    if (!said || own.includes('sku') || (said.quantity === 0 && own.includes('quantity'))) return lineDraft(known, stored);
    const unsaid = [...(said.unitPriceMicros === null ? ['line.price'] : []), ...(said.name?.trim() ? [] : ['line.name'])];
    const kept = new Set([...silent, ...unsaid, ...own.map((field) => `line.${field}`)]);
    return mergedLine(said, stored, index, kept, keepsTax || own.includes('tax'));
  });
}

type Names = ReadonlySet<string>;

function mergedBill({ billTo }: OrderDraft, stored: StoredOrder, kept: Names, silent: Names): Party | null {
  if (kept.has('bill')) return stored.billTo;
  return billTo && stored.billTo ? mergedParty(billTo, stored.billTo, 'bill', kept, silent) : (billTo ?? null);
}

/** A constant of the format (the shop's country) fills what nobody has said. */
function mergedParty(incoming: Party, current: Party, prefix: string, kept: Names, silent: Names): Party {
  const own = (Object.keys(current) as (keyof Party)[]).filter((field) => kept.has(`${prefix}.${field}`));
  const value = (field: keyof Party) => current[field] || (silent.has(`${prefix}.${field}`) ? incoming[field] : current[field]);
  return { ...incoming, ...Object.fromEntries(own.map((field) => [field, value(field)])) };
}

/** A line with what the file says nothing of as it is kept, where it is the same line. */
function mergedLine(line: LineDraft, stored: StoredOrder, index: number, silent: Names, keepsTax: boolean): LineDraft {
  const { order } = stored;
  const known = stored.lines[index];
  if (!known || (known.sku !== line.sku && !silent.has('line.sku'))) return line;
  const own = lineDraft(known, stored);
  const shipTo = silent.has(`line.${LINE_RECIPIENT}`) ? own.shipTo : line.shipTo;
  if (line.quantity === 0) return { ...own, shipTo, quantity: 0, cancelledQuantity: 0, discountMinor: 0 };
  // pieces of what the channel sells whole: nothing it says of the line can be said in these
  if ((known.cancelledQuantity % known.pieces) + (known.quantity % known.pieces) !== 0) return { ...own, shipTo };
  const units = inUnits(own, known.pieces, order.currency, order.rounding);
  const quantity = silent.has('line.quantity') ? units.quantity : line.quantity;
  const unitPriceMicros = silent.has('line.price') ? units.unitPriceMicros : line.unitPriceMicros;
  return {
    ...line,
    quantity,
    cancelledQuantity: Math.min(quantity, units.cancelledQuantity ?? 0),
    unitPriceMicros,
    externalId: line.externalId ?? known.externalId,
    variant: line.variant ?? known.variant,
    sku: silent.has('line.sku') ? own.sku : line.sku,
    name: silent.has('line.name') ? own.name : line.name,
    discountMinor: silent.has('line.discount') ? own.discountMinor : line.discountMinor,
    tax: keepsTax ? own.tax : line.tax,
    shippable: silent.has('line.shippable') ? own.shippable : line.shippable,
    shipTo,
  };
}

/** What nobody has said of a line is not said now either: its product says it once it is known. */
export function lineDraft(line: StoredContent['lines'][number], { lineParties }: StoredContent): LineDraft {
  const { externalId, sku, variant, name, quantity, pieces, cancelledQuantity, discountMinor, shippable } = line;
  const unitPriceMicros = line.priceAssumed ? null : line.unitPriceMicros;
  return {
    externalId,
    sku,
    variant,
    name,
    quantity,
    pieces: line.productId === null ? undefined : pieces,
    cancelledQuantity,
    unitPriceMicros,
    discountMinor,
    tax: line.taxAssumed ? null : line.tax,
    shippable,
    shipTo: lineParties.get(line.id) ?? null,
  };
}
