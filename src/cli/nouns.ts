// The directory of commands: each noun's verbs are loaded only when the noun is asked for.
import type { Noun } from './command.ts';

export const nouns: readonly Noun[] = [
  {
    name: 'order',
    summary: 'customers’ orders: import, add, check, confirm, reserve, cancel',
    load: async () => (await import('./order/index.ts')).commands,
  },
  {
    name: 'order filter',
    summary: 'filters of "order list" under a name',
    load: async () => (await import('./order/filter/index.ts')).commands,
  },
  { name: 'channel', summary: 'where orders come from', load: async () => (await import('./channel/index.ts')).commands },
  { name: 'batch', summary: 'imports: what came in, what is in quarantine', load: async () => (await import('./batch/index.ts')).commands },
  { name: 'product', summary: 'what the shop sells', load: async () => (await import('./product/index.ts')).commands },
  {
    name: 'product alias',
    summary: 'what a channel’s own codes mean',
    load: async () => (await import('./product/alias/index.ts')).commands,
  },
  {
    name: 'product part',
    summary: 'what kits and assembled goods are made of',
    load: async () => (await import('./product/part/index.ts')).commands,
  },
  { name: 'price', summary: 'what products cost', load: async () => (await import('./price/index.ts')).commands },
  {
    name: 'promotion',
    summary: 'what is taken off: by a code or by itself',
    load: async () => (await import('./promotion/index.ts')).commands,
  },
  { name: 'stock', summary: 'what is on the shelf, promised and free', load: async () => (await import('./stock/index.ts')).commands },
  { name: 'location', summary: 'where stock stands', load: async () => (await import('./location/index.ts')).commands },
  { name: 'supplier', summary: 'whom the shop buys from', load: async () => (await import('./supplier/index.ts')).commands },
  {
    name: 'supplier offer',
    summary: 'what suppliers ask for products',
    load: async () => (await import('./supplier/offer/index.ts')).commands,
  },
  {
    name: 'purchase',
    summary: 'what is bought, and what of it has come',
    load: async () => (await import('./purchase/index.ts')).commands,
  },
  {
    name: 'approval',
    summary: 'rules by which orders need somebody’s approval',
    load: async () => (await import('./approval/index.ts')).commands,
  },
  { name: 'tax', summary: 'the tax rates of the shop’s country', load: async () => (await import('./tax/index.ts')).commands },
  { name: 'customer', summary: 'who buys', load: async () => (await import('./customer/index.ts')).commands },
  { name: 'case', summary: 'complaints and questions about orders', load: async () => (await import('./case/index.ts')).commands },
  { name: 'payment', summary: 'money in for orders', load: async () => (await import('./payment/index.ts')).commands },
  {
    name: 'invoice',
    summary: 'numbered, frozen invoices and credit notes',
    load: async () => (await import('./invoice/index.ts')).commands,
  },
  {
    name: 'document',
    summary: 'slips on paper: quotations, delivery notes, pick lists, statements, reminders',
    load: async () => (await import('./document/index.ts')).commands,
  },
  {
    name: 'shipment',
    summary: 'goods leaving, with carrier and tracking',
    load: async () => (await import('./shipment/index.ts')).commands,
  },
  {
    name: 'label',
    summary: 'labels of parcels, returns, products and bins',
    load: async () => (await import('./label/index.ts')).commands,
  },
  {
    name: 'print',
    summary: 'what was sent to printers, and sending it once more',
    load: async () => (await import('./print/index.ts')).commands,
  },
  { name: 'return', summary: 'goods coming back', load: async () => (await import('./return/index.ts')).commands },
  {
    name: 'template',
    summary: 'how documents look: layouts to copy and change',
    load: async () => (await import('./template/index.ts')).commands,
  },
  {
    name: 'profile',
    summary: 'export formats: which can be read, and whether they are right',
    load: async () => (await import('./profile/index.ts')).commands,
  },
  { name: 'report', summary: 'sales, stock, returns', load: async () => (await import('./report/index.ts')).commands },
  { name: 'db', summary: 'check and back up the shop', load: async () => (await import('./db/index.ts')).commands },
  { name: 'config', summary: 'the shop’s settings', load: async () => (await import('./config/index.ts')).commands },
];

/** Commands without a noun. */
export const topCommands: readonly Noun[] = [
  { name: 'init', summary: 'make a new shop', load: async () => (await import('./shop/init.ts')).commands },
  { name: 'demo', summary: 'an invented shop that runs a whole day', load: async () => (await import('./shop/demo.ts')).commands },
  { name: 'status', summary: 'what needs doing now', load: async () => (await import('./shop/status.ts')).commands },
  { name: 'why', summary: 'why a product’s stock is what it is', load: async () => (await import('./stock/why.ts')).commands },
  { name: 'run', summary: 'the daily work, for cron', load: async () => (await import('./shop/run.ts')).commands },
  { name: 'completion', summary: 'completion for bash, zsh or fish', load: async () => (await import('./shop/completion.ts')).commands },
];
