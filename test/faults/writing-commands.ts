// Every command that writes, with a call that has something to do in the shop of `writing-shop.ts`. A call that by itself
// counts each time has a key.

export interface Writing {
  readonly line: string;
  /** What has to be typed before. */
  readonly before?: readonly string[];
  /** What has to go wrong before. */
  readonly damage?: string;
  /** Each call is a batch of its own, that is told even where it brought nothing. */
  readonly isRun?: boolean;
  /** Keeps the shop as it was under the name of the second: once in a second. */
  readonly isSlow?: boolean;
  /** The exit code, where that is not 0. */
  readonly code?: number;
  /** The exit code of the same again, where that is another. */
  readonly again?: number;
}

export const writings: Readonly<Record<string, Writing>> = {
  'order import': { line: 'order import orders.csv --channel plain --profile plain' },
  'order add': { line: 'order add --line MUG=1 --line KIT=1 --name Wei --key w' },
  'order edit': { line: 'order edit O2 --quantity MUG=3 --line BOX=1 --key e' },
  'order copy': { line: 'order copy O2 --key c' },
  'order split': { line: 'order split O2 --line MUG=1 --key s' },
  'order approve': { line: 'order approve O13 --note known' },
  'order reject': { line: 'order reject O13 --reason strange' },
  'order validate': {
    line: 'order validate --all',
    code: 3,
    damage: 'delete from problem; update sales_order set error_count = 0, warning_count = 0',
  },
  'order waive': { line: 'order waive N3 total-differs --reason agreed' },
  'order confirm': { line: 'order confirm O1' },
  'order unconfirm': { line: 'order unconfirm O2' },
  'order reserve': { line: 'order reserve O3 O2' },
  'order release': { line: 'order release O2 --yes' },
  'order hold': { line: 'order hold O2 --reason ask' },
  'order unhold': { line: 'order unhold O5' },
  'order settle': {
    line: 'order settle O2 --keep',
    damage: "insert into channel_conflict (order_id, field, value, why) values (2, 'note', 'ring', 'late')",
  },
  'order cancel': { line: 'order cancel O2 --reason mistake --yes' },
  'order resume': { line: 'order resume O6' },
  'order tag': { line: 'order tag O1 --add gift' },
  'order note': { line: 'order note O1 called --key n' },
  'order filter save': { line: 'order filter save late --state confirmed' },
  'order filter remove': { line: 'order filter remove old', again: 1 },
  'batch retry': { line: 'batch retry B1 --file mended.csv' },
  'batch discard': { line: 'batch discard B1 --reason test' },
  'batch undo': { line: 'batch undo B1 --yes' },
  'product add': { line: 'product add TEA --name Tea --price 4' },
  'product edit': { line: 'product edit MUG --name Blue~mug --price 13' },
  'product import': { line: 'product import products.csv', isRun: true },
  'product alias add': { line: 'product alias add plain CUP-2 CUP --quantity 2' },
  'product alias remove': { line: 'product alias remove plain MUG-3', again: 1 },
  'product alias import': { line: 'product alias import aliases.csv', isRun: true },
  'product part add': { line: 'product part add KIT BOX 1' },
  'product part remove': { line: 'product part remove KIT CUP', again: 1 },
  'price import': { line: 'price import prices.csv', isRun: true },
  'promotion add': { line: 'promotion add SUMMER --percent 10 --minimum 50' },
  'promotion edit': { line: 'promotion edit OLD --percent 20' },
  'promotion end': { line: 'promotion end OLD' },
  'approval add': { line: 'approval add abroad --country abroad' },
  'approval edit': { line: 'approval edit big --over 200' },
  'approval end': { line: 'approval end big' },
  'stock receive': { line: 'stock receive BOX 9 --unit-cost 2 --key r' },
  'stock low': { line: 'stock low' },
  'stock adjust': { line: 'stock adjust MUG -3 --reason broken --key a' },
  'stock count': { line: 'stock count MUG 30 --reason counted' },
  'stock move': { line: 'stock move MUG 5 --from main --to front --key m' },
  'stock assemble': { line: 'stock assemble BOX 6 --key b' },
  'stock hold': { line: 'stock hold MUG 2 --reason damp --key h' },
  'stock unhold': { line: 'stock unhold BOX 1 --reason clean --key u' },
  'stock import': { line: 'stock import stock.csv --as receipt --key s', isRun: true },
  'stock lot': { line: 'stock lot L7 --expires 2030-06-01 --reason misread' },
  'location add': { line: 'location add back --name Back --country GB' },
  'location edit': { line: 'location edit front --name Shop --priority 3' },
  'supplier add': { line: 'supplier add Clay --lead-days 9' },
  'supplier edit': { line: 'supplier edit Mill --lead-days 9' },
  'supplier offer add': { line: 'supplier offer add Mill BOX --price 3' },
  'supplier offer edit': { line: 'supplier offer edit Mill CUP --price 2' },
  'supplier offer remove': { line: 'supplier offer remove Mill CUP', again: 1 },
  'purchase suggest': { line: 'purchase suggest --create' },
  'purchase create': { line: 'purchase create Mill --line CUP=4 --key p' },
  'purchase send': { line: 'purchase send U1 --expected 2027-05-01' },
  'purchase receive': { line: 'purchase receive U2 --line BOX=4 --key q' },
  'purchase cancel': { line: 'purchase cancel U1' },
  'customer add': { line: 'customer add --name Joe --email joe@example.com --key c' },
  'customer edit': { line: 'customer edit C1 --phone 01225123456' },
  'customer contact': { line: 'customer contact C1 accounts --name Wei --email wei@example.com' },
  'customer address': { line: 'customer address C1 work --address1 Dock --city Leeds --country GB' },
  'customer note': { line: 'customer note C1 late --key n' },
  'customer merge': { line: 'customer merge C2 C1 --yes' },
  'customer erase': { line: 'customer erase C3 --yes' },
  'customer import': { line: 'customer import customers.csv', isRun: true },
  'case open': { line: 'case open O2 late --key k' },
  'case note': { line: 'case note K1 photo --key k' },
  'case close': { line: 'case close K1 --reason sent' },
  'payment record': { line: 'payment record O2 20 --method card --key p' },
  'invoice issue': { line: 'invoice issue O8 O7' },
  'invoice register': { line: 'invoice register INV-2026-0001 20260302410000961234' },
  'channel edit': { line: 'channel edit plain --invoices on-shipping' },
  'invoice credit': { line: 'invoice credit INV-2026-0001 --reason kindness --amount 5 --key c' },
  'shipment create': { line: 'shipment create O2' },
  'shipment ship': { line: 'shipment ship O2 --carrier post --tracking TR9' },
  'shipment deliver': { line: 'shipment deliver S1' },
  'shipment cancel': { line: 'shipment cancel S3' },
  'label product': { line: 'label product MUG -o documents/stickers.pdf' },
  'label bin': { line: 'label bin A1 A2 -o documents/bins.pdf' },
  'label return': { line: 'label return R1 -o documents/return.pdf' },
  'label create': { line: 'label create S3 -o documents/label.pdf --force' },
  'return record': { line: 'return record O4 --line MUG=1 --reason broken --refund 5 --key r' },
  'return receive': { line: 'return receive R1 --no-refund' },
  'return cancel': { line: 'return cancel R1' },
  'db check': { line: 'db check --repair', damage: `update stock_level set on_hand = on_hand + 3 where product_id = 1` },
  'db restore': { line: 'db restore copy --yes', before: ['stock receive MUG 9'], isSlow: true },
  'config set': { line: 'config set payment-terms-days 9' },
  'tax set': { line: 'tax set standard 19 --from 2020-01-01' },
  run: { line: 'run' },
};

/** Whatever is printed is kept from being printed twice by the queue, which has its own tests with a printer. */
export const printing = ['print cancel', 'print retry', 'print test'];
