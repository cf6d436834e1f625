// Problems: what validation finds in an order. Errors block confirming; warnings are told.
import type { Details } from '../error.ts';
import { lineAmountMinor, multiplyDivide } from '../money.ts';
import type { Order, OrderLine, Party } from './order.ts';

export const problemCodes = {
  'sku-unknown': 'error',
  'sku-missing': 'error',
  'product-inactive': 'error',
  'lines-missing': 'error',
  'total-differs': 'error',
  'price-missing': 'error',
  'price-differs': 'warning',
  'address-incomplete': 'error',
  'recipient-missing': 'error',
  'stock-short': 'warning',
  'quantity-unusual': 'warning',
} as const;
export type ProblemCode = keyof typeof problemCodes;
export type Severity = 'error' | 'warning';

export interface Problem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  /** The line it concerns, by position; undefined for the order. */
  readonly position?: number;
  readonly field: string;
  readonly details: Details;
}

/** Errors that a person may take upon themselves; of the others nothing could be reserved, priced or sent. */
export const waivableCodes: ReadonlySet<ProblemCode> = new Set([
  'product-inactive',
  'total-differs',
  'address-incomplete',
  'recipient-missing',
]);

/** Errors that were waived are told as warnings, with who took them upon themselves and why. */
export function withWaivers(
  problems: readonly Problem[],
  waivers: readonly { readonly code: string; readonly reason: string; readonly actor: string }[],
): Problem[] {
  const byCode = new Map(waivers.map((waiver) => [waiver.code, waiver]));
  return problems.map((found) => {
    const waiver = byCode.get(found.code);
    if (!waiver) return found;
    return { ...found, severity: 'warning', details: { ...found.details, waived: waiver.reason, waivedBy: waiver.actor } };
  });
}

/** The hold that says of an order without lines why it has none. */
export const NO_LINES_HOLD = 'channel-lacks-lines';

/** What validation looks at: the order, and the products its lines mean. */
export interface Validated {
  readonly order: Pick<Order, 'currency' | 'totalMinor' | 'channelTotalMinor'>;
  readonly lines: readonly (Pick<
    OrderLine,
    'position' | 'sku' | 'quantity' | 'cancelledQuantity' | 'unitPriceMicros' | 'priceAssumed' | 'shippable'
  > & {
    readonly product:
      | {
          readonly id: number;
          readonly sku: string;
          readonly active: boolean;
          readonly unitPriceMicros: number | null;
          readonly kind?: string;
        }
      | undefined;
    /** What may still be promised of the product, this order's own reservation included; undefined: not looked at. */
    readonly available?: number;
    /** Of limited number, and nothing to send. */
    readonly isPlace?: boolean;
  })[];
  readonly shipTo: Party | undefined;
  readonly priceTolerancePercent: number;
  /** {@link NO_LINES_HOLD} is set. */
  readonly isHeldForLines?: boolean;
}

const UNUSUAL_QUANTITY = 1000;

/** Every problem of an order, the order's own first, then by line. Light: no look at stock where `available` is left out. */
export function findProblems(checked: Validated): Problem[] {
  const found = orderProblems(checked);
  for (const line of checked.lines) addLineProblems(found, line, checked);
  return found;
}

function problem(code: ProblemCode, field: string, details: Details, position?: number): Problem {
  return { code, severity: problemCodes[code], field, details, position };
}

function orderProblems({ order, lines, shipTo, isHeldForLines }: Validated): Problem[] {
  const found: Problem[] = [];
  if (lines.length === 0 && !isHeldForLines) found.push(problem('lines-missing', 'lines', {}));
  if (order.channelTotalMinor !== null && order.channelTotalMinor !== order.totalMinor) {
    const { currency } = order;
    found.push(
      problem('total-differs', 'total', {
        channel: { amountMinor: order.channelTotalMinor, currency },
        own: { amountMinor: order.totalMinor, currency },
      }),
    );
  }
  if (lines.some(({ shippable, quantity, cancelledQuantity }) => shippable && quantity > cancelledQuantity))
    found.push(...addressProblems(shipTo));
  return found;
}

/** Light: something to write on the label. A country's own rules come with full validation. */
function addressProblems(shipTo: Party | undefined): Problem[] {
  if (!shipTo?.name?.trim() && !shipTo?.company?.trim()) return [problem('recipient-missing', 'name', {})];
  const missing = (['address1', 'country'] as const).filter((field) => !shipTo[field]?.trim());
  return missing.length > 0 ? [problem('address-incomplete', missing.join(','), { missing: [...missing] })] : [];
}

function addLineProblems(found: Problem[], line: Validated['lines'][number], { order, priceTolerancePercent }: Validated): void {
  const { position, product, quantity } = line;
  if (!product) {
    found.push(problem(line.sku === '' ? 'sku-missing' : 'sku-unknown', 'sku', { sku: line.sku }, position));
    return;
  }
  // the shop's own, also where the channel has a code of its own for it: what mends the problem asks for it
  const { sku } = product;
  const wanted = quantity - line.cancelledQuantity;
  if (!product.active) found.push(problem('product-inactive', 'sku', { sku }, position));
  if (line.priceAssumed) found.push(problem('price-missing', 'unit_price', { sku }, position));
  else if (product.unitPriceMicros !== null && differsBy(line.unitPriceMicros, product.unitPriceMicros, priceTolerancePercent)) {
    const price = (micros: number) => ({ amountMinor: lineAmountMinor(1, micros, order.currency), currency: order.currency });
    found.push(
      problem('price-differs', 'unit_price', { sku, price: price(line.unitPriceMicros), usual: price(product.unitPriceMicros) }, position),
    );
  }
  if (wanted >= UNUSUAL_QUANTITY) found.push(problem('quantity-unusual', 'quantity', { sku, quantity: wanted }, position));
  if (line.available !== undefined && (line.shippable || line.isPlace) && wanted > line.available) {
    // of a kit its parts are short: goods come in as them
    const kit = product.kind === 'kit' ? { kind: 'kit' } : {};
    found.push(problem('stock-short', 'quantity', { sku, wanted, available: line.available, ...kit }, position));
  }
}

function differsBy(price: number, usual: number, percent: number): boolean {
  return price !== usual && Math.abs(price - usual) > multiplyDivide(usual, percent, 100, 'down');
}
