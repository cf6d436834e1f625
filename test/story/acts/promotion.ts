// Promotions: one that needs no code and takes the freight off, one that has to be named; changed, ended, taken up again.
import { type Act, flag, on, type Sketch } from '../act.ts';
import { answered, onEach, type Result } from '../answer.ts';
import { today } from '../goods.ts';
import { Refusal, type Shop } from '../model.ts';
import { type Promotion, usesOf } from '../promotion.ts';
import type { Random } from '../random.ts';
import { dayBefore, pounds } from './order-add.ts';

const terms = { FREE: undefined, TEN: 10 } as const;
type Code = keyof typeof terms;

interface Added {
  readonly code: Code;
  readonly uses: number;
}

function newPromotion({ code, uses }: Added): Promotion {
  const bounds = { minimumMinor: null, from: null, to: null, endedOn: null };
  return { code, percent: terms[code], automatic: code === 'FREE', uses, ...bounds, usedMost: uses };
}

export const promotionAdd: Act<Added> = {
  needs: ['code', 'uses'],
  draw(random, { shop }) {
    const code = random.pick(['FREE', 'TEN', 'TEN'] as const);
    const isKnown = shop.promotions.some((one) => one.code === code);
    return isKnown && random.percent(90) ? undefined : { code, uses: random.whole(1, 3) };
  },
  line: ({ code, uses }) => ({
    argv: [
      ...['promotion', 'add', code, ...flag('percent', terms[code]), ...on('free-shipping', code === 'FREE')],
      ...[...on('automatic', code === 'FREE'), ...flag('uses', uses)],
    ],
  }),
  expect(data, shop) {
    const { code } = data;
    const wanted = newPromotion(data);
    const known = shop.promotions.find((one) => one.code === code);
    if (known && (known.endedOn !== null || changed(known, wanted).length > 0)) throw new Refusal('promotion-exists');
    if (!known) shop.promotions.push(wanted);
    return answered([{ id: code, outcome: known ? 'unchanged' : 'added' }]);
  },
};

/** As the program names what can be said of a promotion, in its order. */
const fields = { automatic: 'automatic', percent: 'percent', from: 'from', to: 'to', minimumMinor: 'minimum', uses: 'uses' } as const;

function changed(current: Promotion, wanted: Promotion): string[] {
  return Object.entries(fields).flatMap(([field, name]) =>
    current[field as keyof Promotion] === wanted[field as keyof Promotion] ? [] : [name],
  );
}

const known = ({ shop }: Sketch): string[] => shop.promotions.map(({ code }) => code);
const drawCode = (random: Random, sketch: Sketch): string => random.pick(random.percent(97) ? known(sketch) : ['TWENTY']);

interface Edited {
  readonly code: string;
  readonly percent?: number;
  readonly automatic?: boolean;
  /** Null takes a bound away. */
  readonly uses?: number | null;
  /** In pennies. */
  readonly minimum?: number | null;
  /** Days before today, or after where they are below zero. */
  readonly from?: number | null;
  readonly to?: number | null;
  readonly active?: boolean;
}

/** A bound, or none. */
const drawBound = (random: Random, chance: number, least: number, most: number): number | null | undefined =>
  random.maybe(chance, () => (random.percent(30) ? null : random.whole(least, most)));

export const promotionEdit: Act<Edited> = {
  needs: ['code'],
  draw(random, sketch) {
    if (sketch.shop.promotions.length === 0) return undefined;
    const code = drawCode(random, sketch);
    return {
      code,
      percent: random.maybe(code === 'FREE' ? 4 : 40, () => random.whole(1, 100)),
      automatic: random.maybe(20, () => random.percent(60)),
      uses: drawBound(random, 35, 1, 4),
      minimum: drawBound(random, 30, 1, 4_000),
      from: drawBound(random, 15, -1, 2),
      to: drawBound(random, 15, -3, 1),
      active: random.maybe(35, () => true),
    };
  },
  line: ({ code, ...edit }, shop) => ({ argv: ['promotion', 'edit', code, ...words(edit, shop)] }),
  expect({ code, active, ...edit }, shop) {
    const promotion = find(shop, code);
    if (edit.percent !== undefined && promotion.percent === undefined) throw new Refusal('promotion-other-kind');
    const wanted = { ...promotion, ...said(edit, shop) };
    if (wanted.from !== null && wanted.to !== null && wanted.to < wanted.from) throw new Refusal('period-backwards');
    const isTakenUp = active && promotion.endedOn !== null;
    const told = [...changed(promotion, wanted), ...(isTakenUp ? ['active'] : [])];
    if (told.length === 0) return answered([{ id: code, outcome: 'unchanged' }]);
    const usedMost = Math.max(wanted.uses ?? Number.POSITIVE_INFINITY, usesOf(shop, code));
    Object.assign(promotion, wanted, { endedOn: isTakenUp ? null : promotion.endedOn, usedMost });
    return answered([{ id: code, outcome: 'edited', fields: told }]);
  },
};

function find(shop: Shop, code: string): Promotion {
  const promotion = shop.promotions.find((one) => one.code === code);
  if (!promotion) throw new Refusal('promotion-unknown');
  return promotion;
}

function words({ percent, automatic, uses, minimum, from, to, active }: Omit<Edited, 'code'>, shop: Shop): string[] {
  const day = (days: number) => dayBefore(shop.now, days);
  return [
    ...[...flag('percent', percent), ...on('automatic', automatic), ...on('no-automatic', automatic === false)],
    ...[...bound('uses', uses, String), ...bound('minimum', minimum, pounds)],
    ...[...bound('from', from, day), ...bound('to', to, day), ...on('active', active)],
  ];
}

const bound = (name: string, value: number | null | undefined, asTyped: (value: number) => string): string[] =>
  flag(name, value === null ? '' : value === undefined ? undefined : asTyped(value));

/** What of a promotion the edit names, as it is to be. */
function said({ percent, automatic, uses, minimum, from, to }: Omit<Edited, 'code' | 'active'>, shop: Shop): Partial<Promotion> {
  const day = (days: number | null) => (days === null ? null : dayBefore(shop.now, days));
  return {
    ...(percent !== undefined && { percent }),
    ...(automatic !== undefined && { automatic }),
    ...(uses !== undefined && { uses }),
    ...(minimum !== undefined && { minimumMinor: minimum }),
    ...(from !== undefined && { from: day(from) }),
    ...(to !== undefined && { to: day(to) }),
  };
}

interface Ended {
  readonly codes: readonly string[];
}

export const promotionEnd: Act<Ended> = {
  needs: ['codes'],
  draw(random, sketch) {
    if (sketch.shop.promotions.length === 0) return undefined;
    return { codes: random.several(1, random.percent(80) ? 1 : 2, () => drawCode(random, sketch)) };
  },
  line: ({ codes }) => ({ argv: ['promotion', 'end', ...codes] }),
  expect: ({ codes }, shop) => onEach(shop, codes, (code) => end(shop, find(shop, code))),
};

function end(shop: Shop, promotion: Promotion): Result {
  const { code } = promotion;
  if (promotion.endedOn !== null) return { id: code, outcome: 'unchanged' };
  promotion.endedOn = today(shop);
  return { id: code, outcome: 'ended', orders: usesOf(shop, code) };
}
