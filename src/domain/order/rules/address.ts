// Who receives the goods and where: somebody is named, the address is whole, and the shop's carriers go there.
import { holdsPostcode, isPostcode, postcodeExample, requiredFields } from '../../postal.ts';
import { carriageName, parseCarriage, unservedReason } from '../../unserved.ts';
import type { Party } from '../order.ts';
import { isSentAway, type OrderRule, type Tell, type Validated } from './rule.ts';

/** Of everybody that something is sent to: the order's own, then those of lines that go elsewhere. */
export const addressRule: OrderRule = (checked, tell) => {
  if (!isSentAway(checked)) return;
  tellAddress(checked.shipTo, checked, tell);
  for (const { shipTo, position } of checked.lines) {
    if (shipTo) tellAddress(shipTo, checked, (code, field, details) => tell(code, field, details, position));
  }
};

function tellAddress(party: Party | undefined, checked: Validated, tell: Tell): void {
  if (!party || (!isGiven(party.name) && !isGiven(party.company))) tell('recipient-missing', 'name', {});
  else tellRecipient(party, checked, tell);
  if (!party) return;
  tellCountry(party, tell);
  const unserved = notServed(party, checked);
  if (unserved)
    tell('place-not-served', unserved.reason === 'box' ? 'address1' : unserved.reason, { ...unserved, country: party.country ?? '' });
}

/** A hold that says the same of an order whose channel is known to hide people. */
const MASKED_HOLD = 'recipient-masked';

/** The name is one, and there is something to write on the label. */
function tellRecipient({ name, address1, country }: Party, { holds }: Validated, tell: Tell): void {
  if (isMasked(name) && !holds?.has(MASKED_HOLD)) tell('recipient-masked', 'name', {});
  if (isGiven(address1) && isGiven(country)) return;
  const missing = [...(isGiven(address1) ? [] : ['address1']), ...(isGiven(country) ? [] : ['country'])];
  tell('address-incomplete', missing.join(','), { missing });
}

/** "김*수", "홍**", "***": a star in the place of a letter. One behind a name, as in "Ann*", hides nothing. */
function isMasked(name: string): boolean {
  return HIDES.test(name) && /[*＊○]{2}|\p{L}[*＊○]\p{L}|^[*＊○]|^\p{L}[*＊○]$/u.test(name);
}

const HIDES = /[*＊○]/;

/** The country's own: what its carriers need besides a street, and how its postcodes look. */
function tellCountry(party: Party, tell: Tell): void {
  const code = party.country ?? '';
  const required = requiredFields(code);
  if (isGiven(party.address1) && required.some((field) => !isGiven(party[field]))) {
    const missing = required.filter((field) => !isGiven(party[field]));
    // an address in one piece has its town beside its postcode
    const isWhole = missing.includes('postcode') && isInOnePiece(party, code);
    if (!isWhole) tell('address-short', missing.join(','), { missing, country: code });
  }
  if (isGiven(party.postcode) && !isPostcode(party.postcode, code))
    tell('postcode-invalid', 'postcode', { country: code, example: postcodeExample(code) ?? '' });
}

function isInOnePiece({ address1, address2, city }: Party, code: string): boolean {
  return holdsPostcode(`${address1 ?? ''} ${address2 ?? ''} ${city ?? ''}`, code);
}

/** The shop sends there, and its carriers, or the one that the order or parcels usually go with, bring it to the door. */
function notServed(party: Party, checked: Validated): { reason: string; carrier?: string } | undefined {
  const { shipsTo, unserved } = checked.rules;
  const code = party.country ?? '';
  if (shipsTo.size > 0 && code !== '' && !shipsTo.has(code)) return { reason: 'country' };
  if (unserved.length === 0) return undefined;
  const { carriage } = checked;
  const place = unservedReason(party, unserved, carriage ? parseCarriage(carriageName(carriage)) : checked.rules.comparedCarriage);
  return place && { reason: place.reason, ...(place.carrier !== '' && { carrier: carriageName(carriage ?? checked.rules.carriage) }) };
}

/** Most texts begin with a letter or digit of ASCII, and need no more than a look. */
function isGiven(text: string | null | undefined): text is string {
  if (!text) return false;
  const first = text.charCodeAt(0);
  return (first > 0x20 && first < 0x7f) || text.trim() !== '';
}
