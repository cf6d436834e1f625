// A refusal is data: a code from the closed list and the details its words need.
import { type ErrorCode, errorKinds } from './error-codes.ts';

export type { ErrorCode } from './error-codes.ts';

/** What a detail may hold; a money detail is shown in its currency. */
export type Detail = string | number | boolean | null | undefined | MoneyDetail | readonly string[];
export interface MoneyDetail {
  readonly amountMinor: number;
  readonly currency: string;
}
export type Details = Readonly<Record<string, Detail>>;

/** Which exit code a refusal ends with: 1 refused, 2 usage, 4 try again or mend the environment. */
export type ErrorKind = 'refused' | 'usage' | 'environment';

/** The one way to refuse. Words and hint stand in the language catalogs under `error.<code>` and `hint.<code>`. */
export class OmsError extends Error {
  override readonly name = 'OmsError';
  readonly code: ErrorCode;
  readonly details: Details;
  constructor(code: ErrorCode, details: Details = {}) {
    super(`${code} ${JSON.stringify(details)}`);
    this.code = code;
    this.details = details;
  }
  get kind(): ErrorKind {
    return errorKinds[this.code];
  }
}

/** Recognises a refusal also when it comes from another bundle, where the class is another copy. */
export function isOmsError(value: unknown): value is OmsError {
  return value instanceof Error && value.name === 'OmsError' && 'code' in value;
}
