// The shop as imported orders see it: its products by the channel's codes, its prices, its tax rates of their day.
import type { ImportingShop } from '../../domain/import/totals.ts';
import type { Rounding } from '../../domain/money.ts';
import type { Product } from '../../domain/product.ts';
import type { Settings } from '../../domain/settings.ts';
import type { TaxBasis, TaxTreatment } from '../../domain/tax.ts';
import type { Handle } from '../../store/database.ts';
import type { ProductCodes } from '../../store/import.ts';
import { treatmentsOn } from '../../store/tax-rate.ts';

/** Remembers what it has looked up, for as long as one import runs. */
export class ImportingShops {
  readonly settings: Settings;
  readonly #codes: ProductCodes;
  /** By currency and day. */
  readonly #shops = new Map<string, Map<string, ImportingShop>>();
  readonly #treatments = new Map<string, ReadonlyMap<string, TaxTreatment>>();

  constructor(settings: Settings, codes: ProductCodes) {
    this.settings = settings;
    this.#codes = codes;
  }

  /** As an order of this day and currency sees it. */
  async of(db: Handle, orderedOn: string, currency: string): Promise<ImportingShop> {
    let ofCurrency = this.#shops.get(currency);
    if (!ofCurrency) this.#shops.set(currency, (ofCurrency = new Map()));
    let shop = ofCurrency.get(orderedOn);
    if (!shop) {
      shop = importingShop(this.settings, this.#codes, await this.#treatmentsOn(db, orderedOn), currency);
      ofCurrency.set(orderedOn, shop);
    }
    return shop;
  }

  async #treatmentsOn(db: Handle, date: string): Promise<ReadonlyMap<string, TaxTreatment>> {
    let known = this.#treatments.get(date);
    if (!known) this.#treatments.set(date, (known = await treatmentsOn(db, this.settings, date)));
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
    pricesIncludeTax: settings['prices-include-tax'] === 'true',
    product: (code) => (isForeign ? withoutPrice(codes.find(code)) : codes.find(code)),
    pieces: (code) => codes.pieces(code),
    treatment: (category) => treatments.get(category),
    treatmentOf: (ratePpm) => treatmentOf(treatments, ratePpm),
    rates: [...treatments.values()].map(({ ratePpm }) => ratePpm).filter((rate) => rate > 0),
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
