// How many digits the postcodes of a country have, where they are nothing but digits: a shorter one has lost its zeros.
// Source: Universal Postal Union, postal addressing systems.

const digits: ReadonlyMap<string, number> = new Map([
  ...['KR', 'ES', 'DE', 'FR', 'IT', 'MX', 'US', 'FI', 'EE', 'LT', 'HR', 'TR', 'TH', 'MY', 'ID'].map((country) => [country, 5] as const),
  ...['CN', 'SG', 'CO', 'IN', 'VN', 'RO', 'KZ'].map((country) => [country, 6] as const),
  ...['AT', 'BE', 'CH', 'DK', 'AU', 'NZ', 'NO', 'LU', 'HU', 'BG', 'SI', 'CY', 'ZA', 'PH'].map((country) => [country, 4] as const),
  ['JP', 7],
  ['BR', 8],
]);

/** Undefined: they may have any length, or letters. */
export function postcodeDigits(country: string): number | undefined {
  return digits.get(country);
}
