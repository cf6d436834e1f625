// Why an order is held by what its file leaves out or hides, whatever the channel's words are.
import type { ChannelHold } from '../domain/import/order.ts';
import type { Party } from '../domain/order/order.ts';
import type { OrderProfile } from './profile.ts';

/** Whether a text hides something of a person; undefined where the format hides nothing. */
export function isMasking(masks: readonly string[]): ((text: string) => boolean) | undefined {
  if (masks.length === 0) return undefined;
  return (text) => masks.some((mask) => text.includes(mask));
}

/** `shipments`: the numbers of the parcels that the channel makes of the order. */
export function contentHoldsOf(
  { lacks }: OrderProfile,
  shipTo: Party,
  masks: ((text: string) => boolean) | undefined,
  shipments: readonly string[],
): ChannelHold[] {
  const holds: ChannelHold[] = lacks.map((word) => ({ code: `channel-lacks-${word}`, reason: '' }));
  const hidden = masks ? hiddenFields(shipTo, masks) : [];
  if (hidden.length > 0) holds.push({ code: 'recipient-masked', reason: hidden.join(', ') });
  if (shipments.length > 1) holds.push({ code: 'several-recipients', reason: shipments.join(', ') });
  return holds;
}

function hiddenFields(party: Party, masks: (text: string) => boolean): string[] {
  return (['name', 'phone', 'address1', 'address2'] as const).filter((field) => masks(party[field] ?? ''));
}
