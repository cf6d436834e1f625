// Why an order is held by what its file leaves out or hides, whatever the channel's words are.
import type { ChannelHold } from '../domain/import/order.ts';
import type { Party } from '../domain/order/order.ts';
import type { OrderProfile } from './profile.ts';

/** Whether a text hides something of a person; undefined where the format hides nothing. */
export function isMasking(masks: readonly string[]): ((text: string) => boolean) | undefined {
  if (masks.length === 0) return undefined;
  return (text) => masks.some((mask) => text.includes(mask));
}

export function contentHoldsOf(
  { lacks }: OrderProfile,
  recipients: readonly Party[],
  masks: ((text: string) => boolean) | undefined,
): ChannelHold[] {
  const holds: ChannelHold[] = lacks.map((word) => ({ code: `channel-lacks-${word}`, reason: '' }));
  const hidden = masks ? hiddenFields(recipients, masks) : [];
  if (hidden.length > 0) holds.push({ code: 'recipient-masked', reason: hidden.join(', ') });
  return holds;
}

function hiddenFields(recipients: readonly Party[], masks: (text: string) => boolean): string[] {
  const isHidden = (field: 'name' | 'phone' | 'address1' | 'address2') => recipients.some((party) => masks(party[field] ?? ''));
  return (['name', 'phone', 'address1', 'address2'] as const).filter(isHidden);
}
