// Orders in a list: what can be asked for, and what a row says.
import { exponentOf } from '../currency.ts';
import { formatId } from '../id.ts';
import {
  type FulfilmentState,
  type InvoiceState,
  type Order,
  type OrderState,
  owedMinor,
  type PaymentState,
  type ReturnState,
} from './order.ts';

/** Things to do that a list can be asked for; history never has any. */
export const orderTasks = [
  'problems',
  'held',
  'conflicts',
  'needs-approval',
  'unpaid',
  'to-refund',
  'to-credit',
  'to-release',
  'to-invoice',
] as const;
export type OrderTask = (typeof orderTasks)[number];

/** How a list can be sorted; by date the newest comes first, by total the largest. */
export const orderSorts = ['date', 'number', 'total', 'customer'] as const;
export type OrderSort = (typeof orderSorts)[number];

/** Everything asked for must hold; of several values in one field any, of several tags all. */
export interface OrderFilter {
  readonly tags?: readonly string[];
  /** Where it goes: a country's code. */
  readonly country?: string;
  /** Of a shipment, in whatever letters. */
  readonly carrier?: string;
  readonly currency?: string;
  /** Of the total, in millionths of whatever currency it has. */
  readonly leastMicros?: number;
  readonly mostMicros?: number;
  /** The code of a problem that was found. */
  readonly problem?: string;
  /** Invoiced, due before this day, and not paid in full. */
  readonly overdueOn?: string;
  /** These only, by number of entry; then the newest entered comes first. */
  readonly ids?: readonly number[];
  readonly sort?: OrderSort;
  readonly reverse?: boolean;
  readonly channel?: string;
  readonly states?: readonly OrderState[];
  readonly payment?: readonly PaymentState[];
  readonly fulfilment?: readonly FulfilmentState[];
  readonly returns?: readonly ReturnState[];
  readonly invoice?: readonly InvoiceState[];
  /** Business dates, both included. */
  readonly from?: string;
  readonly to?: string;
  readonly customerId?: number;
  readonly sku?: string;
  /** In the number, or in name, company, e-mail or phone of customer, buyer or recipient. */
  readonly text?: string;
  readonly tasks?: readonly OrderTask[];
  /** True: without history. */
  readonly current?: boolean;
  /** True: without holds. */
  readonly unheld?: boolean;
  /** True: without errors and holds, as far as was last looked. */
  readonly clean?: boolean;
  /** The business date: a hold that was to last until then is none, though nobody has lifted it yet. */
  readonly on?: string;
  readonly limit?: number;
}

/** An order as the database lists it. */
export interface OrderListing {
  readonly order: Order;
  readonly customerName: string;
  /** How many things its channel says that were not taken, and that nobody has settled. */
  readonly conflicts: number;
}

/** A row of `order list`; amounts in minor units of the currency. */
export interface OrderRow {
  readonly id: string;
  readonly number: string;
  readonly channel: string;
  readonly date: string;
  readonly orderedAt: string;
  readonly customer: string | null;
  readonly customerName: string;
  readonly state: OrderState;
  readonly history: boolean;
  readonly paymentState: PaymentState;
  readonly fulfilmentState: FulfilmentState;
  readonly returnState: ReturnState;
  readonly invoiceState: InvoiceState;
  readonly currency: string;
  readonly exponent: number;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
  readonly paidMinor: number;
  readonly refundedMinor: number;
  readonly creditedMinor: number;
  /** Given back by the channel, and on no credit note yet. */
  readonly uncreditedMinor: number;
  /** Still to be paid, or below zero to be given back; history owes nothing. */
  readonly owedMinor: number;
  readonly paymentMethod: string | null;
  readonly priority: number;
  readonly errors: number;
  readonly warnings: number;
  readonly holds: number;
  /** What its channel says otherwise, and nobody has settled yet. */
  readonly conflicts: number;
}

export function orderRow({ order, customerName, conflicts }: OrderListing): OrderRow {
  return {
    id: formatId('order', order.id),
    number: order.number,
    channel: order.channel,
    date: order.orderedOn,
    orderedAt: order.orderedAt,
    customer: order.customerId === null ? null : formatId('customer', order.customerId),
    customerName,
    state: order.state,
    history: order.history,
    paymentState: order.paymentState,
    fulfilmentState: order.fulfilmentState,
    returnState: order.returnState,
    invoiceState: order.invoiceState,
    currency: order.currency,
    exponent: exponentOf(order.currency),
    netMinor: order.netMinor,
    taxMinor: order.taxMinor,
    totalMinor: order.totalMinor,
    paidMinor: order.paidMinor,
    refundedMinor: order.refundedMinor,
    creditedMinor: order.creditedMinor,
    uncreditedMinor: order.uncreditedMinor,
    owedMinor: order.history ? 0 : owedMinor(order),
    paymentMethod: order.paymentMethod,
    priority: order.priority,
    errors: order.errorCount,
    warnings: order.warningCount,
    holds: order.holdCount,
    conflicts,
  };
}
