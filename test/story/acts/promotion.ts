// Promotions: one that needs no code and takes the freight off, one that has to be named.
import { type Act, flag, on } from '../act.ts';
import { answered } from '../answer.ts';
import { Refusal } from '../model.ts';

const terms = { FREE: undefined, TEN: 10 } as const;

interface Added {
  readonly code: keyof typeof terms;
  readonly uses: number;
}

export const promotionAdd: Act<Added> = {
  needs: ['code', 'uses'],
  draw(random, { shop }) {
    const code = random.pick(['FREE', 'TEN', 'TEN'] as const);
    return shop.promotions.some((one) => one.code === code) ? undefined : { code, uses: random.whole(1, 3) };
  },
  line: ({ code, uses }) => ({
    argv: [
      ...['promotion', 'add', code, ...flag('percent', terms[code]), ...on('free-shipping', code === 'FREE')],
      ...[...on('automatic', code === 'FREE'), ...flag('uses', uses)],
    ],
  }),
  expect({ code, uses }, shop) {
    const known = shop.promotions.find((one) => one.code === code);
    if (known && known.uses !== uses) throw new Refusal('promotion-exists');
    if (!known) shop.promotions.push({ code, uses, automatic: code === 'FREE', percent: terms[code] });
    return answered([{ id: code, outcome: known ? 'unchanged' : 'added' }]);
  },
};
