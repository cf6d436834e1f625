// What an order wants of the stock, from what the store says it still needs.
import type { Claim, Want } from '../../domain/order/claim.ts';
import { missingOf } from '../../domain/order/order.ts';
import type { Product } from '../../domain/product.ts';
import type { Demand, DemandLine } from '../../store/demand.ts';

/** What an order still needs, as a claim on the stock. */
export function claimOf(demand: Demand, products: ReadonlyMap<number, Product>, allowPartial: boolean): Claim {
  const { orderId, priority, country, region } = demand;
  const wants: Want[] = [];
  for (const line of demand.lines) {
    const quantity = missingOf(line);
    if (quantity > 0) wants.push({ lineId: line.lineId, parts: line.parts, quantity, notBefore: firstDay(line, products) });
  }
  return { orderId, priority, country, region, wants, allowPartial: demand.allowPartial ?? allowPartial };
}

/** The day from which a line may be promised, that of its latest part included; null: at once. */
function firstDay({ kind, availableFrom, parts }: DemandLine, products: ReadonlyMap<number, Product>): string | null {
  let latest = availableFrom;
  if (kind !== 'kit') return latest;
  for (const part of parts) {
    const day = products.get(part.productId)?.availableFrom ?? null;
    if (day !== null && (latest === null || day > latest)) latest = day;
  }
  return latest;
}
