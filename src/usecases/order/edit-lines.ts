// Lines of an order changed: added, taken away, counted and priced otherwise.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import type { Rounding } from '../../domain/money.ts';
import {
  discountKept,
  type EditableOrder,
  lineNamed,
  type OfLine,
  type OrderEdit,
  refuseBelow,
  wantedOf,
} from '../../domain/order/edit.ts';
import type { LineDraft, LineProgress, Order, OrderLine } from '../../domain/order/order.ts';
import { type PlannedLine, planOrder } from '../../domain/order/plan.ts';
import type { Product } from '../../domain/product.ts';
import type { TaxBasis } from '../../domain/tax.ts';
import { linesOfOrder } from '../../store/order.ts';
import { progressOfOrder } from '../../store/order-axes.ts';
import { deleteLine, isLineNamed, updateLineFields } from '../../store/order-edit.ts';
import { insertLine } from '../../store/order-write.ts';
import { channelValue } from '../../store/reimport.ts';
import { treatmentsOn } from '../../store/tax-rate.ts';
import { productBySku } from '../product/find.ts';
import { scalePromotions } from '../promotion/share.ts';
import type { Act } from '../shop.ts';
import { releaseUnits } from './excess.ts';
import { serveWaiting } from './serve.ts';

/**
 * Writes what is asked of lines. Refuses `order-line-unknown`, `order-line-ambiguous`, `line-shipped`, `line-packed`,
 * `line-invoiced`, `line-stays`, `product-unknown`, `price-needed`, and to take all lines away (`order-lines-all`).
 */
export async function editLines(act: Act, { order, lines }: EditableOrder, edit: OrderEdit): Promise<void> {
  const progress = new Map((await progressOfOrder(act.db, order.id)).map((one) => [one.lineId, one]));
  const named = (text: string) => lineNamed(order.id, lines, text);
  const removed = edit.removed.map(named);
  refuseTwice(edit, named);
  const changed = changedLines(order, lines, edit, progress);
  for (const line of changed) {
    await updateLineFields(act.db, line.id, line);
    await scalePromotions(act, order.id, line.id, line.discountMinor);
  }
  const added = edit.added.length > 0 ? await plannedLines(act, order, edit.added) : [];
  if (removed.length > 0 && removed.length === lines.length && added.length === 0)
    throw new OmsError('order-lines-all', { id: formatId('order', order.id) });
  for (const [index, line] of added.entries()) insertLine(act.database, order.id, lines.length + 1 + index, line);
  for (const line of removed) await removeLine(act, { order, lines }, line, progress.get(line.id));
}

/** Of a line each thing is said once, and nothing of one that is taken away: `flags-conflict`. */
function refuseTwice(edit: OrderEdit, named: (text: string) => OrderLine): void {
  const said = [
    ...edit.removed.map((line) => ({ flag: '--remove', line })),
    ...edit.quantities.map(({ line }) => ({ flag: '--quantity', line })),
    ...edit.pricesMicros.map(({ line }) => ({ flag: '--price', line })),
    ...edit.discountsMinor.map(({ line }) => ({ flag: '--line-discount', line })),
    ...edit.lineShipTo.map(({ line }) => ({ flag: '--ship-to', line })),
  ].map(({ flag, line }) => ({ flag, text: `${flag} ${line}`, id: named(line).id }));
  for (const [index, { flag, text, id }] of said.entries()) {
    const other = said.slice(0, index).find((one) => one.id === id && (one.flag === flag || one.flag === '--remove'));
    if (other) throw new OmsError('flags-conflict', { flags: [other.text, text] });
  }
}

/** The lines that come out otherwise, each once. */
function changedLines(
  order: Order,
  lines: readonly OrderLine[],
  { quantities, pricesMicros, discountsMinor }: OrderEdit,
  progress: ReadonlyMap<number, LineProgress>,
): OrderLine[] {
  const changed = new Map<number, OrderLine>();
  const change = <T>(all: readonly OfLine<T>[], apply: (line: OrderLine, value: T) => Partial<OrderLine>) => {
    for (const { line: text, value } of all) {
      const line = lineNamed(order.id, lines, text);
      changed.set(line.id, { ...(changed.get(line.id) ?? line), ...apply(line, value) });
    }
  };
  change(quantities, (line, quantity) => {
    const done = progress.get(line.id) as LineProgress;
    refuseBelow(order, line, done, quantity);
    if (done.invoiced + done.neverInvoiced === 0) return { quantity };
    return { quantity, discountMinor: discountKept(line.discountMinor, wantedOf(line), quantity - line.cancelledQuantity) };
  });
  change(pricesMicros, (_, unitPriceMicros) => ({ unitPriceMicros, priceAssumed: false }));
  change(discountsMinor, (_, discountMinor) => ({ discountMinor }));
  return [...changed.values()];
}

/** New lines as an order of the same day would have them; without a price the product's own, in the shop's currency. */
export async function plannedLines(act: Act, order: Order, drafts: readonly LineDraft[]): Promise<readonly PlannedLine[]> {
  const products = new Map<string, Product>();
  for (const { sku, unitPriceMicros } of drafts) {
    const product = await productBySku(act.db, sku);
    const isPriced = product.unitPriceMicros !== null && order.currency === act.settings.currency;
    if (unitPriceMicros === null && !isPriced) throw new OmsError('price-needed', { sku });
    products.set(sku, product);
  }
  const treatments = await treatmentsOn(act.db, act.settings, order.orderedOn);
  const { channel, externalId, orderedAt, currency, pricesIncludeTax } = order;
  return planOrder(
    { channel, externalId, orderedAt, currency, pricesIncludeTax, shipTo: { name: '' }, lines: drafts },
    {
      rounding: order.rounding as Rounding,
      taxBasis: order.taxBasis as TaxBasis,
      shippingTaxCategory: act.settings['shipping-tax-category'],
      pricesIncludeTax: act.settings['prices-include-tax'] === 'true',
      product: (sku) => products.get(sku),
      treatment: (category) => treatments.get(category),
    },
  ).lines;
}

/**
 * What the channel sells, and what a document names, stays and can be cancelled; the rest goes without a trace, but where lines of
 * the channel stand behind it, which keep their places: then none of it is ordered.
 */
async function removeLine(
  act: Act,
  { order, lines }: Pick<EditableOrder, 'order' | 'lines'>,
  line: OrderLine,
  progress: LineProgress | undefined,
): Promise<void> {
  if (progress) refuseBelow(order, line, progress, line.cancelledQuantity);
  if ((await isOfChannel(act, order, line)) || (await isLineNamed(act.db, line.id)))
    throw new OmsError('line-stays', { id: formatId('order', order.id), line: line.position, sku: line.sku });
  const freed = progress && progress.reserved > 0 ? await releaseUnits(act, order.id, line.id, progress.reserved) : [];
  const [current] = (await linesOfOrder(act.db, order.id)).filter(({ id }) => id === line.id);
  await scalePromotions(act, order.id, line.id, 0);
  const behind = await Promise.all(lines.filter(({ position }) => position > line.position).map((other) => isOfChannel(act, order, other)));
  if (current && behind.includes(true)) await updateLineFields(act.db, line.id, { ...current, quantity: 0, discountMinor: 0 });
  else if (current) await deleteLine(act.db, current);
  await serveWaiting(act, freed);
}

async function isOfChannel(act: Act, { id, externalId }: Order, { position }: OrderLine): Promise<boolean> {
  return externalId !== null && (await channelValue(act.db, id, `line${position}.sku`)) !== null;
}
