// Errors that somebody takes upon themselves.
import { type Act, flag } from '../act.ts';
import { answered } from '../answer.ts';
import { refuseClosed } from '../change.ts';
import { Refusal } from '../model.ts';
import { errorsIn, fixedCodes } from '../problem.ts';
import { check, findOrder, typed } from '../rules.ts';
import { orderNamed } from './order-edit.ts';
import { drawName } from './who.ts';

interface Waived {
  readonly name: string;
  readonly code: string;
  /** The reason is left out. */
  readonly careless?: boolean;
}

const codes = ['product-inactive', 'recipient-missing', 'promotion-limit', 'sku-unknown', 'nonsense'] as const;

export const orderWaive: Act<Waived> = {
  needs: ['name', 'code'],
  draw(random, sketch) {
    const name = drawName(random, sketch, ({ errors }) => errors.some((code) => !fixedCodes.includes(code)));
    if (name === undefined) return undefined;
    const own = orderNamed(sketch.shop, name)?.errors ?? [];
    const code = random.pick(own.length > 0 && random.percent(90) ? own : codes);
    return { name, code, careless: random.maybe(4, () => true) };
  },
  line: ({ name, code, careless }, shop) => ({
    argv: ['order', 'waive', typed(shop, name), code, ...flag('reason', careless ? undefined : 'agreed by phone')],
  }),
  expect({ name, code, careless }, shop) {
    if (code === 'nonsense') throw new Refusal('problem-unknown');
    if (careless) throw new Refusal('reason-needed');
    if (fixedCodes.includes(code)) throw new Refusal('problem-not-waivable');
    const order = findOrder(shop, typed(shop, name));
    refuseClosed(order, 'new', 'confirmed');
    const own = errorsIn(shop, order).filter((found) => found.code === code);
    if (own.length === 0) throw new Refusal('problem-not-found');
    if (own.every(({ seen }) => order.waived.has(seen))) return answered([{ id: order.id, outcome: 'unchanged', code }]);
    for (const { seen } of own) order.waived.add(seen);
    check(shop, order);
    return answered([{ id: order.id, outcome: 'waived', code, errors: order.errors.length }]);
  },
};
