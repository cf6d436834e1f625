// The data of 세금계산서 and 수정세금계산서 as they are entered at Hometax: 부가가치세법 시행령 제70조 (수정세금계산서), and the code
// lists of the National Tax Service's 표준전자세금계산서. The entry itself, which gives the approval number, is made there.
import type { Party } from '../order/order.ts';
import type { TaxSummary } from '../tax.ts';
import type { InvoiceDocument, ReasonCode } from './document.ts';

/** 세금계산서 by what is said of tax: at its rate, at nought (영세율), or 계산서 for what is exempt (면세). */
const classes = {
  taxed: { original: '0101', amended: '0201' },
  zero: { original: '0102', amended: '0202' },
  exempt: { original: '0301', amended: '0401' },
} as const;
type TaxClass = keyof typeof classes;

/** Why it is amended: 01 기재사항 착오정정, 02 공급가액 변동, 03 환입, 04 계약의 해제, 06 착오에 의한 이중발급. 05 is for letters of credit. */
const reasons: Readonly<Partial<Record<ReasonCode, string>>> = {
  mistake: '01',
  price: '02',
  returned: '03',
  cancelled: '04',
  double: '06',
};

/** These say again, with the day of the original, what was wrong from the first. */
const ofFirstDay = ['01', '06'];

/** One entry; amounts in won, below zero where something is given back. */
export interface KoreanEntry {
  readonly document: string;
  readonly type: string;
  /** Of an amended one; empty where the document does not say it. */
  readonly reason: string;
  /** 작성일자. */
  readonly date: string;
  /** 승인번호, where it was entered with "invoice register". */
  readonly approval: string;
  readonly originalDocument: string;
  readonly originalApproval: string;
  readonly sellerTaxId: string;
  readonly sellerName: string;
  readonly sellerRepresentative: string;
  readonly sellerAddress: string;
  readonly sellerBusinessType: string;
  readonly sellerBusinessItem: string;
  readonly sellerEmail: string;
  readonly buyerTaxId: string;
  readonly buyerName: string;
  readonly buyerPerson: string;
  readonly buyerAddress: string;
  readonly buyerEmail: string;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
  /** 품목: the first article, and how many others: "머그컵 외 2건". */
  readonly item: string;
  /** 비고: the first day of what is amended by what came later. */
  readonly note: string;
  /** 01 영수, 02 청구. */
  readonly purpose: '01' | '02';
}

/** A document with what it amends. */
export interface Registrable {
  readonly document: InvoiceDocument;
  readonly approval: string;
  readonly original: { readonly document: InvoiceDocument | null; readonly number: string; readonly approval: string } | null;
}

/** The entries of a document: one for each way in which its lines are taxed. */
export function koreanEntries({ document, approval, original }: Registrable): KoreanEntry[] {
  const sign = document.kind === 'credit-note' ? -1 : 1;
  const isAmended = original !== null;
  const reason = isAmended ? reasonOf(document) : '';
  const firstDay = original?.document ? supplyDay(original.document) : '';
  return [...sumsByClass(document.taxes)].map(([taxClass, { netMinor, taxMinor }]) => ({
    document: document.number,
    type: classes[taxClass][isAmended ? 'amended' : 'original'],
    reason,
    date: ofFirstDay.includes(reason) && firstDay ? firstDay : supplyDay(document),
    approval: taxClass === mainClass(document) ? approval : '',
    originalDocument: original?.number ?? '',
    originalApproval: original && taxClass === mainClass(original.document ?? document) ? original.approval : '',
    ...sellerOf(document),
    ...buyerOf(document.buyer),
    netMinor: sign * netMinor,
    taxMinor: sign * taxMinor,
    totalMinor: sign * (netMinor + taxMinor),
    item: itemOf(document, taxClass),
    note: isAmended && !ofFirstDay.includes(reason) ? firstDay : '',
    purpose: document.kind === 'invoice' && document.paidMinor < document.totalMinor ? '02' : '01',
  }));
}

/** What is said instead of a wrong invoice amends by the same reason as what took it back. */
function reasonOf({ kind, reasonCode }: InvoiceDocument): string {
  if (kind === 'invoice') return '01';
  return (reasonCode && reasons[reasonCode]) ?? '';
}

/** The day of supply: of many orders the end of the period, of what is given back the day it happened. */
function supplyDay({ kind, period, suppliedOn, issuedOn }: InvoiceDocument): string {
  return kind === 'credit-note' ? issuedOn : (period?.to ?? suppliedOn ?? issuedOn);
}

function classOf({ category, ratePpm }: Pick<TaxSummary, 'category' | 'ratePpm'>): TaxClass | undefined {
  if (ratePpm > 0) return 'taxed';
  if (category === 'O') return undefined;
  return category === 'E' ? 'exempt' : 'zero';
}

/** A document has one approval number here: that of its 세금계산서, and of what is exempt only where all of it is. */
function mainClass({ taxes }: InvoiceDocument): TaxClass | undefined {
  const own = taxes.map(classOf);
  return (['taxed', 'zero', 'exempt'] as const).find((taxClass) => own.includes(taxClass));
}

/** What is outside of tax is on neither. */
function sumsByClass(taxes: readonly TaxSummary[]): Map<TaxClass, { netMinor: number; taxMinor: number }> {
  const sums = new Map<TaxClass, { netMinor: number; taxMinor: number }>();
  for (const tax of taxes) {
    const taxClass = classOf(tax);
    if (!taxClass) continue;
    const sum = sums.get(taxClass) ?? { netMinor: 0, taxMinor: 0 };
    sums.set(taxClass, { netMinor: sum.netMinor + tax.netMinor, taxMinor: sum.taxMinor + tax.taxMinor });
  }
  return sums;
}

function sellerOf({ seller }: InvoiceDocument) {
  const detail = (label: string) => seller.details?.find((one) => one.label === label)?.value ?? '';
  return {
    sellerTaxId: digitsOf(seller.taxId),
    sellerName: seller.name,
    sellerRepresentative: detail('representative'),
    sellerAddress: seller.address.join(' '),
    sellerBusinessType: detail('business-type'),
    sellerBusinessItem: detail('business-item'),
    sellerEmail: seller.email,
  };
}

function buyerOf({ name, company, taxId, email, region, city, address1, address2 }: Party) {
  return {
    buyerTaxId: digitsOf(taxId ?? ''),
    buyerName: company || name,
    buyerPerson: company ? name : '',
    buyerAddress: [region, city, address1, address2].filter(Boolean).join(' '),
    buyerEmail: email ?? '',
  };
}

/** "124-81-00998" → "1248100998". */
function digitsOf(taxId: string): string {
  return taxId.normalize('NFKC').replace(/[^\dA-Za-z]/g, '');
}

function itemOf({ lines, order }: InvoiceDocument, taxClass: TaxClass): string {
  const own = lines.filter(({ kind, tax, deposit }) => classOf(tax) === taxClass && deposit === undefined && kind !== 'shipping');
  const [first] = own.length > 0 ? own : lines.filter(({ tax }) => classOf(tax) === taxClass);
  const name = first?.kind === 'line' ? first.name : first?.kind === 'deposit' ? `선금 ${order.number}` : '배송비';
  return own.length > 1 ? `${name} 외 ${own.length - 1}건` : name;
}
