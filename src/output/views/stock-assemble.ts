// What was put together, on the screen: with the parts that went into it.
import type { ActResult } from '../../domain/result.ts';
import type { View } from '../view.ts';
import { actView } from './act.ts';

const act = actView('stock');

export const assemblyAct: View<ActResult> = {
  ...act,
  text(result, paper) {
    const done = result.results.filter(({ outcome }) => outcome !== 'unchanged');
    const parts = done.flatMap((outcome) =>
      ((outcome.parts ?? []) as readonly { readonly sku: string; readonly quantity: number }[]).map(
        ({ sku, quantity }) => `  ${outcome.outcome === 'disassembled' ? '+' : '−'}${quantity} ${sku}`,
      ),
    );
    return [act.text(result, paper), ...parts].join('\n');
  },
};
