// What cancelling came to, on the screen: also what of the discounts went along with the lines, or came back with them.
import type { ActResult, Outcome } from '../../domain/result.ts';
import type { Paper, View } from '../view.ts';
import { orderAct } from './order.ts';

export const cancelledOrders: View<ActResult> = {
  ...orderAct,
  text: ({ results, ...rest }, paper) =>
    results
      .filter(({ outcome }) => outcome !== 'refused')
      .map((outcome) => [orderAct.text({ ...rest, results: [outcome] }, paper), ...discounts(outcome, paper)].join('\n'))
      .join('\n'),
};

/** A sentence for what the lines themselves had off, and one for their share of what the whole order has off. */
function discounts({ outcome, lineDiscountMinor, orderDiscountMinor, currency }: Outcome, { words }: Paper): string[] {
  const amounts = { line: Number(lineDiscountMinor ?? 0), order: Number(orderDiscountMinor ?? 0) };
  return (['line', 'order'] as const)
    .filter((kind) => amounts[kind] > 0)
    .map(
      (kind) =>
        `  ${words.say(`act.${outcome}.${kind}-discount`, { discount: { amountMinor: amounts[kind], currency: String(currency) } })}`,
    );
}
