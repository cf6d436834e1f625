// Numbers of documents, how long they are kept, and what the chain of hashes runs over.
import type { DocumentKind } from './document.ts';

const SEQUENCE_DIGITS = 4;

/** "INV-" + 2026 + 7 → "INV-2026-0007", "F{yy}/{00000}" → "F26/00007"; the sequence grows beyond its digits. */
export function formatNumber(prefix: string, year: number, sequence: number): string {
  if (prefix.includes('{')) {
    return prefix
      .replace('{year}', String(year))
      .replace('{yy}', String(year).slice(-2))
      .replace(/\{(0+)\}/, (_, digits: string) => String(sequence).padStart(digits.length, '0'));
  }
  return `${prefix}${year}-${String(sequence).padStart(SEQUENCE_DIGITS, '0')}`;
}

/** Years that the tax law of a country wants documents kept; where it is not known here, ten. Source: national tax codes. */
const yearsKept: Readonly<Record<string, number>> = { KR: 5, JP: 7, ES: 6, GB: 6, DE: 8, FR: 10, IT: 10, CN: 30, US: 7 };
const YEARS_ELSEWHERE = 10;

/** The last day a document must be kept: the end of the year so many years after it was issued. */
export function retainUntil(country: string, issuedOn: string): string {
  return `${Number(issuedOn.slice(0, 4)) + (yearsKept[country] ?? YEARS_ELSEWHERE)}-12-31`;
}

/** What a link of the chain vouches for: nothing personal, so that it still holds when a snapshot had to be erased. */
export interface ChainFacts {
  readonly kind: DocumentKind;
  readonly prefix: string;
  readonly year: number;
  readonly sequence: number;
  readonly number: string;
  readonly issuedAt: string;
  readonly issuedOn: string;
  readonly dueOn: string | null;
  readonly currency: string;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
  readonly snapshotHash: string;
  readonly previousHash: string;
}

/** The text that is hashed for the chain. Its form is for ever: a change would break every shop's chain. */
export function chainText(facts: ChainFacts): string {
  return JSON.stringify([
    'oms-chain-1',
    facts.kind,
    facts.prefix,
    facts.year,
    facts.sequence,
    facts.number,
    facts.issuedAt,
    facts.issuedOn,
    facts.dueOn,
    facts.currency,
    facts.netMinor,
    facts.taxMinor,
    facts.totalMinor,
    facts.snapshotHash,
    facts.previousHash,
  ]);
}
