// Stock: whether the goods could be promised now, where they are, and when they come otherwise.
import type { LineRule } from './rule.ts';

/** What is short becomes a backorder. Of a kit its parts are short: goods come in as them; of one without parts nothing can come. */
export const stockRule: LineRule = (line, _, tell) => {
  const { product, available, position } = line;
  const wanted = line.due ?? line.quantity - line.cancelledQuantity;
  if (!product || available === undefined || !(line.shippable || line.isPlace) || wanted <= available) return;
  const kit = product.kind === 'kit' ? { kind: line.hasNoParts ? 'empty' : 'kit' } : {};
  const places = line.places && line.places.length > 0 ? { places: line.places } : {};
  const expected = line.expectedOn ? { expectedOn: line.expectedOn } : {};
  tell('stock-short', 'quantity', { sku: product.sku, wanted, available, ...kit, ...places, ...expected }, position);
};
