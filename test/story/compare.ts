// Rows as the program shows them, held against rows as they should be.

export type Row = Readonly<Record<string, unknown>>;

/** The fields that are not as they should be, in words. */
export function compare(what: string, actual: Row | undefined, expected: Row): string[] {
  if (!actual) return [`${what} is missing`];
  return Object.entries(expected)
    .filter(([field, value]) => JSON.stringify(actual[field]) !== JSON.stringify(value))
    .map(([field, value]) => `${what}: ${field} is ${JSON.stringify(actual[field])}, should be ${JSON.stringify(value)}`);
}

/** Rows by their id: each as it should be, and none but these. */
export function compareAll(what: string, actual: readonly Row[], id: string, expected: readonly Row[]): string[] {
  const found = new Map(actual.map((row) => [row[id], row]));
  const wrong = expected.flatMap((one) => compare(`${what} ${one[id]}`, found.get(one[id]), one));
  for (const one of expected) found.delete(one[id]);
  return [...wrong, ...[...found.keys()].map((stranger) => `${what} ${stranger} should not be`)];
}

/** What must hold, or else the words for it. */
export function claim(holds: boolean, otherwise: string): string[] {
  return holds ? [] : [otherwise];
}
