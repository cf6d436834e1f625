// A story is data: steps drawn from a seed, which can be played, kept, and made smaller.
import { type Act, hoursLater, type Sketch } from './act.ts';
import { approvalAdd, approvalEdit, approvalEnd } from './acts/approval.ts';
import { caseFollow, caseOpen } from './acts/case.ts';
import { configSet } from './acts/config.ts';
import { customerEdit, customerMerge } from './acts/customer.ts';
import { orderImport } from './acts/import.ts';
import { invoiceCredit, invoiceIssue } from './acts/invoice.ts';
import { locationAdd } from './acts/location.ts';
import { orderAct } from './acts/order.ts';
import { orderAdd } from './acts/order-add.ts';
import { orderApprove } from './acts/order-approve.ts';
import { orderCopy } from './acts/order-copy.ts';
import { orderEdit, orderLines } from './acts/order-edit.ts';
import { orderSplit } from './acts/order-split.ts';
import { orderWaive } from './acts/order-waive.ts';
import { paymentRecord } from './acts/payment.ts';
import { catalogue, productAdd, productEdit } from './acts/product.ts';
import { promotionAdd, promotionEdit, promotionEnd } from './acts/promotion.ts';
import { purchaseAct, purchaseCreate, purchaseSuggest } from './acts/purchase.ts';
import { returnClose, returnRecord } from './acts/return.ts';
import { shipmentClose, shipmentCreate, shipmentShip } from './acts/shipment.ts';
import { drawDatedLot, stockAdjust, stockReceive } from './acts/stock.ts';
import { stockLow } from './acts/stock-low.ts';
import { productPart, recipes, stockAssemble, stockCount, stockHold, stockMove } from './acts/stock-place.ts';
import { stockCountFile, stockCountSheet } from './acts/stock-sheet.ts';
import { supplierAdd, supplierEdit, supplierOffer } from './acts/supplier.ts';
import { foreseen } from './answer.ts';
import { newShop, type Shop } from './model.ts';
import { Random } from './random.ts';
import { standing } from './standing.ts';

/** An act with its data hidden: what `draw` gives is what `line` and `expect` are given again. */
type AnyAct = Act<unknown>;

const act = <Data>(one: Act<Data>): AnyAct => one as unknown as AnyAct;

export const acts = {
  productAdd: act(productAdd),
  productEdit: act(productEdit),
  stockReceive: act(stockReceive),
  stockAdjust: act(stockAdjust),
  stockHold: act(stockHold),
  stockMove: act(stockMove),
  stockCount: act(stockCount),
  stockCountSheet: act(stockCountSheet),
  stockCountFile: act(stockCountFile),
  productPart: act(productPart),
  stockAssemble: act(stockAssemble),
  configSet: act(configSet),
  locationAdd: act(locationAdd),
  orderAdd: act(orderAdd),
  orderImport: act(orderImport),
  orderAct: act(orderAct),
  orderEdit: act(orderEdit),
  orderLines: act(orderLines),
  orderSplit: act(orderSplit),
  orderCopy: act(orderCopy),
  orderWaive: act(orderWaive),
  orderApprove: act(orderApprove),
  approvalAdd: act(approvalAdd),
  approvalEdit: act(approvalEdit),
  approvalEnd: act(approvalEnd),
  customerEdit: act(customerEdit),
  customerMerge: act(customerMerge),
  caseOpen: act(caseOpen),
  caseFollow: act(caseFollow),
  promotionAdd: act(promotionAdd),
  promotionEdit: act(promotionEdit),
  promotionEnd: act(promotionEnd),
  paymentRecord: act(paymentRecord),
  shipmentCreate: act(shipmentCreate),
  shipmentShip: act(shipmentShip),
  shipmentClose: act(shipmentClose),
  invoiceIssue: act(invoiceIssue),
  invoiceCredit: act(invoiceCredit),
  returnRecord: act(returnRecord),
  returnClose: act(returnClose),
  stockLow: act(stockLow),
  supplierAdd: act(supplierAdd),
  supplierEdit: act(supplierEdit),
  supplierOffer: act(supplierOffer),
  purchaseCreate: act(purchaseCreate),
  purchaseSuggest: act(purchaseSuggest),
  purchaseAct: act(purchaseAct),
} as const;
export type ActName = keyof typeof acts;

/** How many of the drawn steps are of this kind, in proportion. */
const weights: Readonly<Record<ActName, number>> = {
  productAdd: 1,
  productEdit: 3,
  stockReceive: 6,
  stockAdjust: 4,
  stockHold: 5,
  stockMove: 5,
  stockCount: 4,
  stockCountSheet: 2,
  stockCountFile: 6,
  productPart: 2,
  stockAssemble: 5,
  configSet: 2,
  locationAdd: 2,
  orderAdd: 8,
  orderImport: 8,
  orderAct: 25,
  orderEdit: 14,
  orderLines: 9,
  orderSplit: 7,
  orderCopy: 2,
  orderWaive: 5,
  orderApprove: 16,
  approvalAdd: 3,
  approvalEdit: 3,
  approvalEnd: 2,
  customerEdit: 4,
  customerMerge: 4,
  caseOpen: 3,
  caseFollow: 3,
  promotionAdd: 3,
  promotionEdit: 6,
  promotionEnd: 2,
  paymentRecord: 12,
  shipmentCreate: 8,
  shipmentShip: 20,
  shipmentClose: 8,
  invoiceIssue: 10,
  invoiceCredit: 6,
  returnRecord: 20,
  returnClose: 20,
  stockLow: 5,
  supplierAdd: 2,
  supplierEdit: 2,
  supplierOffer: 6,
  purchaseCreate: 5,
  purchaseSuggest: 2,
  purchaseAct: 12,
};

const deck = Object.entries(weights).flatMap(([name, weight]) => new Array<ActName>(weight).fill(name as ActName));

export interface Step {
  readonly act: ActName;
  readonly data: unknown;
  /** Hours that pass before it. */
  readonly hours?: number;
  /** Tried with --dry-run: before it is done, or instead. */
  readonly dry?: 'first' | 'only';
}

export interface Story {
  readonly seed: number;
  readonly start: string;
  readonly steps: readonly Step[];
}

/** An ordinary day, and the turn of a year, at which numbers begin anew. */
const starts = ['2026-03-02T09:00:00Z', '2026-12-30T20:00:00Z'] as const;

/** The story of a seed: a shop that has something to sell, then so many steps of anything. */
export function drawStory(seed: number, length: number): Story {
  const random = new Random(seed);
  const start = random.pick(starts);
  const sketch: Sketch = { shop: newShop(start), skus: Object.keys(catalogue) };
  const steps = opening(random, start);
  for (const step of steps) foresee(sketch.shop, step);
  for (let drawn = 0; drawn < length; drawn += 1) {
    const step = drawStep(random, sketch);
    if (step.dry !== 'only') foresee(sketch.shop, step);
    steps.push(step);
  }
  return { seed, start, steps };
}

function opening(random: Random, start: string): Step[] {
  return Object.keys(catalogue).flatMap((sku): Step[] => {
    const added = { sku, price: random.pick(['12.50', '3.335', '7', '4.165']) };
    const shop = newShop(start);
    const received = { sku, quantity: random.whole(1, 20), ...drawDatedLot(random, { shop }, sku) };
    const isReceived = random.percent(80) && catalogue[sku]?.kind === 'goods';
    return [
      ...(random.percent(85) ? [{ act: 'productAdd' as const, data: added }] : []),
      ...(isReceived ? [{ act: 'stockReceive' as const, data: received }] : []),
      ...(catalogue[sku]?.kind === 'kit' ? partsOfKit(random, sku) : []),
    ];
  });
}

function partsOfKit(random: Random, whole: string): Step[] {
  const parts = (recipes[whole] ?? []).filter(() => random.percent(80));
  return parts.map((part) => ({ act: 'productPart', data: { whole, part, quantity: random.whole(1, 2) } }));
}

function drawStep(random: Random, sketch: Sketch): Step {
  for (;;) {
    const name = sketch.shop.orders.length < 2 ? 'orderAdd' : random.pick(deck);
    const data = acts[name].draw(random, sketch);
    if (data === undefined) continue;
    return {
      act: name,
      data,
      hours: random.maybe(20, () => random.whole(1, 30)),
      dry: random.maybe(15, () => random.pick(['first', 'only'])),
    };
  }
}

/** Brings the model to where the step should. */
function foresee(shop: Shop, { act: name, data, hours = 0 }: Step): void {
  shop.now = hoursLater(shop.now, hours);
  foreseen(shop, () => acts[name].expect(data, shop, () => undefined, []));
  for (const order of shop.orders) standing(shop, order);
}
