// Erasing somebody: rows, log, index, copies of imports; documents stay as long as the law wants them.
import path from 'node:path';
import { issuedKinds, slipKindNames } from '../../domain/document/kind.ts';
import { pageName } from '../../domain/document/mark.ts';
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
import type { Handle } from '../../store/database.ts';
import { backupsMade, recordEvent } from '../../store/event.ts';
import { filesPrinted } from '../../store/print-job.ts';
import { type Act, read, type Shop, type WriteOptions, write } from '../shop.ts';
import { databaseHolds, eraseInFiles, type FileSearch, type Pattern, pagesElsewhere } from './erase-files.ts';

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
  const planned = await write(shop, { dryRun: true }, async (act) => {
    const rows = await eraseRows(act, customer);
    return { ...rows, columns: dryRun ? await holdingColumns(act.db, rows.needles) : [] };
  });
  const { id, outcome, needles, counts, kept, dropped } = planned;
  if (needles === undefined) {
    if (!dryRun) scrub(shop.database);
    return actResult([{ id, outcome }]);
  }
  // files before rows: cut short in between, the rows still say whom to look for
  const search = searchOf(shop, planned, needles, options);
  const { files, holders: inFiles } = eraseInFiles(search);
  if (!dryRun) await write(shop, {}, (act) => eraseRows(act, customer));
  if (!dryRun) scrub(shop.database);
  const inDatabase = dryRun ? planned.columns : await holdersInDatabase(shop, needles, options);
  const printed = pagesElsewhere((await read(shop, filesPrinted)).filter(path.isAbsolute), search);
  const backups = await backupsElsewhere(shop);
  return actResult([{ id, outcome, ...counts, kept, dropped, files, holders: [...inDatabase, ...inFiles, ...printed], backups }]);
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
  /** Numbers of what pages may be of. */
  readonly numbers: readonly string[];
  readonly sources: readonly string[];
}

const nothing = { kept: [], dropped: [], numbers: [], sources: [] };

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
  const numbers = [...(await numbersOf(act.db, erased)), ...documents.kept.map(({ number }) => number), ...documents.dropped];
  return { id, outcome: 'erased', counts: blanked, ...documents, needles, sources, numbers };
}

async function numbersOf(db: Handle, { customerIds, orderIds }: Erased): Promise<string[]> {
  const all = {
    customer: customerIds,
    order: orderIds,
    shipment: await shipmentIdsOf(db, orderIds),
    return: await returnIdsOf(db, orderIds),
  };
  return Object.entries(all).flatMap(([kind, ids]) => ids.map((id) => formatId(kind as keyof typeof all, id)));
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
  };
}

const slipNames = [...slipKindNames, 'label'];

function searchOf(
  shop: Shop,
  { kept, dropped, numbers, sources }: ErasedRows,
  { known, streets }: Needles,
  { formsOf, dryRun = false }: EraseOptions,
): FileSearch {
  const patterns = (texts: readonly string[]) =>
    texts.flatMap((text) => formsOf(text).map((bytes): Pattern => ({ bytes, isLoose: false })));
  const fileOf = (number: string) => `${safeFileName(number)}.pdf`;
  const named = (kinds: readonly string[]) => new Set(numbers.flatMap((number) => kinds.map((kind) => pageName({ kind, number }))));
  const [issued, slips] = [named(issuedKinds), named(slipNames)];
  return {
    folder: path.dirname(shop.database.path),
    database: path.basename(shop.database.path),
    known: patterns(known),
    streets: patterns(streets),
    sources: new Set(sources),
    over: dropped.map(fileOf),
    kept: kept.map(({ number }) => fileOf(number)),
    claim: (page) => (slips.has(page) ? 'slip' : issued.has(page) ? 'issued' : undefined),
    dryRun,
  };
}

/** Where in the database they can still be read; the file's bytes are looked through as well. */
async function holdersInDatabase(shop: Shop, needles: Needles, { formsOf }: EraseOptions): Promise<Holder[]> {
  const holders = await read(shop, (db) => holdingColumns(db, needles));
  const patterns = needles.known.filter((text) => Buffer.byteLength(text) >= LOOSE_LEAST).flatMap((text) => formsOf(text));
  const isInBytes = databaseHolds(
    shop.database.path,
    patterns.map((bytes) => ({ bytes, isLoose: true })),
  );
  return isInBytes && holders.length === 0 ? [{ kind: 'file', where: path.basename(shop.database.path) }] : holders;
}

async function holdingColumns(db: Handle, needles: Needles | undefined): Promise<Holder[]> {
  return (await columnsHolding(db, needles?.known ?? [])).map(({ table, column }) => holderOfColumn(table, column));
}
