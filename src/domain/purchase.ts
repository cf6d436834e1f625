// Purchases: what is ordered from a supplier, what has come of it, and what ought to be bought.
import { OmsError } from './error.ts';
import { divideRounded, toSafe } from './money.ts';

export const purchaseStates = ['draft', 'sent', 'received', 'cancelled'] as const;
export type PurchaseState = (typeof purchaseStates)[number];

export interface Purchase {
  readonly id: number;
  readonly supplierId: number;
  readonly supplier: string;
  readonly state: PurchaseState;
  readonly currency: string;
  readonly expectedOn: string | null;
  readonly sentOn: string | null;
  readonly madeOn: string;
  readonly actor: string;
}

export interface PurchaseLine {
  readonly id: number;
  readonly productId: number;
  readonly sku: string;
  readonly name: string;
  readonly locationId: number;
  readonly location: string;
  readonly quantity: number;
  readonly received: number;
  /** In the purchase's currency; null: nobody said. */
  readonly unitCostMicros: number | null;
}

/** So many of a line have come, at a cost that may differ from what was agreed. */
export interface ReceiptWish {
  readonly sku: string;
  readonly quantity: number;
  readonly unitCostMicros: number | null;
}

export interface Receipt {
  readonly line: PurchaseLine;
  readonly quantity: number;
  readonly unitCostMicros: number | null;
}

/** What of a line is still to come; nothing where more came than was ordered. */
export function openOf({ quantity, received }: Pick<PurchaseLine, 'quantity' | 'received'>): number {
  return Math.max(0, quantity - received);
}

/**
 * What has come, by line. `'all'` is everything open. Refuses `purchase-line-unknown`, and `purchase-over` for more than
 * is open unless `allowOver`: then the SKU's last line takes it.
 */
export function planReceipt(
  purchase: string,
  lines: readonly PurchaseLine[],
  wishes: readonly ReceiptWish[] | 'all',
  allowOver: boolean,
): Receipt[] {
  if (wishes === 'all') {
    return lines.flatMap((line) => (openOf(line) > 0 ? [{ line, quantity: openOf(line), unitCostMicros: line.unitCostMicros }] : []));
  }
  const taken = new Map<number, number>();
  const receipts: Receipt[] = [];
  for (const wish of wishes) {
    const own = lines.filter(({ sku }) => sku.toLowerCase() === wish.sku.toLowerCase());
    const last = own.at(-1);
    if (!last) throw new OmsError('purchase-line-unknown', { purchase, sku: wish.sku, known: lines.map(({ sku }) => sku) });
    let missing = wish.quantity;
    for (const line of own) {
      const open = Math.max(0, openOf(line) - (taken.get(line.id) ?? 0));
      const quantity = line === last && allowOver ? missing : Math.min(missing, open);
      if (quantity === 0) continue;
      taken.set(line.id, (taken.get(line.id) ?? 0) + quantity);
      receipts.push({ line, quantity, unitCostMicros: wish.unitCostMicros ?? line.unitCostMicros });
      missing -= quantity;
    }
    if (missing > 0) {
      const open = own.reduce((sum, line) => sum + openOf(line), 0);
      throw new OmsError('purchase-over', { purchase, sku: last.sku, quantity: wish.quantity, open });
    }
  }
  return receipts;
}

const RATE = /^(\d{1,9})(?:\.(\d{1,6}))?$/;
const RATE_DIGITS = 6;

/** "1350.25" → millionths: what one unit of the purchase's currency costs in the shop's. Refuses `rate-invalid`. */
export function parseRate(text: string): number {
  const [, whole, fraction = ''] = RATE.exec(text.normalize('NFKC').trim()) ?? [];
  const micros = whole === undefined ? 0 : Number(whole + fraction.padEnd(RATE_DIGITS, '0'));
  if (micros === 0) throw new OmsError('rate-invalid', { rate: text });
  return micros;
}

/** A unit cost in the shop's currency, rounded to millionths. */
export function convertCost(unitCostMicros: number, rateMicros: number): number {
  return toSafe(divideRounded(BigInt(unitCostMicros) * BigInt(rateMicros), 1_000_000n));
}

/** What stands of a product and what is on its way, in stock units. */
export interface Position {
  readonly onHand: number;
  readonly reserved: number;
  readonly unavailable: number;
  readonly buffer: number;
  /** Of purchases that are sent. */
  readonly incoming: number;
  /** Of purchases that are not sent yet. */
  readonly drafted: number;
  readonly backordered: number;
  readonly reorderPoint: number | null;
}

/**
 * How many to buy so that open orders can be met and what is available, once all has come, is above the reorder point.
 * A product without one is bought for open orders only.
 */
export function missingOfProduct(position: Position): number {
  const { onHand, reserved, unavailable, buffer, incoming, drafted, backordered, reorderPoint } = position;
  const expected = onHand - reserved - unavailable - buffer + incoming + drafted - backordered;
  if (reorderPoint !== null) return Math.max(0, reorderPoint + 1 - expected);
  return backordered > 0 ? Math.max(0, -expected) : 0;
}

/** A product that ought to be bought. Costs are in the offer's currency; null where nobody offers it. */
export interface Suggestion {
  readonly supplier: string | null;
  readonly sku: string;
  readonly name: string;
  readonly missing: number;
  /** Missing, in the offer's packs and at least its minimum. */
  readonly quantity: number;
  readonly unitCost: string | null;
  readonly costMinor: number | null;
  readonly currency: string;
  readonly exponent: number;
  readonly leadDays: number | null;
  readonly available: number;
  readonly incoming: number;
  readonly drafted: number;
  readonly backordered: number;
  readonly reorderPoint: number | null;
}

/** One purchase in a list; quantities over all its lines. */
export interface PurchaseSummary {
  readonly id: string;
  readonly date: string;
  readonly supplier: string;
  readonly state: PurchaseState;
  readonly sentOn: string | null;
  readonly expectedOn: string | null;
  /** Open, and expected before today. */
  readonly overdue: boolean;
  readonly quantity: number;
  readonly received: number;
  readonly open: number;
  /** Of what was ordered, as far as costs are known; null: of no line. */
  readonly totalMinor: number | null;
  /** Of these, what has come and what is still to come, at the cost that was agreed. */
  readonly receivedMinor: number | null;
  readonly openMinor: number | null;
  /** Lines of which nobody has said what they cost. */
  readonly unpricedLines: number;
  readonly currency: string;
  readonly exponent: number;
}

export interface PurchaseLineView {
  readonly sku: string;
  readonly name: string;
  readonly location: string;
  readonly quantity: number;
  readonly received: number;
  readonly open: number;
  readonly unitCost: string | null;
  readonly costMinor: number | null;
}

/** Everything about one purchase. */
export interface PurchaseView extends PurchaseSummary {
  readonly actor: string;
  readonly lines: readonly PurchaseLineView[];
}

export interface PurchaseFilter {
  readonly state?: PurchaseState;
  readonly supplier?: string;
  readonly sku?: string;
  /** Sent, and expected before this day. */
  readonly overdueOn?: string;
  readonly limit?: number;
}
