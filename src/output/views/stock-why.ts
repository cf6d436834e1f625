// Why a product's stock is what it is, told in sentences, with the ledger below.

import { isKitStock, type KitStock } from '../../domain/stock-kit.ts';
import type { StockWhy } from '../../domain/stock-why.ts';
import { addDays } from '../../domain/time.ts';
import type { Paper, View } from '../view.ts';
import type { Words } from '../words.ts';
import { stockHistoryView } from './stock.ts';
import { kitHistoryView } from './stock-kit.ts';

/** So many orders or purchases are named in a sentence; --json names all. */
const NAMED_MOST = 10;

/** One product as an object, several as an array. */
export const stockWhyView: View<readonly (StockWhy | KitStock)[]> = {
  text: (all, paper) => all.map((why) => (isKitStock(why) ? kitHistoryView.text(why, paper) : oneProduct(why, paper))).join('\n\n\n'),
  json: (all) => (all.length === 1 ? all[0] : all),
};

function oneProduct(why: StockWhy, paper: Paper): string {
  const { words } = paper;
  const sentences = [words.say('why.product', { ...facts(why) }), ...numbers(why, words)].join('\n');
  if (why.movements.length === 0) return sentences;
  const shown = why.movements.length;
  const all = why.movementSums.reduce((sum, { times }) => sum + times, 0);
  const title = words.say(shown < all ? 'why.ledger-newest' : 'why.ledger', { shown, all });
  return `${sentences}\n\n${title}\n${stockHistoryView.text(why.movements, paper)}`;
}

function facts({ sku, name, onHand, reserved, unavailable, expired, buffer, available, incoming, backordered, after }: StockWhy) {
  return { sku, name, onHand, reserved, unavailable, expired, buffer, available, incoming, backordered, after };
}

/** A sentence for each number; what is nothing is left out, but for what is on hand and available. */
function numbers(why: StockWhy, words: Words): string[] {
  const own = facts(why);
  const say = (key: string, parts: readonly string[] = []) => words.say(key, { ...own, parts });
  const { reserved, unavailable, expired, buffer, available, incoming, backordered, after, availableFrom } = why;
  return [
    say(why.movementSums.length > 0 ? 'why.on-hand' : 'why.never', movements(why, words)),
    ...places(why, words),
    ...(reserved > 0 ? [say('why.reserved', named(perOrder(why.reservedFor).map(promise(words)), words))] : []),
    ...(unavailable > 0 ? [say('why.unavailable')] : []),
    ...(buffer > 0 ? [say('why.buffer')] : []),
    ...(expired > 0 ? [say('why.expired', lostLots(why, words))] : []),
    say(expired > 0 ? 'why.available-expired' : 'why.available'),
    ...(availableFrom === null ? [] : [words.say('why.available-from', { availableFrom })]),
    ...(incoming > 0 ? [say('why.incoming', named(why.incomingOn.map(arrival(words)), words))] : []),
    ...(backordered > 0 ? [say('why.backordered', named(why.backorderedFor.map(promise(words)), words))] : []),
    ...(after === available ? [] : [say('why.after')]),
  ];
}

/** The lots of which goods stand there that may be promised no more. */
function lostLots({ lots }: StockWhy, words: Words): string[] {
  const lost = lots.filter((lot) => lot.available === 0 && lot.onHand > lot.reserved + lot.unavailable);
  return lost.map(({ lot, expiresOn, soldUntil, onHand, reserved, unavailable }) => {
    const quantity = onHand - reserved - unavailable;
    if (soldUntil === null || soldUntil === expiresOn) return words.say('why.lot', { lot, expiresOn, quantity });
    return words.say('why.lot-margin', { lot, expiresOn, since: addDays(soldUntil, 1), quantity });
  });
}

/** Where it stands in several places: so many in each. */
function places({ locations }: StockWhy, words: Words): string[] {
  const standing = locations.filter(({ onHand }) => onHand > 0);
  if (standing.length < 2) return [];
  return [words.say('why.places', { parts: standing.map(({ location, onHand }) => words.say('why.place', { location, onHand })) })];
}

function movements({ movementSums }: StockWhy, words: Words): string[] {
  return movementSums
    .filter(({ quantity, kind }) => quantity !== 0 || kind === 'count')
    .map(({ kind, quantity, times, lastOn }) => {
      const signed = quantity > 0 ? `+${quantity}` : String(quantity);
      return words.say(times > 1 ? 'why.movements' : 'why.movement', { kind: words.say(`movement.${kind}`), signed, times, lastOn });
    });
}

/** What an order has in several places, in one. */
function perOrder(promises: StockWhy['reservedFor']): StockWhy['reservedFor'] {
  const orders = [...new Set(promises.map(({ order }) => order))];
  return orders.map((order) => {
    const own = promises.filter((one) => one.order === order);
    return { ...(own[0] as StockWhy['reservedFor'][number]), quantity: own.reduce((sum, { quantity }) => sum + quantity, 0) };
  });
}

function promise(words: Words) {
  return ({ order, number, quantity }: { readonly order: string; readonly number: string; readonly quantity: number }) =>
    words.say('why.for-order', { quantity, order: number === order ? order : `${order} (${number})` });
}

function arrival(words: Words) {
  return ({ purchase, quantity, expectedOn }: StockWhy['incomingOn'][number]) =>
    words.say(expectedOn === null ? 'why.on-purchase' : 'why.on-purchase-dated', { purchase, quantity, expectedOn });
}

/** The first of them, and how many more there are. */
function named(parts: readonly string[], words: Words): string[] {
  const rest = parts.length - NAMED_MOST;
  return rest > 0 ? [...parts.slice(0, NAMED_MOST), words.say('why.more', { rest })] : [...parts];
}
