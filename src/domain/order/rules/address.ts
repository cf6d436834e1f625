// Who receives the goods and where: somebody is named, the address is whole, and the shop's carriers go there.
import { holdsPostcode, isPostcode, postcodeExample, requiredFields } from '../../postal.ts';
import type { Party } from '../order.ts';
import { isSentAway, type OrderRule, type ShopRules, type Tell, type Validated } from './rule.ts';

/** A hold that says the same of an order whose channel is known to hide people. */
const MASKED_HOLD = 'recipient-masked';

/** Somebody is named to receive it, and there is something to write on the label. */
const recipient: OrderRule = (checked, tell) => {
  if (isSentAway(checked)) for (const party of recipients(checked)) tellRecipient(party, checked, tell);
};

function tellRecipient(party: Party | undefined, { holds }: Validated, tell: Tell): void {
  if (!isGiven(party?.name) && !isGiven(party?.company)) {
    tell('recipient-missing', 'name', {});
    return;
  }
  if (isMasked(party?.name ?? '') && !holds?.has(MASKED_HOLD)) tell('recipient-masked', 'name', {});
  const missing = (['address1', 'country'] as const).filter((field) => !isGiven(party?.[field]));
  if (missing.length > 0) tell('address-incomplete', missing.join(','), { missing: [...missing] });
}

/** "김*수", "홍**", "***": a star in the place of a letter. One behind a name, as in "Ann*", hides nothing. */
export function isMasked(name: string): boolean {
  return name.includes('*') || name.includes('＊') || name.includes('○')
    ? /[*＊○]{2}|\p{L}[*＊○]\p{L}|^[*＊○]|^\p{L}[*＊○]$/u.test(name)
    : false;
}

/** The country's own: what its carriers need besides a street, and how its postcodes look. */
const country: OrderRule = (checked, tell) => {
  if (isSentAway(checked)) for (const party of recipients(checked)) if (party) tellCountry(party, tell);
};

function tellCountry(party: Party, tell: Tell): void {
  const code = party.country ?? '';
  const lacking = requiredFields(code).filter((field) => !isGiven(party[field]));
  // an address in one piece has its town beside its postcode
  if (isGiven(party.address1) && lacking.length > 0 && !(lacking.includes('postcode') && isInOnePiece(party, code)))
    tell('address-short', lacking.join(','), { missing: [...lacking], country: code });
  if (isGiven(party.postcode) && !isPostcode(party.postcode, code))
    tell('postcode-invalid', 'postcode', { country: code, example: postcodeExample(code) ?? '' });
}

function isInOnePiece({ address1, address2, city }: Party, code: string): boolean {
  return holdsPostcode(`${address1 ?? ''} ${address2 ?? ''} ${city ?? ''}`, code);
}

/** Post office boxes, in the words of those who have them. */
const BOX =
  /\b(p\.? ?o\.? ?box|post office box|postfach|apartado (de correos|postal)|apdo\.?|casella postale|caixa postal|bo[iî]te postale|postbus)(?![a-z])|私書箱|사서함|信箱/i;

/** The shop sends there, and its carriers bring it to the door. */
const place: OrderRule = (checked, tell) => {
  if (!isSentAway(checked)) return;
  for (const party of recipients(checked)) {
    const reason = party && notServed(party, checked.rules);
    if (reason) tell('place-not-served', reason === 'box' ? 'address1' : reason, { reason, country: party.country ?? '' });
  }
};

function notServed(party: Party, { shipsTo, notServed: places, servesBoxes }: ShopRules): 'country' | 'postcode' | 'box' | undefined {
  const code = party.country ?? '';
  if (shipsTo.size > 0 && code !== '' && !shipsTo.has(code)) return 'country';
  const postcode = party.postcode?.trim().toUpperCase() ?? '';
  if (places.some(([of, prefix]) => of === code && postcode.startsWith(prefix))) return 'postcode';
  return !servesBoxes && (BOX.test(party.address1 ?? '') || BOX.test(party.address2 ?? '')) ? 'box' : undefined;
}

function recipients({ shipTo, alsoTo = [] }: Validated): readonly (Party | undefined)[] {
  return alsoTo.length === 0 ? [shipTo] : [shipTo, ...alsoTo];
}

function isGiven(text: string | null | undefined): text is string {
  return text !== null && text !== undefined && text.trim() !== '';
}

export const addressRules = [recipient, country, place] as const;
