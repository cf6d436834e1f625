// Phone numbers that a spreadsheet has cut the zero off: of mobile phones, which show it by how they begin and how long they are.
// Source: ITU-T E.164 national numbering plans, with the trunk prefix 0 that is written within the country.

/** By country: what is left of a mobile number without its zero, and how many digits it has with it. */
const mobiles: ReadonlyMap<string, { readonly cut: RegExp; readonly digits: readonly number[] }> = new Map([
  ['KR', { cut: /^1[016-9]/, digits: [10, 11] }],
  ['JP', { cut: /^[789]0/, digits: [11] }],
  ['TW', { cut: /^9/, digits: [10] }],
  ['GB', { cut: /^7/, digits: [11] }],
  ['FR', { cut: /^[67]/, digits: [10] }],
  ['NL', { cut: /^6/, digits: [10] }],
  ['BE', { cut: /^4/, digits: [10] }],
  ['AU', { cut: /^4/, digits: [10] }],
]);

/** How many digits the number had before its zero was cut off; undefined: nothing speaks for that. */
export function digitsWithZero(phone: string, country: string): number | undefined {
  if (phone.startsWith('0') || phone.startsWith('+')) return undefined;
  const plan = mobiles.get(country);
  if (!plan?.cut.test(phone) || !/^[\d\s-]+$/.test(phone)) return undefined;
  const length = phone.replace(/\D/g, '').length + 1;
  return plan.digits.includes(length) ? length : undefined;
}
