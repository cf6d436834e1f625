// Lines: there are some, and each means a product that is sold.
import { NO_LINES_HOLD } from '../problem.ts';
import type { CheckedLine, LineRule, OrderRule, Tell } from './rule.ts';

/** An order has lines; one that its channel sends without them is held for that already. */
export const linesRule: OrderRule = ({ lines, holds }, tell) => {
  if (lines.length === 0 && !holds?.has(NO_LINES_HOLD)) tell('lines-missing', 'lines', {});
};

/** Whether the line's code means a product: of what is unknown nothing else can be said. */
export function productRule({ product, sku, variant, position }: CheckedLine, tell: Tell): boolean {
  if (!product) tell(sku === '' ? 'sku-missing' : 'sku-unknown', 'sku', { sku, ...(variant && { variant }) }, position);
  return product !== undefined;
}

/** The shop's own SKU is told, also where the channel has a code of its own for it: what mends the problem asks for it. */
export const inactiveRule: LineRule = ({ product, position }, _, tell) => {
  if (product && !product.active) tell('product-inactive', 'sku', { sku: product.sku }, position);
};

/** A code that all variants share says nothing of which is meant: taken for the product of that code, and told. */
export const variantRule: LineRule = ({ sku, variant, position }, _, tell) => {
  if (variant) tell('variant-shared', 'sku', { sku, variant }, position);
};
