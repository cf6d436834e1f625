// What needs doing now: each kind of task with the command that shows or does it.

/** In the order in which a day goes. */
export const statusCommands = {
  quarantined: 'oms batch list --quarantined',
  rejected: 'oms batch list --quarantined',
  problems: 'oms order list --problems',
  held: 'oms order list --held',
  conflicts: 'oms order list --conflicts',
  'to-approve': 'oms order list --needs-approval',
  cases: 'oms case list --state open',
  'to-confirm': 'oms order confirm --all',
  'to-reserve': 'oms order reserve --all',
  backordered: 'oms order list --fulfilment backordered',
  'to-ship': 'oms shipment create --all',
  'to-dispatch': 'oms shipment list --state open',
  'to-print': 'oms print list --unprinted',
  'to-invoice': 'oms invoice issue --all',
  unpaid: 'oms order list --unpaid',
  'to-refund': 'oms order list --to-refund',
  'to-credit': 'oms order list --to-credit',
  'to-release': 'oms order list --to-release',
  returns: 'oms return list --state asked',
  'low-stock': 'oms stock low --all',
  'expired-lots': 'oms stock lots --expiring 0',
  'to-send': 'oms purchase list --state draft',
  overdue: 'oms purchase list --overdue',
} as const;
export type StatusKey = keyof typeof statusCommands;

export type StatusCounts = Readonly<Record<StatusKey, number>>;

/** One line of `oms status`. */
export interface StatusTask {
  readonly key: StatusKey;
  readonly count: number;
  /** To paste next. */
  readonly command: string;
}

/** The tasks there are; what is done is left out. */
export function tasksOf(counts: StatusCounts): StatusTask[] {
  const keys = Object.keys(statusCommands) as StatusKey[];
  return keys.filter((key) => counts[key] > 0).map((key) => ({ key, count: counts[key], command: statusCommands[key] }));
}
