// Slips on the screen: the kinds there are, and where each was written.
import type { SlipKind } from '../../domain/document/kind.ts';
import type { ActResult } from '../../domain/result.ts';
import { listView, type View } from '../view.ts';
import { actView } from './act.ts';
import { withPrinting } from './print.ts';

export interface SlipKindRow {
  readonly kind: SlipKind;
  /** What its ids name: an order, a shipment … */
  readonly of: string;
  readonly hasPrices: boolean;
}

export const slipKindList: View<readonly SlipKindRow[]> = listView<SlipKindRow>({
  columns: [
    { title: 'kind', show: ({ kind }) => kind },
    { title: 'document', show: ({ kind }, { words }) => words.say(`slip.${kind}`) },
    { title: 'made-of', show: ({ of }, { words }) => words.say(`slip-of.${of}`) },
    { title: 'prices', show: ({ hasPrices }, { words }) => words.say(hasPrices ? 'word.yes' : 'word.no') },
  ],
  csv: { kind: ({ kind }) => kind, of: ({ of }) => of, prices: ({ hasPrices }) => (hasPrices ? 'true' : 'false') },
  id: ({ kind }) => kind,
});

/** As every acting verb; a file that holds several is told once. */
export const slipActView: View<ActResult> = withPrinting({
  ...actView('document'),
  text: (result, paper) => [...new Set(actView('document').text(result, paper).split('\n'))].join('\n'),
});
