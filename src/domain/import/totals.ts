// An order priced so that it sums to what its channel says: which amounts contain tax, what a discount is taken off,
// and which rates give the tax that was charged. A channel says the amounts; the rest has to be worked out.
import { allocate, lineAmountMinor, type Rounding } from '../money.ts';
import type { LineDraft, OrderDraft } from '../order/order.ts';
import { codeOf, type PlannedOrder, type PlanningShop, planOrder, type SaidTaxes, UNTAXED } from '../order/plan.ts';
import { BY_RATE, PPM, type TaxBasis, type TaxTreatment } from '../tax.ts';
import { grossedUp } from './grossed.ts';
import type { ChannelTotals } from './order.ts';
import { afterDiscounts, type TaxedAmount, type ToldTaxes, toldRates } from './told-tax.ts';

/** What planning an imported order needs besides: which of the shop's tax codes has a rate. */
export interface ImportingShop extends PlanningShop {
  /** The treatment of that rate; the standard code where the shop does not know the rate. */
  treatmentOf(ratePpm: number): TaxTreatment;
  /** The rates that it knows. */
  readonly rates: readonly number[];
}

export interface SettledOrder {
  readonly planned: PlannedOrder;
  readonly rounding: Rounding;
  readonly taxBasis: TaxBasis;
}

/** Prices an order by what its channel says; where that cannot be met, as near as its own words allow. */
export function settleOrder(said: OrderDraft, sums: ChannelTotals | null, shop: ImportingShop): SettledOrder {
  const draft = withCodes(said, shop);
  if (sums === null) return settled(draft, shop);
  const totals = withTips(draft, sums);
  const discounted = withDiscount(draft, totals);
  if (totals.taxMinor === null) return withoutSaidTax(discounted, totals, shop);
  // a tax that is of more than what is priced here tells no rate
  if (totals.totalMinor === null && discounted.lines.some(({ unitPriceMicros }) => unitPriceMicros === null))
    return settled(discounted, shop);
  if (totals.taxMinor === 0) return settled(discounted, shop, atOneRate(discounted.pricesIncludeTax, UNTAXED));
  const isInside = pricesIncludeTax(discounted, totals);
  let nearest: SettledOrder | undefined;
  // a rate that is known and a cent off is likelier than any other that fits to the cent
  for (const guesses of waysOf(totals)) {
    let near: SettledOrder | undefined;
    let tried = 0;
    for (const guess of guesses(discounted, isInside, totals, shop)) {
      const found = settled(guess.draft ?? discounted, guess.rules ? { ...shop, ...guess.rules } : shop, guess.said);
      const difference = fits(found.planned, totals);
      if (difference === 0) return found;
      if (difference !== undefined) near ??= found;
      nearest ??= found;
      tried += 1;
      if (near && tried >= TRIED_MOST) return near;
    }
    if (near) return near;
  }
  return nearest as SettledOrder;
}

/** Taxes that are named of each line tell the rates; beside a total, only those that it does not tell. */
function waysOf({ told, totalMinor }: ChannelTotals): readonly (typeof likelyGuesses)[] {
  if (!told) return [likelyGuesses, otherGuesses];
  return totalMinor === null ? [toldGuesses] : [likelyGuesses, toldGuesses, otherGuesses];
}

/** The draft with the shop's own codes of rates that are said without one. */
function withCodes(draft: OrderDraft, shop: ImportingShop): OrderDraft {
  const { shippingTax: shipping, lines } = draft;
  const isOpen = (tax: TaxTreatment | null | undefined): tax is TaxTreatment => tax?.category === BY_RATE;
  if (!isOpen(shipping) && !lines.some(({ tax }) => isOpen(tax))) return draft;
  return {
    ...draft,
    shippingTax: isOpen(shipping) ? shop.treatmentOf(shipping.ratePpm) : shipping,
    lines: lines.map((line) => (isOpen(line.tax) ? { ...line, tax: shop.treatmentOf(line.tax.ratePpm) } : line)),
  };
}

/** Ways that are tried for an exact fit once one is known that fits within what rounding does. */
const TRIED_MOST = 12;

/** The channel does not say the tax. A total that is the sum has it inside where the shop's prices do, else has none. */
function withoutSaidTax(draft: OrderDraft, { totalMinor }: ChannelTotals, shop: ImportingShop): SettledOrder {
  const untaxed = goodsMinor(draft) - (draft.discountMinor ?? 0) + (draft.shippingMinor ?? 0);
  if (totalMinor !== null && totalMinor > untaxed) return settled({ ...draft, pricesIncludeTax: false }, shop);
  if (totalMinor !== untaxed || draft.pricesIncludeTax) return settled(draft, shop);
  return settled(draft, shop, atOneRate(false, UNTAXED));
}

function settled(draft: OrderDraft, shop: ImportingShop, said?: SaidTaxes): SettledOrder {
  return { planned: planOrder(draft, shop, said), rounding: shop.rounding, taxBasis: shop.taxBasis };
}

function atOneRate(isInside: boolean, treatment: TaxTreatment): SaidTaxes {
  return { pricesIncludeTax: isInside, shippingTax: treatment, ofLine: () => treatment };
}

/** How far the tax is off; undefined beyond what rounding does to each line, or where the total is not the channel's. */
function fits({ money, lines, pricesIncludeTax }: PlannedOrder, { taxMinor, totalMinor }: ChannelTotals): number | undefined {
  const leeway = pricesIncludeTax ? Math.max(1, lines.length) : 0;
  const difference = Math.abs(money.taxMinor - (taxMinor ?? 0));
  return (totalMinor === null || money.totalMinor === totalMinor) && difference <= leeway ? difference : undefined;
}

/**
 * The order's own discount is what is missing between its lines and its subtotal. An amount that the lines have taken
 * off already, or that was taken off the freight, is not taken off again.
 */
export function settleDiscount(draft: OrderDraft, totals: ChannelTotals): OrderDraft {
  return withDiscount(draft, withTips(draft, totals));
}

function withDiscount(draft: OrderDraft, totals: ChannelTotals): OrderDraft {
  const { subtotalMinor } = totals;
  const discountMinor = draft.discountMinor ?? 0;
  const shippingMinor = draft.shippingMinor ?? 0;
  const goods = goodsMinor(draft);
  if (subtotalMinor === null || goods - discountMinor === subtotalMinor) return draft;
  const isConsistent = (shipping: number) => totals.totalMinor === null || addsUp(totals, shipping);
  if (
    goods === subtotalMinor &&
    discountMinor <= shippingMinor &&
    !isConsistent(shippingMinor) &&
    isConsistent(shippingMinor - discountMinor)
  ) {
    return { ...draft, discountMinor: 0, shippingMinor: shippingMinor - discountMinor };
  }
  // without a discount it is an item that was taken out of the order and still stands in the file: not for us to guess
  if (discountMinor === 0) return draft;
  const missing = goods - subtotalMinor;
  return missing >= 0 && missing <= goods && isConsistent(shippingMinor) ? { ...draft, discountMinor: missing } : draft;
}

/** Tips are lines that nobody sends: a subtotal may be without them, and the total is with them. */
function withTips(draft: OrderDraft, totals: ChannelTotals): ChannelTotals {
  const { discountMinor, shippingMinor, lines, currency } = draft;
  const { subtotalMinor } = totals;
  const unsent = lines.filter(({ shippable }) => shippable === false);
  if (subtotalMinor === null || unsent.length === 0) return totals;
  const freights = [shippingMinor ?? 0, (shippingMinor ?? 0) - (discountMinor ?? 0)];
  const tipped = { ...totals, subtotalMinor: subtotalMinor + goodsMinor({ lines: unsent, currency }) };
  const isTipped = freights.some((freight) => addsUp(tipped, freight)) && !freights.some((freight) => addsUp(totals, freight));
  return isTipped ? tipped : totals;
}

/** Whether subtotal and freight make the total, with the tax inside or on top. */
function addsUp({ subtotalMinor, totalMinor, taxMinor }: ChannelTotals, freightMinor: number): boolean {
  if (subtotalMinor === null || totalMinor === null) return false;
  return [0, taxMinor ?? 0].includes(totalMinor - subtotalMinor - freightMinor);
}

/** What the lines sum to before the order's own discount. */
export function goodsMinor({ lines, currency }: Pick<OrderDraft, 'lines' | 'currency'>): number {
  return lines.reduce(
    (sum, line) => sum + lineAmountMinor(line.quantity, line.unitPriceMicros ?? 0, currency) - (line.discountMinor ?? 0),
    0,
  );
}

/**
 * Total = goods + freight: the tax is inside. Total = goods + freight + tax: it comes on top. Else whichever is nearer. Without
 * a total beside taxes that are named of each line: as the format has it.
 */
function pricesIncludeTax(draft: OrderDraft, { subtotalMinor, taxMinor, totalMinor, told }: ChannelTotals): boolean {
  const goods = subtotalMinor ?? goodsMinor(draft) - (draft.discountMinor ?? 0);
  const untaxed = goods + (draft.shippingMinor ?? 0);
  if (totalMinor === null && told) return draft.pricesIncludeTax;
  const total = totalMinor ?? untaxed + (taxMinor ?? 0);
  return Math.abs(total - untaxed) < Math.abs(total - untaxed - (taxMinor ?? 0));
}

interface Guess {
  readonly said: SaidTaxes;
  readonly rules?: { readonly rounding?: Rounding; readonly taxBasis?: TaxBasis };
  /** With other prices than the channel writes. */
  readonly draft?: OrderDraft;
}

/** By the rates that the taxes of the lines and of the freight come to; as the shop would, what nothing is named of. */
function* toldGuesses(draft: OrderDraft, isInside: boolean, totals: ChannelTotals, shop: ImportingShop): Generator<Guess> {
  const { told, totalMinor } = totals;
  for (const one of told ? [told, ...(totalMinor === null ? [] : [afterDiscounts(told)])] : []) {
    const said = taxesTold(draft, one, isInside, shop);
    yield { said };
    for (const taxBasis of ['line', 'document'] as const) yield { said, rules: { rounding: 'half-up', taxBasis } };
    if (!isInside) yield* roundedNets(draft, totals, [said]);
  }
}

function taxesTold(draft: OrderDraft, told: ToldTaxes, isInside: boolean, shop: ImportingShop): SaidTaxes {
  const asShop = asTheShopWould(draft, isInside, shop);
  const rates = toldRates(told, isInside, shop.rates);
  const at = (part: TaxedAmount | null | undefined) => (part ? shop.treatmentOf(rates.get(part) ?? 0) : undefined);
  return {
    pricesIncludeTax: isInside,
    shippingTax: at(told.freight) ?? asShop.shippingTax,
    ofLine: (index) => at(told.lines[index]) ?? asShop.ofLine(index),
  };
}

/** Ways the tax may have come about by rates that are known, the likeliest first: as it is named, and as the shop would. */
function* likelyGuesses(draft: OrderDraft, isInside: boolean, totals: ChannelTotals, shop: ImportingShop): Generator<Guess> {
  const named = namedRate(totals);
  const atRate = (ratePpm: number, isShippingTaxed: boolean) => taxesAt(ratePpm, isShippingTaxed, isInside, totals, shop);
  if (named !== undefined) for (const freight of freights(draft)) yield { said: atRate(named, freight) };
  yield { said: asTheShopWould(draft, isInside, shop) };
  for (const taxBasis of ['line', 'document'] as const)
    yield { said: asTheShopWould(draft, isInside, shop), rules: { rounding: 'half-up', taxBasis } };
  if (named !== undefined) {
    for (const taxBasis of ['line', 'document'] as const) {
      for (const freight of freights(draft)) yield { said: atRate(named, freight), rules: { rounding: 'half-up', taxBasis } };
    }
  }
  yield* mixedRates(draft, isInside, totals, shop);
  const ways = named === undefined ? [] : freights(draft).map((isShippingTaxed) => taxesAt(named, isShippingTaxed, true, totals, shop));
  if (!isInside) yield* roundedNets(draft, totals, [...ways, asTheShopWould(draft, true, shop)]);
}

/** By any rate that gives the tax. */
function* otherGuesses(draft: OrderDraft, isInside: boolean, totals: ChannelTotals, shop: ImportingShop): Generator<Guess> {
  for (const { rate, isShippingTaxed } of ratesThatFit(draft, isInside, totals))
    yield { said: taxesAt(rate, isShippingTaxed, isInside, totals, shop) };
  const at = ({ rate, isShippingTaxed }: Way) => taxesAt(rate, isShippingTaxed, true, totals, shop);
  if (!isInside) yield* roundedNets(draft, totals, [...ratesThatFit(draft, false, totals)].map(at));
}

/** The prices are those with tax, and what is written of them is without it and rounded. */
function* roundedNets(draft: OrderDraft, totals: ChannelTotals, ways: readonly SaidTaxes[]): Generator<Guess> {
  if (totals.totalMinor === null) return;
  for (const said of ways) {
    const grossed = grossedUp(draft, said, totals.totalMinor);
    if (grossed) yield { said, draft: grossed };
  }
}

/** All that is taxed at one rate. */
function taxesAt(ratePpm: number, isShippingTaxed: boolean, isInside: boolean, totals: ChannelTotals, shop: ImportingShop): SaidTaxes {
  const treatment = shop.treatmentOf(ratePpm);
  if (totals.taxable.every(Boolean) && isShippingTaxed) return atOneRate(isInside, treatment);
  const untaxed = shop.treatmentOf(0);
  const ofLine = (index: number) => (totals.taxable[index] ? treatment : untaxed);
  return { pricesIncludeTax: isInside, shippingTax: isShippingTaxed ? treatment : untaxed, ofLine };
}

/** By the tax categories of the products. */
function asTheShopWould(draft: OrderDraft, isInside: boolean, shop: ImportingShop): SaidTaxes {
  const treatment = (category: string) => shop.treatment(category) ?? UNTAXED;
  const productOf = (line: LineDraft | undefined) => line && shop.product(codeOf(line, shop));
  return {
    pricesIncludeTax: isInside,
    shippingTax: treatment(shop.shippingTaxCategory),
    ofLine: (index) => treatment(productOf(draft.lines[index])?.taxCategory ?? 'standard'),
  };
}

/** Freight is taxed like the goods more often than not; without freight there is nothing to ask. */
function freights(draft: OrderDraft): readonly boolean[] {
  return (draft.shippingMinor ?? 0) > 0 ? [true, false] : [true];
}

/** The rate that all the named taxes make together (state and city, CGST and SGST); undefined where one has none. */
function namedRate({ taxes }: ChannelTotals): number | undefined {
  const charged = taxes.filter(({ amountMinor }) => amountMinor > 0);
  if (charged.length === 0 || charged.some(({ ratePpm }) => ratePpm === null)) return undefined;
  const sum = charged.reduce((total, { ratePpm }) => total + (ratePpm ?? 0), 0);
  return sum <= PPM ? sum : undefined;
}

const LINES_TRIED = 10;

/** Two named rates may each be of some lines: every way to give them to the lines, for as long as these are few. */
function* mixedRates(draft: OrderDraft, isInside: boolean, { taxes, taxable }: ChannelTotals, shop: ImportingShop): Generator<Guess> {
  const rates = [...new Set(taxes.flatMap(({ ratePpm, amountMinor }) => (amountMinor > 0 && ratePpm !== null ? [ratePpm] : [])))];
  if (rates.length !== 2 || draft.lines.length > LINES_TRIED) return;
  const treatments = rates.map((rate) => shop.treatmentOf(rate)) as [TaxTreatment, TaxTreatment];
  for (let choice = 0; choice < 2 ** draft.lines.length; choice += 1) {
    const ofLine = (index: number) => (taxable[index] ? treatments[(choice >> index) % 2 === 0 ? 0 : 1] : shop.treatmentOf(0));
    for (const shippingTax of treatments) yield { said: { pricesIncludeTax: isInside, shippingTax, ofLine } };
  }
}

/** Steps in which rates come, from the roundest on, in parts per million. */
const RATE_STEPS = [10_000, 5_000, 2_500, 1_250, 1_000, 500, 250, 100, 50, 10, 1];

/** A rate, and whether it is of the freight too. */
interface Way {
  readonly rate: number;
  readonly isShippingTaxed: boolean;
}

/** Rates that give this tax, the roundest first: 20 % before 19.9987 %, 6.25 % on the goods before 5.525 % on all. */
function* ratesThatFit(draft: OrderDraft, isInside: boolean, totals: ChannelTotals): Generator<Way> {
  const tax = totals.taxMinor ?? 0;
  const goods = taxableMinor(draft, totals.taxable);
  const bases = freights(draft).map((isShippingTaxed) => {
    const base = goods + (isShippingTaxed ? (draft.shippingMinor ?? 0) : 0);
    return { isShippingTaxed, net: isInside ? base - tax : base, tried: new Set<number>() };
  });
  const likely = bases.filter(({ net }) => net > 0 && tax <= net);
  for (const step of RATE_STEPS) {
    for (const { isShippingTaxed, net, tried } of likely) {
      const rate = Math.round(((tax / net) * PPM) / step) * step;
      if (rate <= 0 || rate > PPM || tried.has(rate)) continue;
      tried.add(rate);
      if (Math.abs(Math.round((net * rate) / PPM) - tax) <= 1) yield { rate, isShippingTaxed };
    }
  }
}

/** The taxed lines after the order's discount. */
function taxableMinor(draft: OrderDraft, taxable: readonly boolean[]): number {
  const amounts = draft.lines.map((line) => goodsMinor({ ...draft, lines: [line] }));
  const shares = allocate(
    draft.discountMinor ?? 0,
    amounts.map((amount) => Math.max(0, amount)),
  );
  return amounts.reduce((sum, amount, index) => (taxable[index] ? sum + amount - (shares[index] as number) : sum), 0);
}
