// Waivers: an error that a person takes upon themselves, for the values it was found in. Other values are another error.
import { addressFields, type Party } from './order.ts';
import type { Problem, ProblemCode } from './problem.ts';
import type { CheckedLine, Validated } from './rules/rule.ts';

export interface Waiver {
  readonly code: string;
  readonly reason: string;
  readonly actor: string;
  readonly at: string;
  /** Fingerprints of what the errors of that code were found in. */
  readonly seen: readonly string[];
}

/** What a problem was found in. */
interface Seen {
  readonly found: Pick<Problem, 'details'>;
  readonly checked: Pick<Validated, 'order' | 'shipTo' | 'billTo'>;
  readonly line: CheckedLine | undefined;
  /** Who receives the line, or else the order. */
  readonly party: Party | undefined;
}

const nothing = () => [];
const details = ({ found }: Seen) => Object.values(found.details);
const code = ({ found }: Seen) => [found.details.code];
const recipient = ({ party }: Seen) => [party?.name, party?.company];
const place = ({ party }: Seen) => addressFields.map((field) => party?.[field]);
const wanted = ({ line }: Seen) => [line?.sku, line && line.quantity - line.cancelledQuantity];

/** The values that each error is about; what else may change leaves it the same error. */
const valuesOf: Readonly<Record<ProblemCode, (seen: Seen) => readonly unknown[]>> = {
  'lines-missing': nothing,
  'sku-missing': nothing,
  'sku-unknown': nothing,
  'price-missing': nothing,
  'product-inactive': wanted,
  'variant-shared': wanted,
  'total-differs': details,
  'tax-differs': ({ line }) => [line?.sku, line?.ratePpm],
  'price-differs': ({ line, found }) => [line?.sku, line?.unitPriceMicros, found.details.usual],
  'promotion-unknown': code,
  'promotion-early': code,
  'promotion-over': code,
  'promotion-minimum': code,
  'promotion-too-few': code,
  'promotion-limit': code,
  'promotion-elsewhere': code,
  'promotion-idle': code,
  'payment-returned': details,
  'payment-over': details,
  'payment-method': ({ checked }) => [checked.order.paymentMethod],
  'recipient-missing': recipient,
  'recipient-masked': recipient,
  'address-incomplete': place,
  'address-short': place,
  'postcode-invalid': place,
  'phone-invalid': ({ checked: { shipTo, billTo } }) => [shipTo?.phone ?? billTo?.phone, shipTo?.country],
  'place-not-served': (seen) => [...place(seen), seen.found.details.carrier],
  'tax-id-invalid': ({ checked: { shipTo, billTo } }) => [billTo?.taxId ? billTo.taxId : shipTo?.taxId],
  'duplicate-likely': details,
  'quantity-unusual': wanted,
  'amount-unusual': ({ checked: { order } }) => [order.totalMinor, order.currency],
  'customs-missing': ({ line, found }) => [line?.sku, found.details.missing, found.details.country],
  'card-data': ({ checked: { order, shipTo } }) => [order.note, shipTo?.name, shipTo?.address1, shipTo?.address2],
  'stock-short': wanted,
};

/** What is found in a number or an amount is found in no more of it in a part of the order. */
export const partCodes: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'product-inactive',
  'payment-over',
  'quantity-unusual',
  'amount-unusual',
  'stock-short',
]);

/** What a problem of an order was found in, as text. */
export function seenIn(found: Problem, checked: Validated): string {
  const line = checked.lines.find(({ position }) => position === found.position);
  const party = line?.shipTo ?? checked.shipTo;
  return JSON.stringify([found.code, ...valuesOf[found.code]({ found, checked, line, party })]);
}

/**
 * Errors that were waived for what they are still found in are told as warnings, with who took them upon themselves and why;
 * those that were waived for something else are errors, with who did it then. `fingerprint` is of what one is found in.
 */
export function withWaivers(problems: readonly Problem[], waivers: readonly Waiver[], fingerprint: (found: Problem) => string): Problem[] {
  return problems.map((found) => {
    const own = waivers.filter((waiver) => waiver.code === found.code);
    const last = own.at(-1);
    if (!last) return found;
    const seen = fingerprint(found);
    const waiver = own.findLast((one) => one.seen.includes(seen));
    if (waiver) return { ...found, severity: 'warning', details: { ...found.details, waived: waiver.reason, waivedBy: waiver.actor } };
    return { ...found, details: { ...found.details, waivedBefore: last.reason, waivedBeforeBy: last.actor } };
  });
}
