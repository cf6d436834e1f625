// Slips between traders: purchase order, statement of account, reminder, customs declaration.
import type { Party } from '../order/order.ts';
import { type Printable, type PrintableRow, periodOf, type Value } from './printable.ts';
import { emptySlip, factsWith, kilograms, type SlipBase } from './slip.ts';

export interface PurchaseOrder extends SlipBase {
  readonly supplier: Party;
  readonly expectedOn: string | null;
  readonly lines: readonly {
    readonly sku: string;
    readonly name: string;
    readonly quantity: number;
    /** Null: the supplier is to say. */
    readonly unitCostMicros: number | null;
    readonly costMinor: number | null;
  }[];
}

/** What is ordered from a supplier, at the costs agreed. */
export function purchaseOrderOf({ supplier, expectedOn, lines, ...base }: PurchaseOrder): Printable {
  const isPriced = lines.some(({ costMinor }) => costMinor !== null);
  const totalMinor = lines.reduce((sum, { costMinor }) => sum + (costMinor ?? 0), 0);
  return {
    ...emptySlip('purchase-order', base),
    parties: [{ label: 'supplier', party: supplier }],
    facts: factsWith([
      ['number', base.number],
      ['date', { date: base.date }],
      ['expected', expectedOn ? { date: expectedOn } : null],
    ]),
    strip: isPriced ? { label: { key: 'strip.total' }, aside: '', amount: { minor: totalMinor } } : null,
    columns: ['position', 'sku', 'description', 'quantity', ...(isPriced ? (['unit-price', 'amount'] as const) : [])],
    rows: lines.map(({ sku, name, quantity, unitCostMicros, costMinor }, index) => ({
      cells: {
        position: { count: index + 1 },
        sku,
        description: name,
        quantity: { count: quantity },
        'unit-price': unitCostMicros === null ? '' : { micros: unitCostMicros },
        amount: costMinor === null ? '' : { bare: costMinor },
      },
      carryMinor: isPriced ? (costMinor ?? 0) : undefined,
    })),
    sums: isPriced ? [{ label: { key: 'sum.total' }, amount: { minor: totalMinor }, isStrong: true }] : [],
    signatures: ['approved-by'],
  };
}

export const entryKinds = ['invoice', 'credit-note', 'payment', 'refund'] as const;
export type EntryKind = (typeof entryKinds)[number];

/** One movement of an account; `amountMinor` is not negative, its kind says which way it goes. */
export interface AccountEntry {
  readonly kind: EntryKind;
  readonly date: string;
  readonly document: string;
  readonly due: string | null;
  readonly amountMinor: number;
}

export interface Statement extends SlipBase {
  readonly customer: Party;
  readonly from: string;
  readonly to: string;
  /** Owed before the period. */
  readonly openingMinor: number;
  readonly entries: readonly AccountEntry[];
  readonly overdueMinor: number;
}

/** Invoices and credit notes against payments and refunds, with the balance after each. */
export function statementOf({ customer, from, to, openingMinor, entries, overdueMinor, ...base }: Statement): Printable {
  let balance = openingMinor;
  const opening: PrintableRow = { cells: { date: { date: from }, entry: { key: 'entry.opening' }, balance: { bare: openingMinor } } };
  const rows = entries.map(({ kind, date, document, due, amountMinor }): PrintableRow => {
    const isCharge = kind === 'invoice' || kind === 'refund';
    balance += isCharge ? amountMinor : -amountMinor;
    return {
      cells: {
        date: { date },
        entry: { all: [{ key: `entry.${kind}` }, document], between: ' ' },
        due: due ? { date: due } : '',
        charge: isCharge ? { bare: amountMinor } : '',
        payment: isCharge ? '' : { bare: amountMinor },
        balance: { bare: balance },
      },
    };
  });
  return {
    ...emptySlip('statement', base),
    parties: [{ label: 'customer', party: customer }],
    facts: factsWith([
      ['customer-number', base.number],
      ['date', { date: base.date }],
      ['period', periodOf({ from, to })],
    ]),
    strip: { label: { key: 'strip.balance' }, aside: '', amount: { minor: balance } },
    columns: ['date', 'entry', ...(entries.some(({ due }) => due) ? (['due'] as const) : []), 'charge', 'payment', 'balance'],
    rows: [opening, ...rows],
    sums: [
      { label: { key: 'sum.balance' }, amount: { minor: balance }, isStrong: true },
      ...(overdueMinor > 0 ? [{ label: { key: 'sum.overdue' }, amount: { minor: overdueMinor } }] : []),
    ],
    payment: balance > 0 ? { amountMinor: balance, currency: base.currency, reference: base.number } : null,
  };
}

export const reminderTones = ['friendly', 'firm', 'last'] as const;
export type ReminderTone = (typeof reminderTones)[number];

export interface Reminder extends SlipBase {
  readonly tone: ReminderTone;
  readonly buyer: Party;
  readonly customer: string | null;
  /** The new date to pay by. */
  readonly payBy: string;
  readonly instructions: string;
  readonly open: readonly {
    readonly number: string;
    readonly issuedOn: string;
    readonly dueOn: string | null;
    readonly openMinor: number;
  }[];
}

/** A letter about invoices that are overdue, in one of three tones. */
export function reminderOf({ tone, buyer, customer, payBy, instructions, open, ...base }: Reminder): Printable {
  const totalMinor = open.reduce((sum, { openMinor }) => sum + openMinor, 0);
  const by: Value = { key: 'payment.by', details: { date: { date: payBy }, number: base.number } };
  return {
    ...emptySlip('reminder', base, `title.reminder-${tone}`),
    parties: [{ label: 'bill-to', party: { ...buyer, email: null } }],
    facts: factsWith([
      ['date', { date: base.date }],
      ['customer-number', customer],
      ['due', { date: payBy }],
    ]),
    strip: { label: { key: 'strip.overdue' }, aside: '', amount: { minor: totalMinor } },
    before: [{ key: `reminder.${tone}`, details: tone === 'friendly' ? {} : { date: { date: payBy } } }],
    columns: ['entry', 'date', 'due', 'balance'],
    rows: open.map(({ number, issuedOn, dueOn, openMinor }) => ({
      cells: {
        entry: { all: [{ key: 'entry.invoice' }, number], between: ' ' },
        date: { date: issuedOn },
        due: dueOn ? { date: dueOn } : '',
        balance: { bare: openMinor },
      },
      carryMinor: openMinor,
    })),
    sums: [{ label: { key: 'sum.open' }, amount: { minor: totalMinor }, isStrong: true }],
    notes: [{ heading: { key: 'payment.heading' }, text: { all: instructions ? [instructions, by] : [by], between: '\n' } }],
    payment: { amountMinor: totalMinor, currency: base.currency, reference: base.number },
  };
}

export const contentsKinds = ['sale', 'gift', 'sample', 'documents', 'returned'] as const;
export type ContentsKind = (typeof contentsKinds)[number];

export interface CustomsDeclaration extends SlipBase {
  readonly form: 'cn22' | 'cn23';
  readonly contents: ContentsKind;
  readonly sender: Party;
  readonly to: Party;
  readonly lines: readonly {
    readonly name: string;
    readonly quantity: number;
    readonly weightGrams: number | null;
    readonly valueMinor: number;
    readonly hsCode: string | null;
    readonly origin: string | null;
  }[];
  readonly totalGrams: number | null;
}

/**
 * A customs declaration in the fields of the postal union's forms; CN 23 names the parties, CN 22 goes on the parcel. Its words
 * are said in English or French besides the sender's own language. Source: UPU Parcel Post and Letter Post Regulations, forms CN 22, CN 23.
 */
export function customsOf({ form, contents, sender, to, lines, totalGrams, ...base }: CustomsDeclaration): Printable {
  const valueMinor = lines.reduce((sum, line) => sum + line.valueMinor, 0);
  return {
    ...emptySlip('customs', base, `title.customs-${form}`),
    second: base.language === 'en' ? 'fr' : 'en',
    parties: [
      { label: 'addressee', party: { ...to, email: null } },
      { label: 'sender', party: { ...sender, email: null } },
    ],
    facts: factsWith([
      ['shipment', base.number],
      ['date', { date: base.date }],
      ['contents', { key: `contents.${contents}` }],
      ['weight', totalGrams === null ? null : { all: [kilograms(totalGrams), 'kg'], between: ' ' }],
    ]),
    columns: ['description', 'quantity', 'weight', 'amount', 'hs-code', 'origin'],
    caption: base.currency,
    rows: lines.map(({ name, quantity, weightGrams, valueMinor: value, hsCode, origin }) => ({
      cells: {
        description: name,
        quantity: { count: quantity },
        weight: weightGrams === null ? '' : kilograms(weightGrams),
        amount: { bare: value },
        'hs-code': hsCode ?? '',
        origin: origin ?? '',
      },
    })),
    // read abroad: the code, no sign or word of home
    sums: [{ label: { key: 'sum.value' }, amount: { all: [{ bare: valueMinor }, base.currency], between: ' ' }, isStrong: true }],
    notes: [{ text: { key: 'note.customs' } }],
    signatures: ['date-signature'],
  };
}

/** What 300 special drawing rights come to at least in a currency's major unit, so that a small form is never used for too much. */
const smallFormValues: Readonly<Record<string, number>> = {
  EUR: 340,
  USD: 380,
  GBP: 290,
  JPY: 55_000,
  KRW: 520_000,
  CNY: 2_700,
  TWD: 11_900,
};
const SMALL_FORM_GRAMS = 2000;

/** CN 22 up to 2 kg and 300 special drawing rights, CN 23 above, and where weight or value are not known. Source: UPU convention regulations. */
export function customsFormFor(grams: number | null, valueMajor: number, currency: string): 'cn22' | 'cn23' {
  const most = smallFormValues[currency];
  return grams !== null && grams <= SMALL_FORM_GRAMS && most !== undefined && valueMajor <= most ? 'cn22' : 'cn23';
}
