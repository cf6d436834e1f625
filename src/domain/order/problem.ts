// Problems: what validation finds in an order. Errors block confirming; warnings are told.
import type { Details } from '../error.ts';
import type { Settings } from '../settings.ts';

export const severities = ['error', 'warning', 'off'] as const;
export type Severity = 'error' | 'warning';

/** Every problem there is, and how severe it is unless the shop's setting `severity.<code>` says otherwise. */
export const problemCodes = {
  'lines-missing': 'error',
  'sku-missing': 'error',
  'sku-unknown': 'error',
  'price-missing': 'error',
  'product-inactive': 'error',
  'variant-shared': 'warning',
  'total-differs': 'error',
  'tax-differs': 'warning',
  'price-differs': 'warning',
  'promotion-unknown': 'error',
  'promotion-early': 'error',
  'promotion-over': 'error',
  'promotion-minimum': 'error',
  'promotion-too-few': 'error',
  'promotion-limit': 'error',
  'promotion-elsewhere': 'error',
  'promotion-idle': 'warning',
  'payment-returned': 'error',
  'payment-over': 'warning',
  'payment-method': 'warning',
  'recipient-missing': 'error',
  'recipient-masked': 'error',
  'address-incomplete': 'error',
  'address-short': 'warning',
  'postcode-invalid': 'warning',
  'phone-invalid': 'warning',
  'place-not-served': 'warning',
  'tax-id-invalid': 'warning',
  'duplicate-likely': 'warning',
  'quantity-unusual': 'warning',
  'amount-unusual': 'warning',
  'customs-missing': 'warning',
  'card-data': 'warning',
  'stock-short': 'warning',
} as const satisfies Record<string, Severity>;
export type ProblemCode = keyof typeof problemCodes;

/** Without these nothing could be reserved, priced or sent: they are always errors, and nobody waives them. */
export const fixedCodes = ['lines-missing', 'sku-missing', 'sku-unknown', 'price-missing'] as const satisfies readonly ProblemCode[];
export type FixedCode = (typeof fixedCodes)[number];
export type AdjustableCode = Exclude<ProblemCode, FixedCode>;

/** Whether a rule's severity is as it is, whatever the shop says. */
export function isFixed(code: ProblemCode): code is FixedCode {
  return (fixedCodes as readonly string[]).includes(code);
}

export const adjustableCodes = (Object.keys(problemCodes) as ProblemCode[]).filter((code): code is AdjustableCode => !isFixed(code));

/** Errors that a person may take upon themselves. */
export const waivableCodes: ReadonlySet<ProblemCode> = new Set(adjustableCodes);

export interface Problem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  /** The line it concerns, by position; undefined for the order. */
  readonly position?: number;
  readonly field: string;
  readonly details: Details;
}

/** How severe a problem is in this shop. */
export function severityOf(code: ProblemCode, settings: Settings): (typeof severities)[number] {
  return isFixed(code) ? 'error' : (settings[`severity.${code}`] as (typeof severities)[number]);
}

/** The hold that says of an order without lines why it has none. */
export const NO_LINES_HOLD = 'channel-lacks-lines';
