// Who stands on labels: the shop with its address, and people with what is hidden of them.
import type { Sender } from '../../domain/label.ts';
import { maskedName, maskedPhone } from '../../domain/label-mask.ts';
import type { Party } from '../../domain/order/order.ts';
import type { Settings } from '../../domain/settings.ts';

/** The shop as it sends. */
export function senderOf(settings: Settings): Sender {
  return {
    name: settings.name || settings['legal-name'],
    lines: linesOf(settings.address),
    phone: settings.phone,
    country: settings.country,
  };
}

/** Where parcels go back to; null: to the sender's own address. */
export function returnLines(settings: Settings): readonly string[] | null {
  const lines = linesOf(settings['return-address']);
  return lines.length > 0 ? lines : null;
}

/** A party whose name and phone do not tell who it is; where it is stays. */
export function maskedParty(party: Party): Party {
  return { ...party, name: maskedName(party.name), phone: party.phone ? maskedPhone(party.phone) : party.phone };
}

function linesOf(address: string): string[] {
  return address
    .split(' / ')
    .map((line) => line.trim())
    .filter(Boolean);
}
