// The PDF bundle: loaded when a document or a label is made.
export { checkDocuments, checkInvoice, leftOutIn, leftOutOf, renderInvoice, renderSlips } from './invoice.ts';
export { type LabelFiles, type LabelOptions, renderLabels, renderStickers } from '../label/index.ts';
