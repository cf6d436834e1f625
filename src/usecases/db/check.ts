// Checking the whole shop in one snapshot, and writing anew what is only a copy of something else.
import type { CheckReport, Finding, WrongRow } from '../../domain/check.ts';
import { isOmsError } from '../../domain/error.ts';
import type { InvoiceRule } from '../../domain/order/axes.ts';
import { countRows } from '../../store/backup.ts';
import { damagedFile, danglingRows } from '../../store/check-file.ts';
import { wrongOrders } from '../../store/check-order.ts';
import { rewriteCopy } from '../../store/check-repair.ts';
import { wrongLevels, wrongMovements, wrongReservations } from '../../store/check-stock.ts';
import { type Handle, toOmsError } from '../../store/database.ts';
import { recordEvent } from '../../store/event.ts';
import { read, type Shop, type WriteOptions, write } from '../shop.ts';

/** Looks through the shop and changes nothing. */
export function checkShop(shop: Shop): Promise<CheckReport> {
  return read(shop, (db) => checkAll(shop, db, async () => false));
}

/** As {@link checkShop}, and writes levels and orders' axes anew; never the ledger, nor a document, nor agreed money. */
export function repairShop(shop: Shop, options: WriteOptions): Promise<CheckReport> {
  return write(shop, options, async (act) => {
    const report = await checkAll(shop, act.db, (row) => rewriteCopy(act.db, row));
    const fields = report.findings.filter((finding) => finding.repaired).map(({ table, id, field }) => `${table} ${id} ${field}`);
    if (fields.length > 0) await recordEvent(act.db, act, 'shop', 1, 'repaired', { fields });
    return report;
  });
}

async function checkAll(shop: Shop, db: Handle, mend: (row: WrongRow) => Promise<boolean>): Promise<CheckReport> {
  const findings: Finding[] = [];
  try {
    for await (const row of wrongRows(shop, db)) {
      const isMended = await mend(row);
      for (const wrong of row.wrong) findings.push({ table: row.table, id: row.id, ...wrong, repaired: isMended });
    }
    return { rows: await countRows(db), findings };
  } catch (error) {
    const refusal = toOmsError(error, shop.database.path);
    // SQLite has said where the file is damaged; what lies behind cannot be read
    if (findings.length > 0 && isOmsError(refusal) && refusal.code === 'database-damaged') return { rows: {}, findings };
    throw error;
  }
}

async function* wrongRows(shop: Shop, db: Handle): AsyncGenerator<WrongRow> {
  yield* damagedFile(shop.database);
  yield* danglingRows(shop.database);
  yield* await wrongMovements(db);
  yield* await wrongReservations(db);
  yield* await wrongLevels(db);
  yield* wrongOrders(db, shop.settings['invoice-rule'] as InvoiceRule);
}
