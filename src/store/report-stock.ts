// The ledger read through once, in the order it was written: what stock has cost, what left at what cost, what moved when.
import { StockValue, type Valuation } from '../domain/stock-value.ts';
import type { Database } from './database.ts';
import type { MovementTable } from './schema.ts';

export interface LedgerSummary {
  readonly value: StockValue;
  unavailable: number;
  /** Business date. */
  lastMovedOn: string;
}

export interface LedgerRow {
  readonly id: number;
  readonly product_id: number;
  readonly kind: MovementTable['kind'];
  readonly quantity: number;
  readonly unavailable: number;
  readonly unit_cost_micros: number | null;
  readonly cause_id: number | null;
  readonly business_date: string;
}

export interface LedgerReading {
  readonly valuation: Valuation;
  readonly microsPerMinor: number;
  /** Only what moved until this business date, included. */
  readonly until?: string;
  /** Told of each movement and what it changed the value by, in minor units; null while no cost is known. */
  readonly each?: (row: LedgerRow, changeMinor: number | null) => void;
}

/**
 * Per product id; read inside the snapshot that is open. Moving goods between locations changes no value; what is
 * assembled costs what its parts did. A change is the difference of two rounded totals, so that changes sum to the value.
 */
export function readLedger(database: Database, reading: LedgerReading): Map<number, LedgerSummary> {
  const ledger = new Ledger(reading);
  const movements = database.statement('ledger as written', (db) =>
    db
      .selectFrom('movement')
      .select(['id', 'product_id', 'kind', 'quantity', 'unavailable', 'unit_cost_micros', 'cause_id', 'business_date'])
      .orderBy('id'),
  );
  for (const row of movements.iterate() as Iterable<LedgerRow>) {
    if (reading.until === undefined || row.business_date <= reading.until) ledger.take(row);
  }
  ledger.end();
  return ledger.summaries;
}

class Ledger {
  readonly summaries = new Map<number, LedgerSummary>();
  readonly #reading: LedgerReading;
  /** Movements of the assembly under way: one act, written together. */
  #assembly: LedgerRow[] = [];

  constructor(reading: LedgerReading) {
    this.#reading = reading;
  }

  take(row: LedgerRow): void {
    const isSame = row.kind === 'assemble' && this.#assembly[0]?.cause_id === row.cause_id;
    if (!isSame) this.end();
    if (row.kind === 'assemble') this.#assembly.push(row);
    else this.#book(row, (value) => (row.kind === 'transfer' ? undefined : value.move(row.quantity, row.unit_cost_micros)));
  }

  /** Books the assembly that is complete: what went into it is what it is worth, shared by quantity where it is several. */
  end(): void {
    const rows = this.#assembly;
    this.#assembly = [];
    let micros: bigint | undefined = 0n;
    for (const row of rows.filter(({ quantity }) => quantity < 0)) {
      const before = this.#summaryOf(row).value.micros;
      this.#book(row, (value) => value.move(row.quantity, null));
      const after = this.#summaryOf(row).value.micros;
      micros = micros === undefined || before === undefined || after === undefined ? undefined : micros + before - after;
    }
    const made = rows.filter(({ quantity }) => quantity > 0);
    const shares =
      micros === undefined
        ? made.map(() => undefined)
        : sharesOf(
            micros,
            made.map((row) => this.#weightOf(row)),
          );
    for (const [index, row] of made.entries()) {
      const share = shares[index];
      this.#book(row, (value) => (share === undefined ? value.move(row.quantity, null) : value.putIn(row.quantity, share)));
    }
  }

  /** What goods that are made are worth by themselves, as far as that is known; else all alike. */
  #weightOf(row: LedgerRow): bigint {
    const { unitMicros } = this.#summaryOf(row).value;
    return BigInt(row.quantity) * (unitMicros === 0n ? 1n : unitMicros);
  }

  #book(row: LedgerRow, change: (value: StockValue) => void): void {
    const summary = this.#summaryOf(row);
    const { each, microsPerMinor } = this.#reading;
    const before = each ? summary.value.minor(microsPerMinor) : null;
    change(summary.value);
    summary.unavailable += row.unavailable;
    if (row.business_date > summary.lastMovedOn) summary.lastMovedOn = row.business_date;
    if (!each) return;
    const after = summary.value.minor(microsPerMinor);
    each(row, after === null ? null : after - (before ?? 0));
  }

  #summaryOf(row: LedgerRow): LedgerSummary {
    let summary = this.summaries.get(row.product_id);
    if (!summary) {
      summary = { value: new StockValue(this.#reading.valuation), unavailable: 0, lastMovedOn: row.business_date };
      this.summaries.set(row.product_id, summary);
    }
    return summary;
  }
}

/** Parts by weight that sum to the whole; the last takes the rest. */
function sharesOf(micros: bigint, weights: readonly bigint[]): bigint[] {
  let weightLeft = weights.reduce((sum, weight) => sum + weight, 0n);
  let left = micros;
  return weights.map((weight) => {
    const share = weightLeft === 0n ? left : (left * weight) / weightLeft;
    left -= share;
    weightLeft -= weight;
    return share;
  });
}
