// Channels as the outside reads them: named accounts where orders come from.
import type { InvoiceRule } from './order/axes.ts';

export interface ChannelView {
  readonly channel: string;
  /** The format of its files; null: its orders are typed in. */
  readonly profile: string | null;
  /** When its orders want an invoice, and who says so. */
  readonly invoiceRule: InvoiceRule;
  readonly origin: 'shop' | 'channel';
}
