// Codes of channels: which product of the shop each means, and how many of it.
import { OmsError } from './error.ts';

export interface Alias {
  readonly channel: string;
  /** As the channel writes it. */
  readonly code: string;
  readonly sku: string;
  /** Pieces of the product that one of the channel's is. */
  readonly quantity: number;
}

const CHANNEL = /^[^\p{Cc}:]{1,50}$/u;
const CODE_LENGTH_MAX = 1_000;

/** An alias with its texts trimmed. Refuses `channel-invalid`, `code-invalid`. */
export function checkAlias(alias: Alias): Alias {
  const channel = alias.channel.trim();
  const code = alias.code.trim();
  if (!CHANNEL.test(channel)) throw new OmsError('channel-invalid', { value: channel.slice(0, 50) });
  if (code === '' || code.length > CODE_LENGTH_MAX || /\p{Cc}/u.test(code))
    throw new OmsError('code-invalid', { value: code.slice(0, 100) });
  return { ...alias, channel, code };
}

/** How an alias is named: "coupang:8801234". */
export function aliasId({ channel, code }: Pick<Alias, 'channel' | 'code'>): string {
  return `${channel}:${code}`;
}
