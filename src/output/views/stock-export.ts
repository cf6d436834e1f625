// Stock as `stock import --as count` reads it.
import { columnsOf, type ExportLayout } from '../export.ts';

export const stockExport: ExportLayout<{
  readonly sku: string;
  readonly location: string;
  readonly lot: string | null;
  readonly expiresOn: string | null;
  readonly onHand: number;
  readonly reserved: number;
  readonly unavailable: number;
}> = {
  columns: columnsOf(['sku', 'quantity', 'location', 'lot', 'expires'], ['quantity', 'expires']),
  rows: ({ sku, onHand, location, lot, expiresOn }) => [[sku, onHand, location, lot, expiresOn]],
  json: (stock) => stock,
};
