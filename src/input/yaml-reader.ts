// A YAML file read with types: every mistake is kept with its line and column, and keys nobody reads are mistakes.
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from 'yaml';

/** A mistake as "3:5 order.dat: unknown-key (date, currency)": place, path, what, and what would be right. */
export class YamlReader {
  readonly root: YamlMap;
  readonly #lines = new LineCounter();
  readonly #mistakes: { readonly offset: number; readonly text: string }[] = [];

  constructor(text: string) {
    const document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false, uniqueKeys: true });
    for (const { pos, code } of [...document.errors, ...document.warnings]) this.#keep(pos[0], '', code.toLowerCase().replaceAll('_', '-'));
    this.root = new YamlMap(this, document.contents, '');
  }

  /** In the order of the file. */
  get mistakes(): string[] {
    return this.#mistakes.sort((a, b) => a.offset - b.offset).map(({ text }) => text);
  }

  /** Keeps a mistake at a node. */
  mistake(node: Node | null | undefined, path: string, what: string, right: readonly string[] = []): void {
    this.#keep(node?.range?.[0] ?? 0, path, right.length > 0 ? `${what} (${right.join(', ')})` : what);
  }

  #keep(offset: number, path: string, what: string): void {
    const { line, col } = this.#lines.linePos(offset);
    this.#mistakes.push({ offset, text: `${Math.max(1, line)}:${Math.max(1, col)} ${path === '' ? '' : `${path}: `}${what}` });
  }
}

/** A map of the file. A node that is none is a mistake, and reads as an empty map. */
export class YamlMap {
  readonly #reader: YamlReader;
  readonly #node: Node | null;
  readonly #map: YAMLMap | undefined;
  readonly #path: string;
  /** Every key that somebody has looked for. */
  readonly #asked = new Set<string>();

  constructor(reader: YamlReader, node: Node | null, path: string) {
    this.#reader = reader;
    this.#node = node;
    this.#path = path;
    this.#map = isMap(node) ? node : undefined;
    if (!this.#map && !(isScalar(node) && node.value === null)) reader.mistake(node, path, 'map-expected');
  }

  has(key: string): boolean {
    this.#asked.add(key);
    return this.#map?.has(key) === true;
  }

  keys(): string[] {
    return this.#map?.items.map(({ key }) => String(isScalar(key) ? key.value : key)) ?? [];
  }

  map(key: string): YamlMap {
    return new YamlMap(this.#reader, this.#get(key) ?? EMPTY, this.#at(key));
  }

  /** The maps of a list. */
  maps(key: string): YamlMap[] {
    return this.#items(key).map((node, index) => new YamlMap(this.#reader, node, `${this.#at(key)}[${index + 1}]`));
  }

  text(key: string): string | undefined {
    const node = this.#get(key);
    return node === undefined ? undefined : this.#text(node, this.#at(key));
  }

  /** As {@link text}; missing or empty is a mistake. */
  needed(key: string): string {
    const value = this.text(key);
    if (value === undefined || value === '') this.#reader.mistake(this.#node, this.#at(key), 'missing');
    return value ?? '';
  }

  choice<T extends string>(key: string, allowed: readonly T[], otherwise: T): T {
    const value = this.text(key);
    if (value === undefined) return otherwise;
    if ((allowed as readonly string[]).includes(value)) return value as T;
    this.#reader.mistake(this.#get(key), this.#at(key), 'not-allowed', allowed);
    return otherwise;
  }

  texts(key: string): string[] {
    return this.#items(key).map((node) => this.#text(node, this.#at(key)));
  }

  /** A list in which each is a word or a map. */
  textsOrMaps(key: string): (string | YamlMap)[] {
    return this.#items(key).map((node, index) => {
      const path = `${this.#at(key)}[${index + 1}]`;
      return isMap(node) ? new YamlMap(this.#reader, node, path) : this.#text(node, path);
    });
  }

  /** A word, or a list of words. */
  textOrTexts(key: string): string | string[] | undefined {
    const node = this.#get(key);
    if (node === undefined) return undefined;
    return isSeq(node) ? this.texts(key) : this.#text(node, this.#at(key));
  }

  isMap(key: string): boolean {
    return isMap(this.#get(key));
  }

  /** A mistake at a key's value. */
  mistake(key: string, what: string, right: readonly string[] = []): void {
    this.#reader.mistake(this.#get(key) ?? this.#node, this.#at(key), what, right);
  }

  /** Every key that nobody has looked for is a mistake. Call it when all has been read. */
  close(): void {
    for (const { key } of this.#map?.items ?? []) {
      const name = String(isScalar(key) ? key.value : key);
      if (!this.#asked.has(name)) this.#reader.mistake(key as Node, this.#at(name), 'unknown-key', [...this.#asked].sort());
    }
  }

  #get(key: string): Node | undefined {
    this.#asked.add(key);
    return (this.#map?.get(key, true) as Node | undefined) ?? undefined;
  }

  #items(key: string): Node[] {
    const node = this.#get(key);
    if (node === undefined) return [];
    if (isSeq(node)) return node.items as Node[];
    this.#reader.mistake(node, this.#at(key), 'list-expected');
    return [];
  }

  #text(node: Node, path: string): string {
    if (isScalar(node) && node.value !== null && typeof node.value !== 'object') return String(node.value);
    this.#reader.mistake(node, path, 'text-expected');
    return '';
  }

  #at(key: string): string {
    return this.#path === '' ? key : `${this.#path}.${key}`;
  }
}

const EMPTY = parseDocument('{}').contents as Node;
