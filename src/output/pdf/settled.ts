// The structure of pages that are done: kept as the text it is written as, not as all of its elements.

/** What pdfkit's types leave out: the elements of each page's content, by the page's key. */
interface ParentTree {
  get(key: number): readonly unknown[];
  add(key: number, value: unknown): void;
}
interface Tagged {
  getStructTreeRoot(): { readonly data: { readonly ParentTree: ParentTree; readonly ParentTreeNextKey: number } };
}

/** pdfkit writes what is neither text, list nor plain object as what it says of itself. */
class Settled {
  readonly [Symbol.toStringTag] = 'Settled';
  readonly #text: string;

  constructor(elements: readonly unknown[]) {
    this.#text = `[${elements.map(String).join(' ')}]`;
  }

  toString(): string {
    return this.#text;
  }
}

/** Settles the pages from a key on, which nothing is drawn on any more; gives the key of the page to come. */
export function settlePages(document: PDFKit.PDFDocument, from: number): number {
  const { ParentTree: tree, ParentTreeNextKey: end } = (document as unknown as Tagged).getStructTreeRoot().data;
  for (let key = from; key < end; key += 1) tree.add(key, new Settled(tree.get(key)));
  return end;
}
