// Moving goods from one place to another, or from one lot to another: one act of two movements, which share their cause.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import type { Location } from '../../domain/location.ts';
import type { Lot, LotWish } from '../../domain/lot.ts';
import { type ActResult, actResult, type Outcome } from '../../domain/result.ts';
import type { MovementDraft } from '../../domain/stock.ts';
import { moveTogether } from '../../store/stock.ts';
import { once } from '../once.ts';
import { type Act, type Shop, write } from '../shop.ts';
import { lotFor, lotMoved } from './lot.ts';
import { type KeyedOptions, locationNamed, stockedProduct } from './move.ts';

export interface Transfer {
  readonly sku: string;
  readonly quantity: number;
  /** The first location where left out, as it may be for goods that only change their lot. */
  readonly from?: string;
  /** Left out: they stay where they are. */
  readonly to?: string;
  readonly lot?: string;
  /** The lot that they are of from now on; left out: the same. */
  readonly toLot?: LotWish;
  readonly reason?: string;
}

/**
 * What is promised or held back stays where it is: `stock-reserved`, `stock-short`. Refuses `location-same` where nothing
 * would change, and as {@link lotFor} does.
 */
export function transferStock(shop: Shop, transfer: Transfer, options: KeyedOptions): Promise<ActResult> {
  return write(shop, options, async (act) => {
    const { value, repeated } = await once(act, options.key, transfer, () => transferOne(act, transfer));
    return actResult([repeated ? { ...value, outcome: 'unchanged' } : value]);
  });
}

async function transferOne(act: Act, { sku, quantity, from, to, lot, toLot, reason }: Transfer): Promise<Outcome> {
  const product = await stockedProduct(act.db, sku);
  const source = await locationNamed(act.db, from);
  const target = to === undefined ? source : await locationNamed(act.db, to);
  const out = await lotFor(act, product, source, { quantity: -quantity }, { lot });
  const into = toLot ? await lotFor(act, product, target, { quantity }, toLot) : out;
  if (source.id === target.id && out?.id === into?.id) throw new OmsError('location-same', { location: source.code });
  const side = (location: Location, own: Lot | undefined, change: number) => ({
    draft: { kind: 'transfer', productId: product.id, locationId: location.id, lotId: own?.id, quantity: change, reason } as MovementDraft,
    place: { sku: product.sku, location: location.code, lot: own?.code },
  });
  const moved = await moveTogether(act.db, act, [side(source, out, -quantity), side(target, into, quantity)]);
  const [left, arrived] = moved;
  const lots = [
    ...(out && left ? [lotMoved(product, source, out, { kind: 'transfer', quantity: -quantity }, left)] : []),
    ...(into && arrived ? [lotMoved(product, target, into, { kind: 'transfer', quantity }, arrived)] : []),
  ];
  return {
    id: product.sku,
    outcome: source.id === target.id ? 'relotted' : 'moved',
    movement: formatId('movement', left?.movementId ?? 0),
    quantity,
    from: source.code,
    to: target.code,
    onHandFrom: left?.level.onHand,
    onHandTo: arrived?.level.onHand,
    ...(lots.length > 0 && { lots }),
  };
}
