// Moving goods from one place to another: one act of two movements, which share their cause.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import { type ActResult, actResult, type Outcome } from '../../domain/result.ts';
import type { MovementDraft } from '../../domain/stock.ts';
import { moveTogether } from '../../store/stock.ts';
import { once } from '../once.ts';
import { type Act, type Shop, write } from '../shop.ts';
import { type KeyedOptions, locationNamed, stockedProduct } from './move.ts';

export interface Transfer {
  readonly sku: string;
  readonly quantity: number;
  readonly from: string;
  readonly to: string;
  readonly reason?: string;
}

/** What is promised or held back stays where it is: `stock-reserved`, `stock-short`. Refuses `location-same`. */
export function transferStock(shop: Shop, transfer: Transfer, options: KeyedOptions): Promise<ActResult> {
  return write(shop, options, async (act) => {
    const { value, repeated } = await once(act, options.key, transfer, () => transferOne(act, transfer));
    return actResult([repeated ? { ...value, outcome: 'unchanged' } : value]);
  });
}

async function transferOne(act: Act, { sku, quantity, from, to, reason }: Transfer): Promise<Outcome> {
  const product = await stockedProduct(act.db, sku);
  const source = await locationNamed(act.db, from);
  const target = await locationNamed(act.db, to);
  if (source.id === target.id) throw new OmsError('location-same', { location: source.code });
  const draft = (locationId: number, change: number): MovementDraft => ({
    kind: 'transfer',
    productId: product.id,
    locationId,
    quantity: change,
    reason,
  });
  const [left, arrived] = await moveTogether(act.db, act, [
    { draft: draft(source.id, -quantity), place: { sku: product.sku, location: source.code } },
    { draft: draft(target.id, quantity), place: { sku: product.sku, location: target.code } },
  ]);
  return {
    id: product.sku,
    outcome: 'moved',
    movement: formatId('movement', left?.movementId ?? 0),
    quantity,
    from: source.code,
    to: target.code,
    onHandFrom: left?.level.onHand,
    onHandTo: arrived?.level.onHand,
  };
}
