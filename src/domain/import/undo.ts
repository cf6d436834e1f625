// Undoing a batch: which of its orders have moved on since, so that undoing would undo what somebody has done.

/** Events that do not keep a batch from being undone: they go with it, or are done again. */
export const undoableActions: ReadonlySet<string> = new Set([
  'confirmed',
  'unconfirmed',
  'reserved',
  'released',
  'linked',
  'approval-asked',
  'approval-settled',
  'restored',
  'updated',
  'conflict',
]);

/** A step of an order after the batch: an event, or `batch` where a later import has brought it again. */
export interface LaterStep {
  readonly orderId: number;
  readonly what: string;
}

export interface MovedOn {
  readonly orderId: number;
  /** Each step once, in the order in which they were taken. */
  readonly what: readonly string[];
}

/** The orders that have moved on, by their ids. */
export function movedOn(steps: readonly LaterStep[]): MovedOn[] {
  const found = new Map<number, Set<string>>();
  for (const { orderId, what } of steps) {
    if (undoableActions.has(what)) continue;
    found.set(orderId, (found.get(orderId) ?? new Set()).add(what));
  }
  return [...found].map(([orderId, what]) => ({ orderId, what: [...what] })).sort((a, b) => a.orderId - b.orderId);
}
