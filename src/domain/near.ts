// "Did you mean …?": which of the known words a mistyped one is near to.

const SUGGESTIONS_MAX = 3;

/**
 * The known words nearest to `word`, nearest first, at most three: few letters differ (a swap of neighbours counts as
 * one), or one begins with the other. Empty when nothing is near.
 */
export function nearest(word: string, known: readonly string[]): string[] {
  const wanted = word.toLowerCase();
  const most = Math.max(1, Math.floor(wanted.length * 0.4));
  return known
    .map((candidate) => ({ candidate, distance: closeness(wanted, candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, SUGGESTIONS_MAX)
    .map(({ candidate }) => candidate);
}

/** A beginning of at least three letters is as near as one wrong letter. */
function closeness(word: string, candidate: string): number {
  const shorter = Math.min(word.length, candidate.length);
  const begins = shorter >= 3 && (word.startsWith(candidate) || candidate.startsWith(word));
  return begins ? Math.min(1, editDistance(word, candidate)) : editDistance(word, candidate);
}

/** Letters to change, add, drop or swap with the neighbour (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const change = at(last, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current[column] = Math.min(
        change,
        at(last, column) + 1,
        at(current, column - 1) + 1,
        swapped ? at(beforeLast, column - 2) + 1 : Infinity,
      );
    }
    beforeLast = last;
    last = current;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
