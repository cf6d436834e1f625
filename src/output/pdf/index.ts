// The PDF bundle: loaded when a document or a label is made.
export {};
