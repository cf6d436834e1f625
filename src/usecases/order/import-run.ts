// One run of an import: its batch, its files, and what it remembers of channels, products and rates between orders.
import type { OrderFile } from '../../domain/import/order.ts';
import type { ImportingShop } from '../../domain/import/totals.ts';
import type { Rounding } from '../../domain/money.ts';
import type { Product } from '../../domain/product.ts';
import type { Settings } from '../../domain/settings.ts';
import type { TaxBasis, TaxTreatment } from '../../domain/tax.ts';
import { insertBatch, insertBatchFile } from '../../store/batch.ts';
import { channelNamed } from '../../store/channel.ts';
import { hasOrders, ProductCodes } from '../../store/import.ts';
import { openQuarantine } from '../../store/quarantine.ts';
import { treatmentsOn } from '../../store/tax-rate.ts';
import type { Act } from '../shop.ts';

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
  readonly codes: ProductCodes;
  /** The numbers of its orders in quarantine. */
  readonly quarantined: Set<string>;
  readonly shops: Map<string, ImportingShop>;
  /** It had no orders before this file: none of them can be known, since a file gives each only once. */
  readonly newWith: OrderFile | null;
}

export class ImportRun {
  readonly options: RunOptions;
  readonly #files: readonly ChosenFile[];
  #batchId: number | undefined;
  readonly #fileIds = new Map<OrderFile, number>();
  readonly #channels = new Map<string, ChannelFacts>();
  readonly #treatments = new Map<string, ReadonlyMap<string, TaxTreatment>>();

  constructor(files: readonly ChosenFile[], options: RunOptions) {
    this.#files = files;
    this.options = options;
  }

  /** Forgets what was written, since it has been rolled back. */
  forget(): void {
    this.#batchId = undefined;
    this.#fileIds.clear();
    this.#channels.clear();
  }

  /** The batch of this run, made at the first call. */
  async batchId(act: Act): Promise<number> {
    if (this.#batchId === undefined) {
      const first = this.#files[0] as ChosenFile;
      const isOneChannel = this.#files.every(({ channel }) => channel === first.channel);
      const channelId = isOneChannel ? (await this.#channelOf(act, first)).id : null;
      const { opening, strict } = this.options;
      this.#batchId = await insertBatch(act.db, { command: act.command, channelId, strict, opening, actor: act.actor }, act.at);
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
      const codes = await ProductCodes.ofChannel(act.database, act.db, id);
      const newWith = hasOrders(act.database, id) ? null : file;
      facts = { id, codes, quarantined: await openQuarantine(act.db, id), shops: new Map(), newWith };
      this.#channels.set(name, facts);
    }
    return facts;
  }

  /** The shop as an order of this channel, day and currency sees it. */
  async shopFor(act: Act, { codes, shops }: ChannelFacts, orderedOn: string, currency: string): Promise<ImportingShop> {
    const key = `${orderedOn} ${currency}`;
    let shop = shops.get(key);
    if (!shop) {
      shop = importingShop(act.settings, codes, await this.#treatmentsOn(act, orderedOn), currency);
      shops.set(key, shop);
    }
    return shop;
  }

  async #treatmentsOn(act: Act, date: string): Promise<ReadonlyMap<string, TaxTreatment>> {
    let known = this.#treatments.get(date);
    if (!known) this.#treatments.set(date, (known = await treatmentsOn(act.db, act.settings.country, date)));
    return known;
  }
}

function importingShop(
  settings: Settings,
  codes: ProductCodes,
  treatments: ReadonlyMap<string, TaxTreatment>,
  currency: string,
): ImportingShop {
  const isForeign = currency !== settings.currency;
  return {
    rounding: settings.rounding as Rounding,
    taxBasis: settings['tax-basis'] as TaxBasis,
    shippingTaxCategory: settings['shipping-tax-category'],
    product: (code) => (isForeign ? withoutPrice(codes.find(code)) : codes.find(code)),
    pieces: (code) => codes.pieces(code),
    treatment: (category) => treatments.get(category),
    treatmentOf: (ratePpm) => treatmentOf(treatments, ratePpm),
  };
}

/** The shop's prices are in its own currency. */
function withoutPrice(product: Product | undefined): Product | undefined {
  return product && { ...product, unitPriceMicros: null };
}

const ZERO_RATED: TaxTreatment = { category: 'Z', ratePpm: 0 };

/** A rate that the shop knows has the shop's code; any other is the standard one. */
function treatmentOf(treatments: ReadonlyMap<string, TaxTreatment>, ratePpm: number): TaxTreatment {
  if (ratePpm === 0) return treatments.get('zero') ?? ZERO_RATED;
  for (const known of treatments.values()) if (known.ratePpm === ratePpm) return known;
  return { category: 'S', ratePpm };
}
