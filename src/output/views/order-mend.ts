// What mends a problem of an order: mostly a command to paste.
import type { OrderView, ProblemView } from '../../domain/order/show.ts';
import { pasteable } from '../shell.ts';
import type { Words } from '../words.ts';

type Found = Pick<ProblemView, 'code' | 'line' | 'details'>;

/** What to do about a problem that nobody took upon themselves. */
export function mendText(found: Found, { id, channel, customer }: Pick<OrderView, 'id' | 'channel' | 'customer'>, words: Words): string {
  const { details, line } = found;
  const said = pasteable({ ...details, id, channel, customer: customer ?? 'CUSTOMER', line });
  return words.say(mendKey(found), { ...said, flags: addressFlags(details, words) });
}

const ofAddress = /^(address|recipient|postcode|place)-/;

/** An address of a line's own is mended on the line, with a region only by way of the customer's. */
function mendKey({ code, line, details }: Found): string {
  if (line !== null && ofAddress.test(code)) return lacking(details).includes('region') ? 'mend.line-region' : 'mend.line-address';
  if (code === 'sku-unknown' && details.variant !== undefined) return 'mend.sku-unknown-variant';
  return code === 'stock-short' && details.kind !== undefined ? `mend.${code}-${details.kind}` : `mend.${code}`;
}

/** "--postcode POSTCODE --region REGION": what an address lacks, as flags. */
function addressFlags(details: Found['details'], words: Words): string {
  const keys = lacking(details).map((field) => `address-flag.${field}`);
  return keys.flatMap((key) => (words.has(key) ? words.say(key) : [])).join(' ');
}

function lacking({ missing }: Found['details']): readonly unknown[] {
  return Array.isArray(missing) ? missing : [];
}
