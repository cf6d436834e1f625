// What was made with goods of a lot, with that in turn, and so on; also where what was made is of no lot.
import { type Suspects, suspectsAmong } from '../../domain/lot-suspect.ts';
import type { LotUse } from '../../domain/lot-trace.ts';
import type { Handle } from '../../store/database.ts';
import { type UseOf, unlottedMovements, usesIn, usesOfLot } from '../../store/lot-trace.ts';

export interface MadeGoods extends LotUse {
  readonly productId: number;
  readonly lotId: number | null;
  /** Of goods of no lot: what became of them. */
  readonly suspects?: Suspects;
}

/** How many each movement brought, by movement. */
type Brought = ReadonlyMap<number, number>;

/** Goods still to be followed. */
interface Open extends UseOf {
  readonly certain: boolean;
}

/** Goods made with a lot, each product and lot once, those first that were made with the lot itself. */
export async function madeWith(db: Handle, lotId: number): Promise<MadeGoods[]> {
  const found = new Map<string, MadeGoods & { readonly brought: Brought }>();
  const open: Open[] = (await usesOfLot(db, lotId)).map((use) => ({ ...use, certain: true }));
  for (const { movements, ...use } of open) {
    const key = `${use.productId}/${use.lotId ?? ''}`;
    const known = found.get(key);
    const brought = new Map([...(known?.brought ?? []), ...movements.map(({ id, quantity }) => [id, quantity] as const)]);
    // the same goods again, in another way: followed once more only where more of them were made
    if (use.lotId === lotId || brought.size === known?.brought.size) continue;
    const quantity = [...brought.values()].reduce((sum, one) => sum + one, 0);
    const suspects = use.lotId === null ? suspectsAmong(await unlottedMovements(db, use.productId), new Set(brought.keys())) : undefined;
    const goods = { ...use, ...known, quantity, brought, ...(suspects && { suspects }) };
    found.set(key, goods);
    const more = suspects ? await usesIn(db, use.productId, suspects.assemblyIds) : await usesOfLot(db, use.lotId as number);
    open.push(...more.map((one) => ({ ...one, certain: goods.certain && suspects === undefined })));
  }
  return [...found.values()].map(({ brought: _, ...goods }) => goods);
}
