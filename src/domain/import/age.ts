// How old what a file says of an order is beside what is known of it.

/** When what is known of an order was exported (null: unknown), and in which format. */
export interface Said {
  readonly saidAt: string | null;
  readonly saidBy: string | null;
}

/**
 * How old what a file says is beside what was read before: nothing older is taken, nor anything undated over what is
 * dated. Another report of the same account, which may never say its age, is no rival of one that does.
 */
export function ageOf(known: Said, incoming: Said): 'current' | 'older' | 'undated' {
  if (known.saidAt === null) return 'current';
  if (incoming.saidAt === null) return incoming.saidBy === known.saidBy ? 'undated' : 'current';
  return incoming.saidAt < known.saidAt ? 'older' : 'current';
}
