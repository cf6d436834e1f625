// Who sends and who is addressed: names with their honorifics, addresses as their countries write them.
import { addressParts } from '../../domain/address.ts';
import type { PrintableParty } from '../../domain/document/printable.ts';
import type { Seller } from '../../domain/invoice/document.ts';
import type { Party } from '../../domain/order/order.ts';
import type { DocumentWords } from '../document-words.ts';
import type { Content, PartyContent } from './content.ts';

export function sellerLines(seller: Seller, words: DocumentWords): Content['seller'] {
  const { name, address, phone, email, country, taxId, details = [] } = seller;
  const lines = [
    ...address,
    phone && words.labelled('phone', phone),
    email,
    taxId && joined(words, words.of('tax-id', country), taxId),
    ...details.map(({ label, value }) => words.labelled(label, value)),
  ];
  return { name, lines: lines.filter(Boolean), oneLine: [name, ...address].join(' · ') };
}

export function partyContent({ label, party }: PrintableParty, seller: Seller, words: DocumentWords): PartyContent {
  // who sends abroad says from where
  const fromCountry = label === 'sender' ? '' : seller.country;
  const lines = addressParts(party, { language: words.languageAbroad, fromCountry })
    .filter(({ part }) => part === 'place' || part === 'country')
    .map(({ text }) => text);
  const country = (party.country ?? seller.country).toUpperCase();
  const taxId = party.taxId ? joined(words, words.of('tax-id', country), party.taxId) : '';
  const email = label === 'ship-to' ? '' : (party.email ?? '');
  return {
    label: words.of(`label.${label}`),
    names: addressees(party, words, !WITHOUT_HONORIFIC.has(label)),
    lines: [...lines, taxId, email].filter(Boolean),
  };
}

function joined(words: DocumentWords, label: string, value: string): string {
  return `${label}${words.say('separator')}${value}`;
}

/** Nobody honours themselves, and the customs honour nobody. */
const WITHOUT_HONORIFIC: ReadonlySet<string> = new Set(['sender', 'addressee', 'return-to']);

/** Firm, then person; the honorific after the one who is addressed. */
function addressees({ name, company }: Party, words: DocumentWords, isHonoured: boolean): string[] {
  const firm = company?.trim() ?? '';
  const person = name.trim();
  if (person && person !== firm) return [...(firm ? [firm] : []), `${person}${isHonoured ? words.say('honorific.person') : ''}`];
  return firm ? [`${firm}${isHonoured ? words.say('honorific.firm') : ''}`] : ['—'];
}
