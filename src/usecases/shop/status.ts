// What needs doing now, counted.
import { type StatusTask, tasksOf } from '../../domain/status.ts';
import { countConflicts } from '../../store/channel-conflict.ts';
import { countUnprinted } from '../../store/print-job.ts';
import { ordersToShip } from '../../store/shipment.ts';
import {
  countAskedReturns,
  countCancelledPaid,
  countDraftPurchases,
  countExpiredLots,
  countLowStock,
  countOpenCases,
  countOpenOrders,
  countOpenShipments,
  countOverduePurchases,
  countQuarantined,
  countRejected,
} from '../../store/status.ts';
import { turnsOf } from '../order/turns.ts';
import { read, type Shop, today } from '../shop.ts';

/** Every kind of task that there is, in the order in which a day goes. Nothing to do: empty. */
export function shopStatus(shop: Shop): Promise<StatusTask[]> {
  return read(shop, async (db) => {
    const open = await countOpenOrders(db);
    const { reservable, waiting } = await turnsOf(db, shop.settings, today(shop));
    return tasksOf({
      quarantined: await countQuarantined(db),
      rejected: await countRejected(db),
      problems: open.problems,
      held: open.held,
      conflicts: await countConflicts(db),
      'to-approve': open.toApprove,
      cases: await countOpenCases(db),
      'to-confirm': open.toConfirm,
      'to-reserve': reservable.length,
      backordered: waiting.length,
      'to-ship': (await ordersToShip(db)).length,
      'to-dispatch': await countOpenShipments(db),
      'to-print': await countUnprinted(db),
      'to-invoice': open.toInvoice,
      unpaid: open.unpaid,
      'to-refund': open.toRefund + (await countCancelledPaid(db)),
      'to-credit': open.toCredit,
      'to-release': open.toRelease,
      returns: await countAskedReturns(db),
      'low-stock': await countLowStock(db, today(shop)),
      'expired-lots': await countExpiredLots(db, today(shop)),
      'to-send': await countDraftPurchases(db),
      overdue: await countOverduePurchases(db, today(shop)),
    });
  });
}
