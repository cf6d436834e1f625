// The kinds of pages, and what each is made of.

/** Frozen and numbered: they are issued. */
export const issuedKinds = ['invoice', 'receipt', 'credit-note'] as const;

/** Of the shop as it is now, made as often as they are wanted; `of` is what their ids name. */
export const slipKinds = {
  quotation: { of: 'order', hasPrices: true },
  proforma: { of: 'order', hasPrices: true },
  'packing-slip': { of: 'shipment', hasPrices: false },
  'delivery-note': { of: 'shipment', hasPrices: true },
  'pick-list': { of: 'order', hasPrices: false },
  'purchase-order': { of: 'purchase', hasPrices: true },
  'count-sheet': { of: 'location', hasPrices: false },
  'return-slip': { of: 'order', hasPrices: false },
  statement: { of: 'customer', hasPrices: true },
  reminder: { of: 'invoice', hasPrices: true },
  customs: { of: 'shipment', hasPrices: true },
} as const;
export type SlipKind = keyof typeof slipKinds;
export const slipKindNames = Object.keys(slipKinds) as SlipKind[];

export type PageKind = (typeof issuedKinds)[number] | SlipKind;
export const pageKinds: readonly PageKind[] = [...issuedKinds, ...slipKindNames];
