// Checking the whole shop in one snapshot, and writing anew what is only a copy of something else.
import type { CheckReport, Finding, WrongRow } from '../../domain/check.ts';
import { isOmsError } from '../../domain/error.ts';
import { countRows } from '../../store/backup.ts';
import { wrongCustomers } from '../../store/check-customer.ts';
import { damagedFile, danglingRows } from '../../store/check-file.ts';
import { wrongForms } from '../../store/check-form.ts';
import { wrongLinks } from '../../store/check-link.ts';
import { strayLots, wrongLotLevels } from '../../store/check-lot.ts';
import { wrongOrders } from '../../store/check-order.ts';
import { wrongPromotions } from '../../store/check-promotion.ts';
import { wrongPurchases } from '../../store/check-purchase.ts';
import { addMovement, rewriteCopy } from '../../store/check-repair.ts';
import { unevenKits, wrongBackorders, wrongReservations } from '../../store/check-reserve.ts';
import { wrongIndexes } from '../../store/check-search.ts';
import { wrongSettings } from '../../store/check-setting.ts';
import { wrongLevels, wrongMovements, wrongTransfers } from '../../store/check-stock.ts';
import { type Handle, toOmsError } from '../../store/database.ts';
import { recordEvent } from '../../store/event.ts';
import { type Act, read, type Shop, type WriteOptions, write } from '../shop.ts';
import { wrongInvoices } from './check-invoices.ts';

/** Looks through the shop and changes nothing. Of a damaged file it says what can still be read. */
export async function checkShop(shop: Shop): Promise<CheckReport> {
  let report: CheckReport = { rows: {}, findings: [] };
  const look = () =>
    read(shop, async (db) => {
      report = await checkAll(shop, db, async () => false);
    });
  // SQLite does not let a snapshot in which it met damage end well
  await passingOver(shop, () => report.findings, look);
  return report;
}

/**
 * As {@link checkShop}, and writes levels and orders' axes anew. Where the ledger is not what documents say has moved, a
 * correcting movement is added; nothing in it is edited, nor a document, nor agreed money.
 */
export function repairShop(shop: Shop, options: WriteOptions): Promise<CheckReport> {
  return write(shop, options, async (act) => {
    const report = await checkAll(shop, act.db, (row) => mend(act, row));
    const fields = report.findings.filter((finding) => finding.repaired).map(({ table, id, field }) => `${table} ${id} ${field}`);
    if (fields.length > 0) await recordEvent(act.db, act, 'shop', 1, 'repaired', { fields });
    return report;
  });
}

function mend(act: Act, row: WrongRow): Promise<boolean> {
  return row.movement ? addMovement(act.db, act, row.movement) : rewriteCopy(act.db, row);
}

async function checkAll(shop: Shop, db: Handle, mend: (row: WrongRow) => Promise<boolean>): Promise<CheckReport> {
  const findings: Finding[] = [];
  for (const look of checksOf(shop, db)) {
    await passingOver(
      shop,
      () => findings,
      async () => {
        for await (const row of look()) {
          const isMended = await mend(row);
          for (const wrong of row.wrong) findings.push({ table: row.table, id: row.id, ...wrong, repaired: isMended });
        }
      },
    );
  }
  const rows = await passingOver(
    shop,
    () => findings,
    () => countRows(db),
  );
  return { rows: rows ?? {}, findings };
}

type Rows = AsyncIterable<WrongRow> | Iterable<WrongRow>;

/** In this order: the file itself first, so that damage to it is known before anything meets it. */
function checksOf(shop: Shop, db: Handle): readonly (() => Rows)[] {
  return [
    () => damagedFile(shop.database),
    () => danglingRows(shop.database),
    () => wrongForms(shop.database),
    () => wrongLinks(shop.database),
    () => wrongSettings(db),
    () => wrongMovements(db),
    () => wrongTransfers(db),
    () => wrongPurchases(db),
    () => wrongReservations(db),
    () => unevenKits(db),
    () => wrongBackorders(db),
    () => wrongLevels(db),
    () => strayLots(db),
    () => wrongLotLevels(db),
    () => wrongOrders(db),
    () => wrongPromotions(db),
    () => wrongCustomers(db),
    () => wrongIndexes(db),
    () => wrongInvoices(shop, db),
  ];
}

/** Once the file is known to be damaged, what cannot be read is passed over. */
async function passingOver<T>(shop: Shop, findings: () => readonly Finding[], work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    const refusal = toOmsError(error, shop.database.path);
    if (findings().length > 0 && isOmsError(refusal) && refusal.code === 'database-damaged') return undefined;
    throw error;
  }
}
