// The errors of an order as the model has them, each with what it is found in: what was waived in this is none.
import { type Line, type Order, type Shop, wanted } from './model.ts';
import { codeErrors } from './promotion.ts';

export interface Found {
  readonly code: string;
  /** The values it is about; in others it is another error. */
  readonly seen: string;
  /** It is about a number of a line, and so no more in a part of it. */
  readonly line?: Line;
}

/** Without these nothing could be reserved or priced. */
export const fixedCodes: readonly string[] = ['sku-unknown', 'price-missing'];

/** Every error, waived or not. */
export function errorsIn(shop: Shop, order: Order): Found[] {
  const { addressProblem, lines } = order;
  const isSent = lines.some((line) => line.shippable && wanted(line) > 0);
  const ofAddress = isSent && addressProblem ? [{ code: addressProblem, seen: addressProblem }] : [];
  const ofCodes = codeErrors(shop, order).map(({ problem, code }) => ({ code: problem, seen: `${problem} ${code}` }));
  return [...ofAddress, ...lines.flatMap((line) => lineErrors(shop, line)), ...ofCodes];
}

function lineErrors(shop: Shop, line: Line): Found[] {
  const { sku, known, priceAssumed } = line;
  if (wanted(line) <= 0) return [];
  if (!known) return [{ code: 'sku-unknown', seen: '' }];
  const inactive = { code: 'product-inactive', seen: `product-inactive ${sku} ${wanted(line)}`, line };
  return [...(shop.products.get(sku)?.active ? [] : [inactive]), ...(priceAssumed ? [{ code: 'price-missing', seen: '' }] : [])];
}
