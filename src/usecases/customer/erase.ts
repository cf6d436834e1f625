// Erasing somebody: rows, log, index, copies of imports; documents stay as long as the law wants them.
import path from 'node:path';
import { type Blanked, type Holder, holderOfColumn, type KeptDocument, type Needles, needlesOf } from '../../domain/erase.ts';
import { OmsError } from '../../domain/error.ts';
import { safeFileName } from '../../domain/file-name.ts';
import { formatId } from '../../domain/id.ts';
import { type ActResult, actResult } from '../../domain/result.ts';
import {
  blankPeople,
  columnsHolding,
  deleteSecurely,
  documentsOf,
  dropSnapshots,
  type Erased,
  hangingOn,
  openOrdersAmong,
  returnIdsOf,
  scrub,
  shipmentIdsOf,
  sourcesOf,
  tracesOf,
} from '../../store/customer-erase.ts';
import { findCustomer } from '../../store/customer-list.ts';
import { mergedInto } from '../../store/customer-profile.ts';
import { backupsMade, recordEvent } from '../../store/event.ts';
import { type Act, read, type Shop, type WriteOptions, write } from '../shop.ts';
import { databaseHolds, eraseInFiles, type FileSearch, type Pattern } from './erase-files.ts';

export interface EraseOptions extends WriteOptions {
  /** The bytes of a text in every encoding that files come in. */
  formsOf(text: string): readonly Uint8Array[];
}

/** In a page of a database values stand without anything between them: shorter texts would be found by chance. */
const LOOSE_LEAST = 5;

/**
 * Erases a customer with all who were merged into them; erased already: unchanged, and the file is written anew once
 * more. Refuses `customer-unknown`, `customer-open` while something is still to be done for one of their orders, and
 * `busy` while somebody reads what was: then what is told is done, and erasing again finishes it.
 */
export async function eraseCustomer(shop: Shop, customer: string, options: EraseOptions): Promise<ActResult> {
  const { dryRun = false } = options;
  deleteSecurely(shop.database);
  const planned = await write(shop, { dryRun: true }, (act) => eraseRows(act, customer));
  const { id, outcome, needles, counts, kept, dropped } = planned;
  if (needles === undefined) {
    if (!dryRun) scrub(shop.database);
    return actResult([{ id, outcome }]);
  }
  // files before rows: cut short in between, the rows still say whom to look for
  const { files, holders: inFiles } = eraseInFiles(searchOf(shop, planned, needles, options));
  if (!dryRun) await write(shop, {}, (act) => eraseRows(act, customer));
  if (!dryRun) scrub(shop.database);
  const inDatabase = dryRun ? [] : await holdersInDatabase(shop, needles, options);
  const backups = await backupsElsewhere(shop);
  return actResult([{ id, outcome, ...counts, kept, dropped, files, holders: [...inDatabase, ...inFiles], backups }]);
}

/** Copies outside the shop's folder, which are not searched: their disk may lie in a drawer. */
async function backupsElsewhere(shop: Shop): Promise<string[]> {
  const folder = path.dirname(shop.database.path);
  const isOutside = (file: string) => path.relative(folder, file).startsWith('..');
  return (await read(shop, backupsMade)).filter(isOutside);
}

interface ErasedRows {
  readonly id: string;
  readonly outcome: string;
  /** Undefined: had been erased before. */
  readonly needles?: Needles;
  readonly counts?: Blanked;
  readonly kept: readonly KeptDocument[];
  readonly dropped: readonly string[];
  readonly documents: readonly string[];
  readonly shipmentIds: readonly number[];
  readonly returnIds: readonly number[];
  readonly sources: readonly string[];
}

const nothing = { kept: [], dropped: [], documents: [], shipmentIds: [], returnIds: [], sources: [] };

async function eraseRows(act: Act, text: string): Promise<ErasedRows> {
  const customer = await findCustomer(act.db, text);
  const id = formatId('customer', customer.id);
  if (customer.erased_at !== null) return { id, outcome: 'unchanged', ...nothing };
  const erased = await hangingOn(act.db, [customer.id, ...(await mergedInto(act.db, customer.id))]);
  const open = await openOrdersAmong(act.db, erased.orderIds);
  if (open.length > 0) throw new OmsError('customer-open', { customer: id, orders: open.map((order) => formatId('order', order)) });
  const needles = needlesOf(await tracesOf(act.db, erased));
  const sources = await sourcesOf(act.db, erased, needles);
  const documents = await eraseDocuments(act, erased);
  const blanked = await blankPeople(act.db, erased, needles, act.at);
  await recordEvent(act.db, act, 'customer', customer.id, 'erased', { orders: blanked.orders });
  const shipmentIds = await shipmentIdsOf(act.db, erased.orderIds);
  const returnIds = await returnIdsOf(act.db, erased.orderIds);
  return { id, outcome: 'erased', counts: blanked, ...documents, needles, sources, shipmentIds, returnIds };
}

/** Those whose time is over say nothing more; the others are told with the day until which they are kept. */
async function eraseDocuments(act: Act, { orderIds }: Erased) {
  const all = (await documentsOf(act.db, orderIds)).filter(({ snapshot }) => snapshot !== null);
  const over = all.filter(({ retain_until }) => retain_until !== null && retain_until < act.on);
  await dropSnapshots(
    act.db,
    over.map(({ id }) => id),
  );
  const kept = all.filter((document) => !over.includes(document));
  return {
    kept: kept.map(({ number, retain_until }) => ({ number, retainUntil: retain_until ?? '' })),
    dropped: over.map(({ number }) => number),
    documents: over.map(({ number }) => `${safeFileName(number)}.pdf`),
  };
}

function searchOf(
  shop: Shop,
  { documents, shipmentIds, returnIds, sources }: ErasedRows,
  { known, streets }: Needles,
  { formsOf, dryRun = false }: EraseOptions,
): FileSearch {
  const patterns = (texts: readonly string[]) =>
    texts.flatMap((text) => formsOf(text).map((bytes): Pattern => ({ bytes, isLoose: false })));
  const isLabelOf = (name: string) => {
    const [, letter, first, last = first] = /^labels-([SR])(\d+)(?:-\1(\d+))?(?:-p\d+)?\.(?:pdf|png|zpl)$/.exec(name) ?? [];
    const ids = letter === 'S' ? shipmentIds : returnIds;
    return first !== undefined && ids.some((id) => id >= Number(first) && id <= Number(last));
  };
  return {
    folder: path.dirname(shop.database.path),
    database: path.basename(shop.database.path),
    known: patterns(known),
    streets: patterns(streets),
    sources: new Set(sources),
    isTheirs: (name: string) => documents.includes(name) || isLabelOf(name),
    dryRun,
  };
}

/** Where in the database they can still be read; the file's bytes are looked through as well. */
async function holdersInDatabase(shop: Shop, { known }: Needles, { formsOf }: EraseOptions): Promise<Holder[]> {
  const columns = await read(shop, (db) => columnsHolding(db, known));
  const holders = columns.map(({ table, column }) => holderOfColumn(table, column));
  const patterns = known.filter((text) => Buffer.byteLength(text) >= LOOSE_LEAST).flatMap((text) => formsOf(text));
  const isInBytes = databaseHolds(
    shop.database.path,
    patterns.map((bytes) => ({ bytes, isLoose: true })),
  );
  return isInBytes && holders.length === 0 ? [{ kind: 'file', where: path.basename(shop.database.path) }] : holders;
}
