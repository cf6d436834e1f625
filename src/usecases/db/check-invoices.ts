// What verifying the invoices finds, as findings of the whole shop.
import type { WrongRow } from '../../domain/check.ts';
import type { FindingCode } from '../../domain/invoice/view.ts';
import type { Handle } from '../../store/database.ts';
import { verifyInside } from '../invoice/verify.ts';
import type { Shop } from '../shop.ts';

/** Where each finding stands. */
const fields: Readonly<Record<FindingCode, string>> = {
  gap: 'sequence',
  'number-wrong': 'number',
  'date-order': 'issued_on',
  'snapshot-altered': 'snapshot',
  'content-differs': 'snapshot',
  'sum-differs': 'total_minor',
  'chain-broken': 'chain_hash',
  'file-altered': 'pdf_sha256',
  'file-missing': 'pdf_sha256',
};

/** Documents with a gap before them, altered, or off the chain. Nothing of them can be written anew. */
export async function* wrongInvoices(shop: Shop, db: Handle): AsyncGenerator<WrongRow> {
  const { findings } = await verifyInside(shop, db);
  for (const { number, code, detail } of findings) {
    yield { table: 'invoice', id: number, wrong: [{ field: fields[code], is: detail ? `${code}: ${detail}` : code, should: 'ok' }] };
  }
}
