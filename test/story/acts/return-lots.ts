// What comes back as pieces: kits taken apart, and each into the lot it was sent of.
import { type Line, type Order, type Product, Refusal, type Shop, sum } from '../model.ts';

/** What of a line stands on shelves: itself, or what its kit was made of. */
export function piecesOf(shop: Shop, { sku, parts }: Line): { product: Product; each: number }[] {
  return [...(parts ?? new Map([[sku, 1]]))].flatMap(([part, each]) => {
    const product = shop.products.get(part);
    return product?.isGoods ? [{ product, each }] : [];
  });
}

interface LotBack {
  readonly lot: string | null;
  readonly quantity: number;
  readonly damaged: number;
}

type PiecesBack = Omit<LotBack, 'lot'>;

/** Into the lots that the line was sent of, else any of the order; refused where part of several comes back. */
export function lotsBack(shop: Shop, order: Order, line: number, product: Product, pieces: PiecesBack): LotBack[] {
  if (!product.lots) return [{ lot: null, ...pieces }];
  const ofOrder = lotsOut(shop, order, product.sku);
  const ofLine = new Map(
    [...lotsOut(shop, order, product.sku, line)].flatMap(([lot, quantity]) => {
      const most = Math.min(quantity, ofOrder.get(lot) ?? 0);
      return most > 0 ? [[lot, most] as const] : [];
    }),
  );
  const back = shareBack(ofLine, pieces) ?? shareBack(ofOrder, pieces);
  if (!back) throw new Refusal('return-lot-needed');
  return back;
}

function shareBack(sent: ReadonlyMap<string | null, number>, { quantity, damaged }: PiecesBack): LotBack[] | undefined {
  const there = sum([...sent.values()]);
  if (there < quantity || (sent.size > 1 && there > quantity)) return undefined;
  let open = quantity;
  let broken = damaged;
  return [...sent].map(([lot, most]) => {
    const taken = Math.min(open, most);
    const own = Math.min(broken, taken);
    open -= taken;
    broken -= own;
    return { lot, quantity: taken, damaged: own };
  });
}

/** What the buyer has of each lot of a product, of one line or of all. */
function lotsOut(shop: Shop, order: Order, sku: string, line?: number): Map<string | null, number> {
  const ofOrder = <T extends { readonly order: string }>(all: readonly T[]) => all.filter((one) => one.order === order.id);
  const left = ofOrder(shop.shipments).filter(({ state }) => state === 'shipped' || state === 'delivered');
  const sent = left.flatMap(({ lines }) => lines.filter((one) => one.sku === sku && (line === undefined || one.line === line)));
  const back = ofOrder(shop.returns).flatMap(({ lines }) =>
    lines.filter((one) => line === undefined || one.line === line).flatMap(({ lots }) => lots.filter((one) => one.sku === sku)),
  );
  const sums = new Map<string | null, number>();
  for (const { lot, quantity } of sent) sums.set(lot, (sums.get(lot) ?? 0) + quantity);
  for (const { lot, quantity } of back) sums.set(lot, (sums.get(lot) ?? 0) - quantity);
  return new Map([...sums].filter(([, quantity]) => quantity > 0));
}
