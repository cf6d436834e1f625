// Some of the pages of what was made to be printed: a jam is taken up where it was. Knows the files that oms writes.

/** How many pages a PDF of ours has, or labels a file of ZPL. */
export function pagesIn(bytes: Uint8Array, format: 'pdf' | 'zpl'): number {
  if (format === 'zpl') return labelsIn(bytes).length;
  return pageTree(textOf(bytes)).kids.length;
}

/** The same from a page on, counted from 1. From the first on: the very bytes. */
export function pagesFrom(bytes: Uint8Array, format: 'pdf' | 'zpl', from: number): Uint8Array {
  if (from <= 1) return bytes;
  if (format === 'zpl')
    return Buffer.from(
      labelsIn(bytes)
        .slice(from - 1)
        .join(''),
      'utf8',
    );
  return Buffer.concat([bytes, Buffer.from(withPages(textOf(bytes), from - 1), 'latin1')]);
}

function labelsIn(bytes: Uint8Array): string[] {
  return (
    Buffer.from(bytes)
      .toString('utf8')
      .match(/\^XA[\s\S]*?\^XZ\n?/g) ?? []
  );
}

/** A byte is a character, so that places in the text are places in the file. */
function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

interface PageTree {
  readonly object: string;
  readonly kids: readonly string[];
}

/** The one list of pages that a document of ours has. */
function pageTree(text: string): PageTree {
  const [, object, kids] = /\n(\d+) 0 obj\s*<<\s*\/Type \/Pages\s*\/Count \d+\s*\/Kids \[([^\]]*)\]\s*>>/.exec(text) ?? [];
  if (object === undefined || kids === undefined) throw new Error('a PDF without a list of pages');
  return { object, kids: kids.match(/\d+ 0 R/g) ?? [] };
}

/** What is added at the end of a PDF so that it begins later: a shorter list of pages, and where it is. ISO 32000-1, 7.5.6. */
function withPages(text: string, leftOut: number): string {
  const { object, kids } = pageTree(text);
  const rest = kids.slice(leftOut);
  const [, trailer = ''] = /trailer\s*<<([\s\S]*?)>>\s*startxref/.exec(text.slice(text.lastIndexOf('trailer'))) ?? [];
  const [, before = '0'] = /startxref\s*(\d+)\s*%%EOF\s*$/.exec(text) ?? [];
  const list = `\n${object} 0 obj\n<<\n/Type /Pages\n/Count ${rest.length}\n/Kids [${rest.join(' ')}]\n>>\nendobj\n`;
  const place = String(text.length + 1).padStart(10, '0');
  const table = `xref\n${object} 1\n${place} 00000 n \n`;
  const entries = trailer.replace(/\/Prev \d+/, '').trim();
  return `${list}${table}trailer\n<<\n${entries}\n/Prev ${before}\n>>\nstartxref\n${text.length + list.length}\n%%EOF\n`;
}
