// One run of an import: its batch, its files, and what it remembers of channels, products and rates between orders.
import { OmsError } from '../../domain/error.ts';
import { formatId } from '../../domain/id.ts';
import type { OrderFile } from '../../domain/import/order.ts';
import { insertBatch, insertBatchFile, isUndone } from '../../store/batch.ts';
import { channelNamed } from '../../store/channel.ts';
import { hasOrders, ProductCodes } from '../../store/import.ts';
import { openQuarantine, openUnnumbered } from '../../store/quarantine.ts';
import type { Act } from '../shop.ts';
import { type ChangedOrder, settleOrders } from './import-again.ts';
import type { Destination } from './import-new.ts';
import { ImportingShops } from './import-shop.ts';

/** A file with the channel its orders belong to where they do not name one. */
export interface ChosenFile {
  readonly file: OrderFile;
  readonly channel: string;
}

export interface RunOptions {
  /** Orders before this date are history. */
  readonly opening: string | null;
  readonly strict: boolean;
}

/** What is known of a channel while its orders come in. */
export interface ChannelFacts {
  readonly id: number;
  /** The numbers of its orders in quarantine. */
  readonly quarantined: Set<string>;
  /** Read at the first call. */
  readonly unnumbered: Destination['unnumbered'];
  readonly shops: ImportingShops;
  /** It had no orders before this file: none of them can be known, since a file gives each only once. */
  newWith: OrderFile | null;
}

export class ImportRun {
  readonly options: RunOptions;
  readonly #files: readonly ChosenFile[];
  #batchId: number | undefined;
  readonly #fileIds = new Map<OrderFile, number>();
  readonly #channels = new Map<string, ChannelFacts>();
  #newest: number | undefined;
  #changed: ChangedOrder[] = [];
  /** Of the order before. */
  #destination: { readonly file: OrderFile; readonly channel: ChannelFacts; readonly to: Destination } | undefined;

  constructor(files: readonly ChosenFile[], options: RunOptions) {
    this.#files = files;
    this.options = options;
  }

  /** Forgets what was written, since it has been rolled back. */
  forget(): void {
    this.#batchId = undefined;
    this.#fileIds.clear();
    this.#channels.clear();
    this.#destination = undefined;
    this.#newest = undefined;
    this.#changed = [];
  }

  /** An order that came again is settled with the others of its transaction. */
  settleLater(changed: ChangedOrder | null): void {
    if (changed) this.#changed.push(changed);
  }

  /** Settles what this transaction has changed. */
  async settle(act: Act): Promise<void> {
    const changed = this.#changed;
    this.#changed = [];
    await settleOrders(act, changed);
  }

  /** The batch of this run, made at the first call. Refuses `batch-undone` where somebody has undone it meanwhile. */
  async batchId(act: Act): Promise<number> {
    if (this.#batchId === undefined) {
      const first = this.#files[0] as ChosenFile;
      const isOneChannel = this.#files.every(({ channel }) => channel === first.channel);
      const channelId = isOneChannel ? (await this.#channelOf(act, first)).id : null;
      const { opening, strict } = this.options;
      this.#batchId = await insertBatch(act.db, { command: act.command, channelId, strict, opening, actor: act.actor }, act.at);
    } else if (await isUndone(act.db, this.#batchId)) {
      throw new OmsError('batch-undone', { id: formatId('batch', this.#batchId) });
    }
    return this.#batchId;
  }

  async fileId(act: Act, chosen: ChosenFile): Promise<number> {
    const { file } = chosen;
    let id = this.#fileIds.get(file);
    if (id === undefined) {
      const batchId = await this.batchId(act);
      const { id: channelId } = await this.#channelOf(act, chosen);
      const { name, sha256, bytes, profile, profileHash, encoding, header } = file;
      id = await insertBatchFile(act.db, { batchId, channelId, name, sha256, bytes, profile, profileHash, encoding, header });
      this.#fileIds.set(file, id);
    }
    return id;
  }

  /** A file's own channel, which remembers the profile it comes in. */
  #channelOf(act: Act, { channel, file }: ChosenFile): Promise<ChannelFacts> {
    return this.channel(act, channel, file, file.profile);
  }

  async channel(act: Act, name: string, file: OrderFile, profile?: string): Promise<ChannelFacts> {
    let facts = this.#channels.get(name);
    if (!facts) {
      const id = await channelNamed(act.db, name, act.at, profile);
      const shops = new ImportingShops(act.settings, await ProductCodes.ofChannel(act.database, act.db, id));
      const newWith = hasOrders(act.database, id) ? null : file;
      let waiting: ReturnType<Destination['unnumbered']> | undefined;
      const unnumbered: Destination['unnumbered'] = (db) => (waiting ??= openUnnumbered(db, id));
      facts = { id, quarantined: await openQuarantine(act.db, id), unnumbered, shops, newWith };
      this.#channels.set(name, facts);
    }
    return facts;
  }

  /** A transaction begins, with this as the newest order: where others have brought some meanwhile, any may be known. */
  meet(newest: number): void {
    if (this.#newest === undefined || this.#newest === newest) return;
    for (const channel of this.#channels.values()) channel.newWith = null;
  }

  /** A transaction ends with this as the newest order. */
  left(newest: number): void {
    this.#newest = newest;
  }

  /** Where the orders of a file's channel are written to. */
  async destination(act: Act, chosen: ChosenFile, channel: ChannelFacts): Promise<Destination> {
    if (this.#destination?.file !== chosen.file || this.#destination.channel !== channel) {
      const to = { channelId: channel.id, batchId: await this.batchId(act), fileId: await this.fileId(act, chosen) };
      this.#destination = { file: chosen.file, channel, to: { ...to, quarantined: channel.quarantined, unnumbered: channel.unnumbered } };
    }
    return this.#destination.to;
  }
}
