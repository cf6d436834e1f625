// Money in, and money given back.
import { type Act, flag, on } from '../act.ts';
import { onceFor } from '../answer.ts';
import { type Order, Refusal, type Shop } from '../model.ts';
import { weighPrepayment } from '../prepayment.ts';
import { findOrder, typed } from '../rules.ts';
import { owedMinor } from '../standing.ts';
import { pounds } from './order-add.ts';
import { keys } from './stock.ts';
import { drawName } from './who.ts';

/** As it stands when it is paid, or an amount as it is typed. */
const usual = ['all', 'all', 'half'] as const;
const amounts = ['1.00', '9999', '0', '0.001', 'ten'] as const;

interface Paid {
  readonly name: string;
  readonly amount: string;
  readonly refund?: boolean;
  readonly allowOver?: boolean;
  readonly key?: string;
}

export const paymentRecord: Act<Paid> = {
  needs: ['name', 'amount'],
  draw(random, sketch) {
    const refund = random.maybe(20, () => true);
    const suits = (order: Order) => (refund ? order.paidMinor > order.refundedMinor : owedMinor(sketch.shop, order) > 0);
    const name = drawName(random, sketch, suits);
    if (name === undefined) return undefined;
    return {
      name,
      amount: random.pick(random.percent(70) ? usual : amounts),
      refund,
      allowOver: random.maybe(10, () => true),
      key: random.maybe(10, () => random.pick(keys)),
    };
  },
  line: (data, shop) => ({ argv: [...words(data, shop), ...flag('key', data.key)] }),
  expect: (data, shop) => onceFor(shop, data.key, words(data, shop).join('\n'), () => pay(data, shop)),
};

function words(data: Paid, shop: Shop): string[] {
  const { name, refund, allowOver } = data;
  return [
    'payment',
    'record',
    typed(shop, name),
    amountOf(data, shop),
    '--method',
    'cash',
    ...on('refund', refund),
    ...on('allow-over', allowOver),
  ];
}

function amountOf({ name, amount, refund }: Paid, shop: Shop): string {
  if (amount !== 'all' && amount !== 'half') return amount;
  const order = shop.orders.find(({ id }) => id === typed(shop, name));
  const most = order ? (refund ? order.paidMinor - order.refundedMinor : owedMinor(shop, order)) : 100;
  return pounds(Math.max(0, amount === 'half' ? Math.ceil(most / 2) : most));
}

function pay(data: Paid, shop: Shop) {
  const order = findOrder(shop, typed(shop, data.name));
  const amountMinor = parsed(amountOf(data, shop));
  if (data.refund) refund(order, amountMinor);
  else {
    if (amountMinor > Math.max(0, owedMinor(shop, order)) && !data.allowOver) throw new Refusal('payment-exceeds-owed');
    order.paidMinor += amountMinor;
  }
  shop.payments += 1;
  const owed = owedMinor(shop, order);
  const outcome = data.refund ? 'refunded' : 'recorded';
  return { id: `P${shop.payments}`, outcome, amountMinor, owedMinor: owed, ...weighPrepayment(shop, order) };
}

function refund(order: Order, amountMinor: number): void {
  if (amountMinor > order.paidMinor - order.refundedMinor) throw new Refusal('refund-exceeds-paid');
  order.refundedMinor += amountMinor;
}

function parsed(amount: string): number {
  if (amount === 'ten') throw new Refusal('amount-invalid');
  if (amount === '0.001') throw new Refusal('amount-too-fine');
  const minor = Math.round(Number(amount) * 100);
  if (minor === 0) throw new Refusal('amount-not-positive');
  return minor;
}
