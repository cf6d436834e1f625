// The data of Korean tax invoices: a row for each entry.
import { exponentOf } from '../../domain/currency.ts';
import type { KoreanEntry } from '../../domain/invoice/korean.ts';
import { columnsOf, type ExportLayout } from '../export.ts';

const texts = [
  'document',
  'type',
  'reason',
  'date',
  'approval',
  'originalDocument',
  'originalApproval',
  'sellerTaxId',
  'sellerName',
  'sellerRepresentative',
  'sellerAddress',
  'sellerBusinessType',
  'sellerBusinessItem',
  'sellerEmail',
  'buyerTaxId',
  'buyerName',
  'buyerPerson',
  'buyerAddress',
  'buyerEmail',
] as const;
const amounts = ['netMinor', 'taxMinor', 'totalMinor'] as const;
const last = ['item', 'note', 'purpose'] as const;

/** "originalApproval" → "original_approval", "netMinor" → "net": won have no parts. */
function columnOf(field: string): string {
  return field.replace(/Minor$/, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const fields = [...texts, ...amounts, ...last];

export const koreanEntryExport: ExportLayout<KoreanEntry> = {
  columns: columnsOf(fields.map(columnOf), amounts.map(columnOf)),
  rows: (entry) => [fields.map((field) => entry[field])],
  json: (entry) => ({ ...entry, currency: 'KRW', exponent: exponentOf('KRW') }),
};
