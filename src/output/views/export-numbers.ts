// Amounts that can be read in one way only, also where "1.234" may be a thousand.

/** "1.234" → "1.2340", but where the currency itself has three decimals. */
export function readable(amount: string, exponent: number): string {
  return exponent !== 3 && /\.\d{3}$/.test(amount) ? `${amount}0` : amount;
}
