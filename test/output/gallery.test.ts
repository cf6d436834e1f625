// Every kind of page against what was approved: its pages, and what stands where. `OMS_UPDATE=1` approves what is drawn now.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { documentLanguages } from '../../src/domain/document/language.ts';
import { type Layout, plainLayout } from '../../src/domain/document/layout.ts';
import type { Printable } from '../../src/domain/document/printable.ts';
import { textsIn } from '../../src/domain/document/printable.ts';
import { renderSlips } from '../../src/output/pdf/invoice.ts';
import { variants } from '../gallery/make.ts';
import { formsIn, pageKinds, pageOf } from '../gallery/pages.ts';
import { projectRoot } from '../world.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'oms-gallery-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const approved = path.join(projectRoot, 'test/gallery/approved');
const isAbsent = spawnSync('pdftotext', ['-v']).error !== undefined;

/** Each kind in another language, so that all of them are looked at; and the first kind in other layouts. */
const pages: readonly { readonly name: string; readonly page: Printable; readonly layout?: Layout }[] = [
  ...pageKinds.map((kind, index) => {
    const language = documentLanguages[(index * 3) % documentLanguages.length] as (typeof documentLanguages)[number];
    return { name: `${kind}-${language}`, page: pageOf(kind, language) };
  }),
  { name: 'delivery-note-ko', page: pageOf('delivery-note', 'ko') },
  { name: 'invoice-deposit-fr', page: formsIn('fr').deposit },
  { name: 'invoice-final-de', page: formsIn('de').final },
  { name: 'invoice-collective-ja', page: formsIn('ja').collective },
  ...Object.entries(variants).map(([name, layout]) => ({ name: `layout-${name}`, page: pageOf(layout.kind, 'ja'), layout })),
];

interface Word {
  readonly page: number;
  readonly box: readonly [x1: number, y1: number, x2: number, y2: number];
  readonly text: string;
}

/** What stands on a page, read back: each word with its box in points. */
async function wordsOf(name: string, page: Printable, layout: Layout | undefined): Promise<{ words: Word[]; sizes: string[] }> {
  const file = path.join(folder, `${name}.pdf`);
  writeFileSync(file, await renderSlips([page], projectRoot, layout));
  const words: Word[] = [];
  const sizes: string[] = [];
  for (const line of spawnSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8' }).stdout.split('\n')) {
    const size = /<page width="([\d.]+)" height="([\d.]+)"/.exec(line);
    if (size) sizes.push(`${Math.round(Number(size[1]))} × ${Math.round(Number(size[2]))}`);
    const word = /<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*)<\/word>/.exec(line);
    if (!word) continue;
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = word.slice(1, 5).map(Number);
    const text = (word[5] as string).replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name] as string);
    words.push({ page: sizes.length, box: [x1, y1, x2, y2], text });
  }
  return { words, sizes };
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** As it is approved: the size of each page, and the words of each line with where it begins and ends. */
function described({ words, sizes }: { words: readonly Word[]; sizes: readonly string[] }): string {
  const lines: string[] = [];
  for (const [index, size] of sizes.entries()) {
    lines.push(`page ${index + 1}: ${size}`);
    const rows = new Map<number, Word[]>();
    for (const word of words.filter(({ page }) => page === index + 1)) {
      const y = Math.round(word.box[3]);
      rows.set(y, [...(rows.get(y) ?? []), word]);
    }
    for (const [y, row] of [...rows].sort(([a], [b]) => a - b)) {
      const sorted = row.sort((a, b) => a.box[0] - b.box[0]);
      const end = Math.round(sorted.at(-1)?.box[2] ?? 0);
      lines.push(`${y} ${Math.round(sorted[0]?.box[0] ?? 0)}–${end} ${sorted.map(({ text }) => text).join(' ')}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function collide(left: Word, right: Word): boolean {
  const across = Math.min(left.box[2], right.box[2]) - Math.max(left.box[0], right.box[0]);
  const down = Math.min(left.box[3], right.box[3]) - Math.max(left.box[1], right.box[1]);
  const height = Math.min(left.box[3] - left.box[1], right.box[3] - right.box[1]);
  return left.page === right.page && across > 1 && down > height * 0.5;
}

describe.skipIf(isAbsent)('the page', () => {
  test.each(pages)('$name is what was approved, says everything, and nothing lies over another', async ({ name, page, layout }) => {
    const read = await wordsOf(name, page, layout);
    const file = path.join(approved, `${name}.txt`);
    if (process.env.OMS_UPDATE) writeFileSync(file, described(read));
    expect(existsSync(file) ? described(read) : '').toBe(existsSync(file) ? readFileSync(file, 'utf8') : 'not approved yet');
    const said = read.words
      .map(({ text }) => text)
      .join('')
      .replace(/\s/g, '');
    const lost = textsIn(page).filter(
      (text) => !/^[A-Z]{2}$/.test(text) && !said.includes(text.replace(/\s/g, '')) && !isBroken(text, said),
    );
    expect(lost.filter((text) => !unsaid(page).has(text))).toEqual([]);
    const over = read.words.flatMap((word, at) => read.words.slice(at + 1).filter((other) => collide(word, other)));
    expect(over.map(({ text }) => text)).toEqual([]);
  });
});

/** A text that was broken into lines beside others is there but for what stood over the breaks. */
function isBroken(text: string, said: string): boolean {
  const letters = [...text.replace(/\s/g, '')];
  const parts = letters.slice(2).map((_, at) => letters.slice(at, at + 3).join(''));
  const breaks = parts.filter((part) => !said.includes(part)).length;
  return letters.length > 8 && breaks <= Math.ceil(letters.length / 8) * 2;
}

/** What a page leaves out on purpose. */
function unsaid({ parties }: Printable): Set<string> {
  return new Set(parties.flatMap(({ party }) => [party.phone ?? '', party.email ?? '']));
}

test.skipIf(isAbsent)('a merchant’s layout moves and colours, and says its own words', async () => {
  const layout: Layout = {
    ...plainLayout('invoice'),
    title: { any: 'Bill' },
    after: { en: 'Come again' },
    without: ['strip', 'rates'],
    columns: ['sku', 'description', 'amount'],
  };
  const { words } = await wordsOf('own', pageOf('invoice', 'en'), layout);
  const text = words.map((word) => word.text).join(' ');
  expect(text).toMatch(/^Bill /);
  expect(text).toContain('Come again');
  expect(text).toContain('SKU Description Amount');
  expect(text).not.toMatch(/Unit price|Net Tax/);
});
