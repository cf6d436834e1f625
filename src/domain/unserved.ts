// Where carriers do not go: post office boxes, countries, regions and postcodes, for all of a shop's carriers or for one of
// them, or one service of it. "po-box, ES:35, seur@ES:07, seur/24h@po-box, yamato@JP/沖縄県".
import { isCountry } from './country.ts';
import type { Party } from './order/order.ts';

/** With whom goods go, and how; what is not known is empty. */
export interface Carriage {
  readonly carrier: string;
  readonly service: string;
}

export type UnservedReason = 'box' | 'country' | 'region' | 'postcode';

export interface UnservedPlace {
  /** Folded; empty: all. */
  readonly carrier: string;
  readonly service: string;
  readonly reason: UnservedReason;
  readonly country: string;
  /** A region's name, or how postcodes begin; folded. */
  readonly text: string;
}

const BOXES = 'po-box';

/** Undefined for what is none. */
export function parseUnserved(word: string): UnservedPlace | undefined {
  const at = word.lastIndexOf('@');
  const by = at < 0 ? { carrier: '', service: '' } : parseCarriage(word.slice(0, at));
  if (at >= 0 && by.carrier === '') return undefined;
  const place = word.slice(at + 1).trim();
  if (place.toLowerCase() === BOXES) return { ...by, reason: 'box', country: '', text: '' };
  const [, country = '', mark, text = ''] =
    /^([A-Z]{2})(?:([:/])\s*([\p{L}\p{N}][\p{L}\p{N} .'-]{0,40}))?$/u.exec(place.normalize('NFKC')) ?? [];
  if (!isCountry(country) || (mark === undefined && at < 0)) return undefined;
  const reason = mark === undefined ? 'country' : mark === ':' ? 'postcode' : 'region';
  return { ...by, reason, country, text: folded(text) };
}

/** "seur", or "seur/24h": a carrier, and how; as they are compared. */
export function parseCarriage(text: string): Carriage {
  const { carrier, service } = splitCarriage(text);
  return { carrier: folded(carrier), service: folded(service) };
}

function splitCarriage(text: string): Carriage {
  const [carrier = '', ...service] = text.split('/');
  return { carrier: carrier.trim(), service: service.join('/').trim() };
}

/** With whom something goes: as it is to go, else as the shop's parcels usually do ("seur/24h"). */
export function carriageOf({ carrier, service }: { readonly [Part in keyof Carriage]: string | null }, usual: string): Carriage {
  if (carrier) return { carrier, service: service ?? '' };
  const shop = splitCarriage(usual);
  return { carrier: shop.carrier, service: service ?? shop.service };
}

/** However it is written in capitals and spaces. */
export function isSameCarrier(one: string, other: string): boolean {
  return folded(one) === folded(other);
}

/** "seur", or "seur/24h". */
export function carriageName({ carrier, service }: Carriage): string {
  return [carrier, service].filter(Boolean).join('/');
}

/** Why none of these goes there; undefined where they do. Of a carrier that is not named only what no carrier serves counts. */
export function unservedReason(party: Party, places: readonly UnservedPlace[], by: Carriage): UnservedPlace | undefined {
  return places.find((place) => isOf(place, by) && holds(place, party));
}

function isOf({ carrier, service }: UnservedPlace, by: Carriage): boolean {
  return carrier === '' || (carrier === by.carrier && (service === '' || service === by.service));
}

function holds({ reason, country, text }: UnservedPlace, party: Party): boolean {
  if (reason === 'box') return isBox(party.address1) || isBox(party.address2);
  if (party.country !== country) return false;
  if (reason === 'country') return true;
  return reason === 'region' ? folded(party.region) === text : folded(party.postcode).startsWith(text);
}

/** As it is compared: without spaces and in small letters. */
function folded(text: string | null | undefined): string {
  return (text ?? '').normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}

/** Post office boxes, in the words of those who have them. */
const BOX =
  /\b(p\.? ?o\.? ?box|post office box|postfach|apartado (de correos|postal)|apdo\.?|casella postale|caixa postal|bo[iî]te postale|postbus)(?![a-z])|私書箱|사서함|信箱/i;
/** What each of them has in it: an address without is told from the others at a glance. */
const BOX_HINT = /box|fach|post|apartado|apdo|[書사信]/i;

function isBox(line: string | null | undefined): boolean {
  return Boolean(line) && BOX_HINT.test(line as string) && BOX.test(line as string);
}
