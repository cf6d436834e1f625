// What the tax law of a country wants of a document: marks, sentences, surcharges, and how much a simplified one may be.
// Sources: EU directive 2006/112 art. 226 and 226b, RD 1619/2012 (ES), § 33 UStDV (DE), Japan's qualified invoice rules,
// UK VAT regulations 1995 reg. 16A.
import { proportion } from '../money.ts';
import type { Settings } from '../settings.ts';
import type { TaxSummary, TaxTreatment } from '../tax.ts';
import type { InvoiceDocument, Seller } from './document.ts';

/** Japan's law wants items at the reduced rate marked. */
export function isMarked(country: string, { ratePpm }: TaxTreatment): boolean {
  return country === 'JP' && ratePpm > 0 && ratePpm < 100_000;
}

/** Only who is registered in Japan may call a document qualified (適格): 消費税法 art. 57-5. */
export function isUnregistered({ country, taxId }: Seller): boolean {
  return country === 'JP' && !/^T\d{13}$/i.test(taxId.normalize('NFKC').replace(/[\s-]/g, ''));
}

/** Spain's surcharge for retailers who keep no books of VAT, by the VAT it comes with, in parts per million. */
const equivalence: Readonly<Record<number, readonly [vat: number, surcharge: number]>> = {
  262000: [210_000, 52_000],
  227500: [210_000, 17_500],
  114000: [100_000, 14_000],
  45000: [40_000, 5_000],
};

/** A rate that holds VAT and surcharge, told apart; the surcharge is rounded, VAT is the rest, so that both sum to the tax. */
export function splitSurcharge(country: string, tax: TaxSummary): TaxSummary & { readonly surchargeMinor?: number } {
  const known = country === 'ES' && tax.category === 'S' ? equivalence[tax.ratePpm] : undefined;
  if (!known) return tax;
  return { ...tax, surchargeMinor: proportion(tax.taxMinor, known[1], tax.ratePpm) };
}

/** VAT and surcharge of a combined rate; undefined where it is one rate. */
export function surchargeOf(country: string, { category, ratePpm }: TaxTreatment): readonly [vat: number, surcharge: number] | undefined {
  return country === 'ES' && category === 'S' ? equivalence[ratePpm] : undefined;
}

/** Taxes of Spanish islands and cities, which have names of their own: UNCL5305 L and M. */
const islandTaxes: Readonly<Record<string, string>> = { L: 'IGIC', M: 'IPSI' };

/** The name of its own that the tax of all these has; undefined: it is the country's. */
export function ownTaxName(taxes: readonly TaxTreatment[]): string | undefined {
  const names = new Set(taxes.filter(({ ratePpm }) => ratePpm > 0).map(({ category }) => islandTaxes[category]));
  return names.size === 1 ? [...names][0] : undefined;
}

/** A deposit without tax is no supply outside the scope of tax, as other things of its category are. */
export function isOfUntaxedDeposit({ lines }: Pick<InvoiceDocument, 'lines'>, tax: TaxTreatment): boolean {
  const isOfRate = (line: InvoiceDocument['lines'][number]) => line.tax.category === tax.category && line.tax.ratePpm === tax.ratePpm;
  return tax.category === 'O' && lines.filter(isOfRate).every(({ kind }) => kind === 'deposit');
}

/** Words that stand under the sums, by key; a key without words in a country says nothing there. */
export function notesOfLaw({ seller, lines, remarks = [], ...document }: InvoiceDocument): string[] {
  const taxes = document.taxes.filter((tax) => !isOfUntaxedDeposit({ lines }, tax));
  const categories = [...new Set(taxes.map(({ category }) => category))].filter((category) =>
    ['AE', 'E', 'G', 'K', 'O'].includes(category),
  );
  const told = remarks.includes('small-trader') ? categories.filter((category) => category !== 'E' && category !== 'O') : categories;
  return [
    ...(lines.some(({ tax }) => isMarked(seller.country, tax)) ? ['note.reduced'] : []),
    ...told.map((category) => `law.${category}`),
    ...(taxes.some((tax) => surchargeOf(seller.country, tax)) ? ['law.equivalence'] : []),
    ...(taxes.some(({ category }) => category === 'L') ? ['law.L'] : []),
    ...remarks.map((remark) => `law.${remark}`),
    'note.not-tax-invoice',
  ];
}

/** Most a simplified invoice may come to, in the major unit of the country's own currency. */
export interface SimplifiedLimit {
  readonly currency: string;
  readonly most: number;
  /** Without tax; else tax included. */
  readonly isNet?: boolean;
}

/** CGI annexe II art. 242 nonies A (FR), MWSTV art. 57 (CH). */
const simplifiedLimits: Readonly<Record<string, SimplifiedLimit>> = {
  ES: { currency: 'EUR', most: 400 },
  DE: { currency: 'EUR', most: 250 },
  AT: { currency: 'EUR', most: 400 },
  IT: { currency: 'EUR', most: 400 },
  FR: { currency: 'EUR', most: 150, isNet: true },
  PT: { currency: 'EUR', most: 1000 },
  BE: { currency: 'EUR', most: 400 },
  NL: { currency: 'EUR', most: 100 },
  IE: { currency: 'EUR', most: 100 },
  GB: { currency: 'GBP', most: 250 },
  CH: { currency: 'CHF', most: 400 },
};
const RETAIL_LIMIT_ES = 3000;

/** The limit of a country for simplified invoices; retailers in Spain have a higher one. Undefined where there is none. */
export function simplifiedLimit(country: string, isRetail: boolean): SimplifiedLimit | undefined {
  const limit = simplifiedLimits[country];
  return limit && country === 'ES' && isRetail ? { ...limit, most: RETAIL_LIMIT_ES } : limit;
}

/**
 * Supplies that the buyer pays tax for need a full invoice with the buyer's tax id: within the EU (2006/112/EC art. 220a (2),
 * 226 (4)), and under reverse charge anywhere.
 */
export function needsBuyersTaxId({ category }: TaxTreatment): boolean {
  return category === 'K' || category === 'AE';
}

/** Where what a simplified invoice is called says that money was received: it is given for what is paid. */
export function isReceiptForPayment(country: string): boolean {
  return ['JP', 'KR', 'CN', 'TW'].includes(country);
}

/** Paid on credit no money is received, and a receipt that says so needs no stamp; a debit card is money (印紙税法 別表第一 17号). */
export function isCreditCard(method: string): boolean {
  return /^(credit[ -]?)?card$|クレジット|신용카드|信用卡|tarjeta de crédito/i.test(method.normalize('NFKC').trim());
}

const STAMP_DUTY_FROM_YEN = 50_000;

/** That the seller is exempt as a small trader; what states tax cannot say that none is charged. */
export function exemptionRemarks(settings: Pick<Settings, 'small-trader'>, taxMinor: number): string[] {
  return settings['small-trader'] === 'true' && taxMinor === 0 ? ['small-trader'] : [];
}

/** `remarks` and what is said of a receipt, decided when a document is issued, and frozen. */
export function remarksOf(document: {
  readonly seller: Pick<Seller, 'country'>;
  readonly currency: string;
  readonly netMinor: number;
  readonly isSimplified: boolean;
  readonly remarks: readonly string[];
  readonly isCardPaid: boolean;
}): string[] {
  const { seller, currency, netMinor, isSimplified, remarks, isCardPaid } = document;
  const isDutiable = seller.country === 'JP' && isSimplified && currency === 'JPY' && netMinor >= STAMP_DUTY_FROM_YEN;
  return [...remarks, ...(isDutiable ? [isCardPaid ? 'card-paid' : 'stamp-duty'] : [])];
}
