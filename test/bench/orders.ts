// The file that imports are measured with: orders in Shopify's layout, of a shop with 5,000 products and 30,000 customers.
import { closeSync, openSync, writeSync } from 'node:fs';

export const PRODUCTS = 5_000;
const CUSTOMERS = 30_000;
/** Of ten orders: 2.2 on average. */
const LINES = [1, 2, 2, 3, 1, 2, 4, 2, 3, 2];

const header = (
  'Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,' +
  'Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,' +
  'Lineitem fulfillment status,Billing Name,Billing Address1,Billing City,Billing Zip,Billing Country,Shipping Name,Shipping Address1,' +
  'Shipping City,Shipping Zip,Shipping Country,Shipping Phone,Notes,Payment Method,Id,Lineitem discount,Vendor'
).split(',');

/** The price of a product, which is also what the shop asks. */
export function priceOf(product: number): string {
  return `${5 + (product % 60)}.${product % 2 === 0 ? '50' : '00'}`;
}

/** Writes so many orders, of one to four lines. Returns how many rows. */
export function writeOrders(file: string, orders: number): number {
  const descriptor = openSync(file, 'w');
  let rows = 0;
  let text = `${header.join(',')}\n`;
  for (let order = 0; order < orders; order += 1) {
    const lines = LINES[order % LINES.length] as number;
    for (let line = 0; line < lines; line += 1) text += row(order, line, lines);
    rows += lines;
    if (text.length > 1 << 20) {
      writeSync(descriptor, text);
      text = '';
    }
  }
  writeSync(descriptor, text);
  closeSync(descriptor);
  return rows;
}

function row(order: number, line: number, lines: number): string {
  const product = (order: number, line: number) => (order * 31 + line * 977) % PRODUCTS;
  const cents = (index: number) => Math.round(Number(priceOf(index)) * 100);
  const cells = new Map<string, string>([
    ['Name', `#${100000 + order}`],
    ['Email', `buyer${order % CUSTOMERS}@example.com`],
    ['Created at', createdAt(order)],
    ['Lineitem quantity', '1'],
    ['Lineitem name', `Product ${product(order, line)}`],
    ['Lineitem price', priceOf(product(order, line))],
    ['Lineitem sku', `SKU-${product(order, line)}`],
    ['Lineitem requires shipping', 'true'],
    ['Lineitem taxable', 'true'],
    ['Lineitem fulfillment status', 'pending'],
    ['Lineitem discount', '0.00'],
    ['Vendor', 'Bench'],
  ]);
  if (line === 0) {
    const goods = Array.from({ length: lines }, (_, at) => cents(product(order, at))).reduce((sum, one) => sum + one, 0);
    const total = goods + 450;
    const money = (amount: number) => (amount / 100).toFixed(2);
    const person = {
      Name: `Buyer ${order % CUSTOMERS}`,
      Address1: `${order % 300} Mill Lane`,
      City: 'York',
      Zip: 'YO1 7EP',
      Country: 'GB',
    };
    for (const [field, value] of Object.entries(person)) cells.set(`Billing ${field}`, value).set(`Shipping ${field}`, value);
    cells.set('Financial Status', 'paid').set('Paid at', createdAt(order)).set('Fulfillment Status', 'unfulfilled').set('Currency', 'GBP');
    cells
      .set('Subtotal', money(goods))
      .set('Shipping', '4.50')
      .set('Taxes', money(Math.round(total / 6)))
      .set('Total', money(total));
    cells.set('Discount Amount', '0.00').set('Shipping Method', 'Standard').set('Shipping Phone', '+44 7700 900125');
    cells
      .set('Notes', order % 10 === 0 ? '"Leave it at the door,\nplease"' : '')
      .set('Payment Method', 'Card')
      .set('Id', String(5_900_000_000_000 + order));
  }
  return `${header.map((name) => cells.get(name) ?? '').join(',')}\n`;
}

function createdAt(order: number): string {
  const day = String(1 + (order % 28)).padStart(2, '0');
  const hour = String(order % 24).padStart(2, '0');
  return `2026-0${1 + (order % 9)}-${day} ${hour}:15:00 +0000`;
}
