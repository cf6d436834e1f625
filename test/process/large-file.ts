// A file of orders so large that it is read ahead.
import { writeFileSync } from 'node:fs';

/** Few, with rows so long that they are a large file. */
export const ORDERS = 1_500;
const header =
  'Name,Email,Financial Status,Paid at,Fulfillment Status,Cancelled at,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,' +
  'Lineitem name,Lineitem price,Lineitem sku,Shipping Name,Shipping Address1,Shipping City,Shipping Zip,Shipping Country,Payment Method,' +
  'Refunded Amount,Notes,Billing Name,Billing Country,Vendor';

/** Orders of every kind: new, shipped, cancelled, held, refunded, paid later, with unknown products, unreadable; one with scattered rows. */
function orderRows(order: number): string[] {
  const isRead = order % 97 !== 0;
  const status = ['paid', 'paid', 'pending', 'paid', 'refunded'][order % 5] as string;
  const fulfilment = ['unfulfilled', 'fulfilled', 'partial', 'unfulfilled', 'unfulfilled', 'elsewhere'][order % 6] as string;
  const day = `2026-0${1 + (order % 2)}-${String(1 + (order % 27)).padStart(2, '0')}`;
  const email = order % 4 === 0 ? '' : `buyer${order % 3000}@example.com`;
  const cancelled = order % 11 === 0 ? `${day} 12:00:00 +0000` : '';
  const paid = status === 'pending' ? '' : `${order % 7 === 0 ? '2026-02-28' : day} 10:00:00 +0000`;
  const note = order % 10 === 0 ? `"Leave it at the door,\nplease: ""김민지"""` : '';
  const billing = order % 3 === 0 ? `Firm ${order % 50},GB` : ',';
  const refunded = order % 13 === 0 ? '2.00' : '';
  const first = [
    `#${order},${email},${status},${paid},${fulfilment},${cancelled},GBP,25.00,4.50,4.92,29.50,${day} 09:00:00 +0000,${isRead ? 1 : 'some'}`,
    `Blue mug ${'long '.repeat(180)},12.50,MUG,Buyer ${order % 3000},${order % 300} Mill Lane,York,YO1 7EP,GB,Card,${refunded},${note},${billing},${'Potter '.repeat(300)}`,
  ].join(',');
  const second = `#${order},${email},,,,,,,,,,${day} 09:00:00 +0000,1,Cup,12.50,${order % 5 === 0 ? 'CUP' : 'MUG'},,,,,,,,,,,`;
  return [first, second];
}

/** Writes an export of the web shop that is read in a thread of its own. */
export function writeLargeFile(file: string): void {
  const rows = Array.from({ length: ORDERS }, (_, order) => orderRows(order));
  const late = rows[500]?.pop() as string;
  writeFileSync(file, `${header}\n${rows.flat().join('\n')}\n${late}\n`);
}
