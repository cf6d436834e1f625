// What has become low, told once.
import type { Act } from '../act.ts';
import { lowRow } from '../look-supply.ts';
import { lowProducts } from '../supply.ts';

export const stockLow: Act<Record<string, never>> = {
  needs: [],
  draw: () => ({}),
  line: () => ({ argv: ['stock', 'low'] }),
  expect(_, shop) {
    const low = lowProducts(shop);
    const recovered = [...shop.toldLow].filter((sku) => !low.some((product) => product.sku === sku));
    const fresh = low.filter(({ sku }) => !shop.toldLow.has(sku));
    for (const sku of recovered) shop.toldLow.delete(sku);
    for (const { sku } of fresh) shop.toldLow.add(sku);
    const rows = fresh.map((product) => ({ ...lowRow(shop, product), toldAt: null }));
    return { code: 0, rows, changes: recovered.length + fresh.length > 0 };
  },
};
