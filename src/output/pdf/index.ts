// The PDF bundle: loaded when a document or a label is made.

export { type LabelFiles, type LabelOptions, renderLabels, renderStickers } from '../label/index.ts';
export { checkDocuments, checkInvoice, leftOutIn, leftOutOf, renderInvoice, renderSlips } from './invoice.ts';
