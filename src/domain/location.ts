// Locations: where stock stands. The first by priority is where goods go when nobody says otherwise.
import { OmsError } from './error.ts';

export interface Location {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  /** ISO 3166-1, and the region as buyers write it; empty where nobody has said. */
  readonly country: string;
  readonly region: string;
  /** The lowest is first. */
  readonly priority: number;
}

/** A location for the outside: its code is its id. */
export type LocationView = Omit<Location, 'id'>;

/** A code as it is typed on the command line: 1 to 40 letters, digits, "-", "_" and ".". Refuses `location-code`. */
export function checkLocationCode(text: string): string {
  const code = text.normalize('NFC').trim();
  if (!/^[\p{L}\p{N}._-]{1,40}$/u.test(code)) throw new OmsError('location-code', { location: text });
  return code;
}
