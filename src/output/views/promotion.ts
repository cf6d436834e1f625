// Promotions on the screen.
import { formatAmount } from '../../domain/money.ts';
import type { OrderPromotionView } from '../../domain/order/show.ts';
import type { PromotionDetail, PromotionPrice, PromotionView } from '../../domain/promotion/view.ts';
import { renderFacts } from '../table.ts';
import { listView, type Paper, type View } from '../view.ts';

/** "10 % off the order", "buy 2, get 1 free". */
function gives(promotion: PromotionView, { words, document }: Paper): string {
  const { percent, amountMinor, price, currency, buy, get } = promotion;
  return words.say(`promotion-gives.${sentenceOf(promotion)}`, {
    percent: percent && document.number(percent),
    amount: amountMinor === null ? null : { amountMinor, currency },
    price: price && `${document.number(price)} ${currency}`,
    buy,
    get,
  });
}

function sentenceOf({ kind, on, percent }: PromotionView): string {
  if (kind === 'gift') return percent === '100' ? 'gift-free' : 'gift';
  if (kind === 'percent') return `percent-${on}`;
  return kind === 'amount' ? `amount-${on}` : kind;
}

function uses({ useCount, uses: most }: PromotionView): string {
  return most === null ? String(useCount) : `${useCount}/${most}`;
}

const amountOrNothing = (minor: number | null, currency: string, { words }: Paper) => (minor ? words.money(minor, currency) : '');

/** "4,90 EUR". */
function priceOf(price: string | null, currency: string, { document }: Paper): string {
  return price === null ? '' : `${document.number(price)} ${currency}`;
}

export const promotionList: View<readonly PromotionView[]> = listView<PromotionView>({
  columns: [
    { title: 'code', show: ({ code }) => code },
    { title: 'name', optional: true, show: ({ name }) => name },
    { title: 'gives', show: gives },
    { title: 'products', optional: true, show: ({ products }) => products.join(', ') },
    { title: 'begins', optional: true, show: ({ from }) => from ?? '' },
    { title: 'ends', optional: true, show: ({ to }) => to ?? '' },
    { title: 'state', show: ({ state }, { words }) => words.say(`promotion-state.${state}`) },
    { title: 'applies', show: ({ automatic }, { words }) => words.say(automatic ? 'word.by-itself' : 'word.by-code') },
    { title: 'uses', align: 'right', show: uses },
    { title: 'given', align: 'right', show: ({ givenMinor, currency }, paper) => amountOrNothing(givenMinor, currency, paper) },
    {
      title: 'lowest-before',
      align: 'right',
      optional: true,
      show: ({ lowestPrice, currency }, paper) => priceOf(lowestPrice, currency, paper),
    },
  ],
  csv: {
    code: ({ code }) => code,
    name: ({ name }) => name,
    kind: ({ kind }) => kind,
    on: ({ on }) => on,
    percent: ({ percent }) => percent,
    amount: ({ amountMinor, currency }) => (amountMinor === null ? null : formatAmount(amountMinor, currency)),
    price: ({ price }) => price,
    buy: ({ buy }) => buy,
    get: ({ get }) => get,
    products: ({ products }) => products.join(' '),
    automatic: ({ automatic }) => String(automatic),
    from: ({ from }) => from,
    to: ({ to }) => to,
    state: ({ state }) => state,
    uses: ({ uses: most }) => most,
    use_count: ({ useCount }) => useCount,
    given: ({ givenMinor, currency }) => formatAmount(givenMinor, currency),
    lowest_price: ({ lowestPrice }) => lowestPrice,
    currency: ({ currency }) => currency,
  },
  csvNumbers: ['percent', 'amount', 'price', 'buy', 'get', 'uses', 'use_count', 'given', 'lowest_price'],
  id: ({ code }) => code,
});

export const promotionPriceList: View<readonly PromotionPrice[]> = listView<PromotionPrice>({
  columns: [
    { title: 'promotion', show: ({ promotion }) => promotion },
    { title: 'sku', show: ({ sku }) => sku },
    { title: 'name', show: ({ name }) => name },
    { title: 'begins', show: ({ from }) => from },
    { title: 'ends', optional: true, show: ({ to }) => to ?? '' },
    { title: 'price', align: 'right', show: ({ price, currency }, paper) => priceOf(price, currency, paper) },
    { title: 'promotion-price', align: 'right', show: ({ promotionPrice, currency }, paper) => priceOf(promotionPrice, currency, paper) },
    { title: 'lowest-before', align: 'right', show: ({ lowestPrice, currency }, paper) => priceOf(lowestPrice, currency, paper) },
  ],
  csv: {
    promotion: ({ promotion }) => promotion,
    sku: ({ sku }) => sku,
    name: ({ name }) => name,
    from: ({ from }) => from,
    to: ({ to }) => to,
    price: ({ price }) => price,
    promotion_price: ({ promotionPrice }) => promotionPrice,
    lowest_price_30_days: ({ lowestPrice }) => lowestPrice,
    currency: ({ currency }) => currency,
  },
  csvNumbers: ['price', 'promotion_price', 'lowest_price_30_days'],
  id: ({ sku }) => sku,
});

/** What an order was given, line by line. */
export const orderPromotionList: View<readonly OrderPromotionView[]> = listView<OrderPromotionView>({
  columns: [
    { title: 'code', show: ({ code }) => code },
    { title: 'name', optional: true, show: ({ name }) => name },
    { title: 'line', align: 'right', show: ({ line }) => (line === null ? '' : String(line)) },
    { title: 'sku', show: ({ sku }, { words }) => sku ?? words.say('word.freight') },
    { title: 'discount', align: 'right', show: ({ amountMinor, currency }, { words }) => words.money(-amountMinor, currency) },
  ],
  csv: {
    code: ({ code }) => code,
    line: ({ line }) => line,
    discount: ({ amountMinor, currency }) => formatAmount(amountMinor, currency),
    currency: ({ currency }) => currency,
  },
  csvNumbers: ['line', 'discount'],
  id: ({ code }) => code,
});

/** One promotion as an object, several as an array. */
export const promotionShow: View<readonly PromotionDetail[]> = {
  text: (all, paper) => all.map((promotion) => onePromotion(promotion, paper)).join('\n\n\n'),
  json: (all) => (all.length === 1 ? all[0] : all),
};

function onePromotion(promotion: PromotionDetail, paper: Paper): string {
  const { words } = paper;
  const name = (key: string) => words.say(`column.${key}`);
  const { currency, prices } = promotion;
  const money = (minor: number | null) => (minor === null ? null : words.money(minor, currency));
  const classes = promotion.combines.map((one) => words.say(`promotion-class.${one}`)).join(', ');
  const facts = renderFacts([
    [name('code'), promotion.code],
    [name('name'), promotion.name],
    [name('gives'), gives(promotion, paper)],
    [name('products'), promotion.products.join(', ')],
    [name('except'), promotion.except.join(', ')],
    [name('gift'), promotion.gifts.join(', ')],
    [name('most'), money(promotion.mostMinor)],
    [name('most-times'), promotion.mostTimes === null ? null : String(promotion.mostTimes)],
    [name('applies'), words.say(promotion.automatic ? 'word.by-itself' : 'word.by-code')],
    [name('state'), words.say(`promotion-state.${promotion.state}`)],
    [name('begins'), promotion.from],
    [name('ends'), promotion.to],
    [name('ended'), promotion.endedOn],
    [name('minimum'), money(promotion.minimumMinor)],
    [name('minimum-quantity'), promotion.minimumQuantity === null ? null : String(promotion.minimumQuantity)],
    [name('channel'), promotion.channels.join(', ')],
    [name('group'), promotion.groups.join(', ')],
    [name('country'), promotion.countries.join(', ')],
    [name('combines'), classes === '' ? words.say('word.with-no-other') : classes],
    [name('priority'), promotion.priority === 0 ? null : String(promotion.priority)],
    [name('uses'), uses(promotion)],
    [name('uses-per-customer'), promotion.usesPerCustomer === null ? null : String(promotion.usesPerCustomer)],
    [name('given'), money(promotion.givenMinor)],
    [name('orders-total'), money(promotion.ordersMinor)],
  ]);
  return prices.length === 0 ? facts : `${facts}\n\n${promotionPriceList.text(prices, paper)}`;
}
