// Stock as `stock import --as count` reads it.
import { columnsOf, type ExportLayout } from '../export.ts';

export const stockExport: ExportLayout<{
  readonly sku: string;
  readonly location: string;
  readonly onHand: number;
  readonly reserved: number;
  readonly unavailable: number;
}> = {
  columns: columnsOf(['sku', 'quantity', 'location'], ['quantity']),
  rows: ({ sku, onHand, location }) => [[sku, onHand, location]],
  json: (stock) => stock,
};
