// Rows that were kept, or mended, as a file of orders: read by their own profile, with the places they had.
import { isUnreadable } from '../domain/import/finding.ts';
import type { FileOrder, OrderFile, Place, RawRow } from '../domain/import/order.ts';
import { isRefundAlone } from '../domain/import/refund.ts';
import { bytesOfText } from './bytes.ts';
import { openOrderFile } from './order-file.ts';
import type { ShopFacts } from './order-reader.ts';
import type { FileProfile, OrderProfile } from './profile.ts';

/** Says without doubt how the text is encoded. */
const MARK = '\uFEFF';

/** Rows under the names of their columns, each with the place it has in a file that people look at. */
export interface PlacedRows {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly RawRow[];
}

/** The rows as a file of orders in this format. */
export function placedOrderFile(placed: PlacedRows, profile: OrderProfile, shop: ShopFacts): OrderFile {
  const own = { ...profile, match: { ...profile.match, first: [] } };
  return new PlacedFile(
    placed,
    openOrderFile(bytesOfText(placed.name, textOf(placed, profile)), [own], shop),
    profile.header === undefined,
  );
}

/** Of these rows those whose orders can be read whole by now, or are of money given back for one of those that are `known` by now. */
export function readableRows(
  placed: PlacedRows,
  profile: OrderProfile,
  shop: ShopFacts,
  { channel, known }: { readonly channel: string; readonly known: ReadonlySet<string> },
): PlacedRows {
  const readable = new Set<number>();
  for (const orders of placedOrderFile(placed, profile, shop).batches(channel)) {
    for (const order of orders) {
      const isRead = !order.findings.some(isUnreadable) || (known.has(order.externalId) && isRefundAlone(order));
      if (!isRead) continue;
      for (const { row } of order.rawRows()) readable.add(row);
    }
  }
  return { ...placed, rows: placed.rows.filter(({ row }) => readable.has(row)) };
}

class PlacedFile implements OrderFile {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly profile: string;
  readonly profileHash: string;
  readonly encoding: string;
  readonly header: readonly string[];
  readonly defaultChannel: string;
  readonly columns: OrderFile['columns'];
  /** What is to be told of the columns has been told when the file came in; of their dates these rows may say less. */
  readonly findings: OrderFile['findings'];
  readonly known = null;
  readonly #rows: readonly RawRow[];
  /** The header is row 1 here, where there is one. */
  readonly #firstRow: number;
  readonly #file: OrderFile;

  constructor({ name, header, rows }: PlacedRows, file: OrderFile, hasHeader: boolean) {
    this.name = name;
    this.sha256 = file.sha256;
    this.bytes = file.bytes;
    this.profile = file.profile;
    this.profileHash = file.profileHash;
    this.encoding = file.encoding;
    this.header = header;
    this.defaultChannel = file.defaultChannel;
    this.columns = file.columns;
    this.findings = file.findings.filter(({ code }) => code === 'dates-either');
    this.#rows = rows;
    this.#firstRow = hasHeader ? 2 : 1;
    this.#file = file;
  }

  progress(): number {
    return this.#file.progress();
  }

  *batches(channel: string): Generator<Iterable<FileOrder>> {
    for (const orders of this.#file.batches(channel)) yield this.#placed(orders);
  }

  *#placed(orders: Iterable<FileOrder>): Generator<FileOrder> {
    for (const order of orders) {
      yield {
        ...order,
        rowFrom: this.#place(order.rowFrom).row,
        rowTo: this.#place(order.rowTo).row,
        places: order.places.map(({ row }) => this.#place(row)),
        findings: order.findings.map((finding) => ({ ...finding, ...this.#place(finding.row) })),
        rawRows: () => order.rawRows().map(({ row, cells }) => ({ ...this.#place(row), cells })),
      };
    }
  }

  #place(row: number): Place {
    const { row: own, line } = this.#rows[row - this.#firstRow] ?? { row, line: row };
    return { row: own, line };
  }
}

/** Rows as the text of a file, in the profile's own form, which the rows were in when they came. */
export function textOf({ header, rows }: PlacedRows, { quoted, delimiters, header: known }: FileProfile): string {
  const delimiter = delimiters[0] ?? ',';
  const names = known === undefined ? [header] : [];
  // quotes around the names tell that there are some
  const quotes = quoted || names.length > 0;
  const line = (cells: readonly string[]) => cells.map((cell) => (quotes ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter);
  return MARK + [...names, ...rows.map(({ cells }) => cells)].map((cells) => `${line(cells)}\n`).join('');
}
