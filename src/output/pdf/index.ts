// The PDF bundle: loaded when a document or a label is made.
export { checkInvoice, leftOutOf, renderInvoice } from './invoice.ts';
export { type LabelOptions, renderLabels } from './label.ts';
