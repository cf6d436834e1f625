// Customers who may be one, and making them one: the program proposes, a person decides.
import { type DuplicateView, proposeDuplicates } from '../../domain/customer-likeness.ts';
import { OmsError } from '../../domain/error.ts';
import { formatId, ownId } from '../../domain/id.ts';
import { type ActResult, actResult } from '../../domain/result.ts';
import { findCustomer } from '../../store/customer-list.ts';
import { customerRowById, mergeCustomer, peopleToCompare } from '../../store/customer-merge.ts';
import { recordEvent } from '../../store/event.ts';
import { type Act, read, type Shop, type WriteOptions, write } from '../shop.ts';

/** Pairs of customers who may be one; those with the most reasons first. */
export function customerDuplicates(shop: Shop, limit: number | undefined): Promise<DuplicateView[]> {
  return read(shop, async (db) => {
    const people = await peopleToCompare(db);
    const names = new Map(people.map(({ id, name }) => [id, name]));
    return proposeDuplicates(people)
      .slice(0, limit)
      .map(({ into, from, reasons }) => {
        const [intoId, fromId] = [formatId('customer', into), formatId('customer', from)];
        const command = `oms customer merge ${fromId} ${intoId}`;
        return { into: intoId, from: fromId, intoName: names.get(into) ?? '', fromName: names.get(from) ?? '', reasons, command };
      });
  });
}

/**
 * Makes one customer of two: `from` becomes `into`, and leads there from now on. Merged already: unchanged. Refuses
 * `customer-unknown`, `customer-erased`, `customer-merged` where `from` has become somebody else, and `customer-same`
 * where `into` is `from`, or has become them.
 */
export function mergeCustomers(shop: Shop, from: string, into: string, options: WriteOptions): Promise<ActResult> {
  return write(shop, options, async (act) => {
    const gone = await asItStands(act, from);
    const stays = await findCustomer(act.db, into);
    const [id, intoId] = [formatId('customer', gone.id), formatId('customer', stays.id)];
    if (gone.id === stays.id) throw new OmsError('customer-same', { customer: id, into });
    if (gone.merged_into === stays.id) return actResult([{ id, outcome: 'unchanged', into: intoId }]);
    if (gone.merged_into !== null) {
      throw new OmsError('customer-merged', { customer: id, became: formatId('customer', gone.merged_into), into: intoId });
    }
    for (const { id: number, erased_at } of [gone, stays]) {
      if (erased_at !== null) throw new OmsError('customer-erased', { customer: formatId('customer', number) });
    }
    const moved = await mergeCustomer(act.db, gone, stays, act);
    await recordEvent(act.db, act, 'customer', gone.id, 'merged', { into: intoId });
    await recordEvent(act.db, act, 'customer', stays.id, 'merged', { from: id, orders: moved.orders, filled: moved.filled });
    return actResult([{ id, outcome: 'merged', into: intoId, name: stays.name || gone.name, ...moved }]);
  });
}

/** By "C12" the very one, merged or not; else as anywhere. */
async function asItStands(act: Act, text: string) {
  const number = ownId('customer', text);
  const row = number === undefined ? undefined : await customerRowById(act.db, number);
  return row ?? findCustomer(act.db, text);
}
