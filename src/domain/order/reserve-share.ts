// Who gets how many: each in turn, or of what is short a fair share to all of the same priority. Pure.
import { allocate } from '../money.ts';
import { type Claim, isDue, type Shortage, type Want } from './claim.ts';

export type ShareRule = 'turn' | 'fair-share';

/** Units given to each want of a claim, and the products that were short. */
export interface Share {
  readonly given: readonly number[];
  readonly shortages: readonly Shortage[];
}

interface OpenShare {
  readonly given: number[];
  shortages: Shortage[];
}

type Amounts = Map<number, number>;

/**
 * What every claim gets, claims in the order in which they are served. Fair: among claims of the same priority a product
 * that is short is shared in proportion to what they want, by largest remainder; what only goes whole takes its turn
 * before them, and what kits leave over is given in turn after them.
 */
export function shareOut(
  claims: readonly Claim[],
  available: ReadonlyMap<number, number>,
  rules: { share: ShareRule; on: string },
): Share[] {
  const left: Amounts = new Map(available);
  const shares = claims.map(({ wants }): OpenShare => ({ given: wants.map(() => 0), shortages: [] }));
  for (const group of rules.share === 'turn' ? [[...claims.keys()]] : samePriority(claims)) {
    const limits = rules.share === 'turn' ? new Map<number, Amounts>() : fairLimits(group, claims, shares, left, rules.on);
    for (const index of group) serve(claims[index] as Claim, shares[index] as OpenShare, left, limits.get(index), rules.on);
    if (limits.size > 0)
      for (const index of limits.keys()) serve(claims[index] as Claim, shares[index] as OpenShare, left, undefined, rules.on);
  }
  return shares;
}

/** Neighbours of the same priority, by their places among the claims. */
function samePriority(claims: readonly Claim[]): number[][] {
  const groups: number[][] = [];
  for (const [index, { priority }] of claims.entries()) {
    const last = groups.at(-1);
    if (last && claims[last[0] as number]?.priority === priority) last.push(index);
    else groups.push([index]);
  }
  return groups;
}

/** What each of these may take at most of products that are short; what goes whole is served first, and has no limit. */
function fairLimits(group: readonly number[], claims: readonly Claim[], shares: readonly OpenShare[], left: Amounts, on: string) {
  const sharing: number[] = [];
  for (const index of group) {
    const claim = claims[index] as Claim;
    if (claim.allowPartial) sharing.push(index);
    else serve(claim, shares[index] as OpenShare, left, undefined, on);
  }
  const limits = new Map(sharing.map((index): [number, Amounts] => [index, new Map()]));
  const demands = sharing.map((index) => demandOf(dueWants(claims[index] as Claim, on)));
  for (const productId of new Set(demands.flatMap((demand) => [...demand.keys()]))) {
    const wanted = demands.map((demand) => demand.get(productId) ?? 0);
    const there = left.get(productId) ?? 0;
    if (wanted.reduce((sum, one) => sum + one, 0) <= there) continue;
    for (const [at, part] of allocate(there, wanted).entries()) limits.get(sharing[at] as number)?.set(productId, part);
  }
  return limits;
}

/** Gives a claim what it may have, on top of what it has; one that only goes whole gets all or nothing. */
function serve(claim: Claim, share: OpenShare, left: Amounts, limit: Amounts | undefined, on: string): void {
  const { given } = share;
  let isWhole = true;
  let at = 0;
  for (const want of claim.wants) {
    const missing = want.quantity - (given[at] as number);
    const most = isDue(want, on) ? Math.min(mostOf(want, left, 0), limit ? mostOf(want, limit, Infinity) : Infinity) : 0;
    const units = Math.min(missing, most);
    if (units < missing) isWhole = false;
    if (units > 0) {
      given[at] = (given[at] as number) + units;
      take(want, units, left);
      if (limit) take(want, units, limit);
    }
    at += 1;
  }
  share.shortages = isWhole ? [] : shortagesOf(claim, given, left, on);
  if (isWhole || claim.allowPartial) return;
  for (const [at, want] of claim.wants.entries()) {
    take(want, -(given[at] ?? 0), left);
    given[at] = 0;
  }
}

/** How many of the line can be made of what there is; of what is not listed there is `unlisted`. */
function mostOf({ parts }: Want, amounts: ReadonlyMap<number, number>, unlisted: number): number {
  if (parts.length === 0) return 0;
  let most = Infinity;
  for (const { productId, quantity } of parts) most = Math.min(most, Math.floor((amounts.get(productId) ?? unlisted) / quantity));
  return most;
}

function take({ parts }: Want, units: number, amounts: Amounts): void {
  for (const { productId, quantity } of parts) {
    const there = amounts.get(productId);
    if (there !== undefined) amounts.set(productId, there - units * quantity);
  }
}

function dueWants({ wants }: Claim, on: string): Want[] {
  return wants.filter((want) => isDue(want, on));
}

/** What wants need of each product. */
function demandOf(wants: readonly Want[]): Amounts {
  const demand: Amounts = new Map();
  for (const { parts, quantity } of wants)
    for (const part of parts) demand.set(part.productId, (demand.get(part.productId) ?? 0) + part.quantity * quantity);
  return demand;
}

/** Products that the claim wanted more of than there was in its turn: what it got, and what is left. */
function shortagesOf(claim: Claim, given: readonly number[], left: Amounts, on: string): Shortage[] {
  const due = dueWants(claim, on);
  const isMissing = claim.wants.some((want, at) => isDue(want, on) && (given[at] ?? 0) < want.quantity);
  if (!isMissing) return [];
  const had = demandOf(claim.wants.map((want, at) => ({ ...want, quantity: given[at] ?? 0 })));
  return [...demandOf(due)]
    .map(([productId, wanted]) => ({ productId, wanted, available: (left.get(productId) ?? 0) + (had.get(productId) ?? 0) }))
    .filter(({ wanted, available }) => available < wanted);
}
