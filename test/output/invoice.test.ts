// Pages of invoices, read back with poppler and qpdf: the text is there, in every script, and nothing lies on anything else.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentLanguages, type FrozenLanguage } from '../../src/domain/document/language.ts';
import type { InvoiceDocument } from '../../src/domain/invoice/document.ts';
import { documentWords } from '../../src/output/document-words.ts';
import { checkInvoice, renderInvoice } from '../../src/output/pdf/invoice.ts';
import { projectRoot } from '../world.ts';
import { documentOf, samples } from './documents.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'oms-invoice-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const missing = ['pdftotext', 'pdfinfo', 'qpdf'].filter((tool) => spawnSync(tool, ['--version']).error);
if (missing.length > 0) console.warn(`\nINVOICES ARE NOT READ BACK: ${missing.join(', ')} not found; apt-get install poppler-utils qpdf\n`);

const pages = new Map<string, Uint8Array>();
beforeAll(async () => {
  for (const [name, document] of Object.entries(samples)) {
    pages.set(name, await renderInvoice(document, projectRoot));
    writeFileSync(path.join(folder, `${name}.pdf`), pages.get(name) as Uint8Array);
  }
});

function tool(command: string, ...args: string[]): string {
  const done = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')}: ${done.stderr}`);
  return done.stdout;
}

/** The text of a page with every run of white space as one space. */
const textOf = (name: string) => tool('pdftotext', '-layout', `${name}.pdf`, '-').replace(/\s+/g, ' ');
const sample = (name: string) => samples[name] as InvoiceDocument;

describe.skipIf(missing.length > 0)('the text of a page', () => {
  test.each([
    ['en', ['Invoice', 'Blue Mug Ltd', 'VAT reg. no.: GB980780684', 'Ann Lee', 'INV-2026-0007', '2 March 2026', '16 March 2026', 'SPAIN']],
    ['en', ['-8.90', 'zero-rated', 'VAT 20%', '£138.45', '-£50.00', '£88.45', 'Sort code 00-00-00', 'Page 1 of 1']],
    ['us', ['March 16, 2026', 'Sales tax 8.875%', '$174.15', 'Harbor Goods LLC', 'Kim Min-ji 김민지', 'New York, NY 10001']],
    [
      'es',
      [
        'Factura',
        'NIF: B64717838',
        'Base imponible',
        'Cuota',
        'IVA 21 %',
        '332,04',
        '389,10 €',
        'hasta el 16 de marzo de 2026',
        'Íñigo Núñez',
      ],
    ],
    [
      'ko',
      ['거래명세서', '사업자등록번호 124-81-00998', '김민지 귀하', '공급가액', '세액', '31,457', '3,145', '52,500원', '2026년 3월 2일'],
    ],
    ['ko', ['이 문서는 세금계산서가 아닙니다', '국민은행 123456-04-123456', '배송비', '1 / 1 쪽']],
    [
      'ja',
      [
        '請求書',
        '登録番号 T4011001098993',
        '株式会社サンプル商事',
        '田中太郎 様',
        '〒106-0032',
        '静岡煎茶 20包 ※',
        '消費税 8% ※',
        '¥21,700',
      ],
    ],
    ['ja', ['1,580', '320', '※は軽減税率対象品目です', '2026年3月16日', '青空銀行 渋谷支店']],
    ['zh', ['销售单', '统一社会信用代码：91110000600037341L', '李娜', '北京晨光贸易有限公司', '增值税 13%', '¥1,852.00', '本单据不是发票']],
    ['credit-ja', ['適格返還請求書', 'CN-2026-0003', 'INV-2026-0007（2026年3月2日）', '破損のため返品', '¥1,650']],
    ['credit-es', ['Factura rectificativa', 'Factura rectificada', 'Mercancía devuelta', '10,90 €']],
    ['credit-freight', ['Credit note', 'Shipping', '20%', 'Total credited', '£4.95', 'of which VAT', '£0.83']],
    ['long', ['李娜 김민지 田中太郎 Núñez', 'Article number 80', 'Page 5 of 5', '€3,998,769.02', '3,593,245.11']],
  ] as const)('%s says %j', (name, expected) => {
    // how wide a gap is a space is the reader's guess, and differs between scripts
    const text = textOf(name).replaceAll(' ', '');
    for (const words of expected) expect(text).toContain(words.replaceAll(' ', ''));
  });

  test('carries every amount of the document', () => {
    for (const [name, document] of Object.entries(samples)) {
      const words = documentWords(projectRoot, document.language, document.seller.country);
      const text = textOf(name);
      for (const tax of document.taxes) {
        expect(text).toContain(words.amount(tax.netMinor, document.currency));
        expect(text).toContain(words.amount(tax.taxMinor, document.currency));
      }
      expect(text).toContain(words.money(document.totalMinor, document.currency));
      for (const { sku } of document.lines) expect(text).toContain(sku);
    }
  });

  test('the head of the table stands on every page', () => {
    const each = tool('pdftotext', '-layout', 'long.pdf', '-').split('\f').slice(0, -1);
    expect(each).toHaveLength(5);
    for (const page of each) expect(page).toMatch(/Description\s+Quantity\s+Unit price/);
    for (const [index, page] of each.entries()) expect(page).toContain(`Page ${index + 1} of 5`);
  });
});

interface Word {
  readonly page: number;
  readonly text: string;
  readonly box: readonly [x1: number, y1: number, x2: number, y2: number];
}

function wordsOf(name: string): { words: Word[]; width: number; height: number } {
  const words: Word[] = [];
  let page = 0;
  let width = 0;
  let height = 0;
  for (const line of tool('pdftotext', '-bbox', `${name}.pdf`, '-').split('\n')) {
    const size = /<page width="([\d.]+)" height="([\d.]+)"/.exec(line);
    if (size) [page, width, height] = [page + 1, Number(size[1]), Number(size[2])];
    const word = /<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*)<\/word>/.exec(line);
    if (word) words.push({ page, text: word[5] as string, box: [1, 2, 3, 4].map((at) => Number(word[at])) as unknown as Word['box'] });
  }
  return { words, width, height };
}

/** Two words that are drawn over one another, by more than neighbours may touch. */
function collide(left: Word, right: Word): boolean {
  const [ax1, ay1, ax2, ay2] = left.box;
  const [bx1, by1, bx2, by2] = right.box;
  const across = Math.min(ax2, bx2) - Math.max(ax1, bx1);
  const down = Math.min(ay2, by2) - Math.max(ay1, by1);
  return left.page === right.page && across > 1 && down > Math.min(ay2 - ay1, by2 - by1) * 0.5;
}

describe.skipIf(missing.length > 0)('the boxes of a page', () => {
  test.each(Object.keys(samples))('%s: all of it inside the margins, none over another', (name) => {
    const { words, width, height } = wordsOf(name);
    expect(words.length).toBeGreaterThan(20);
    const outside = words.filter(({ box: [x1, y1, x2, y2] }) => x1 < 50 || x2 > width - 45 || y1 < 20 || y2 > height - 20);
    expect(outside).toEqual([]);
    const over = words.flatMap((word, index) =>
      words
        .slice(index + 1)
        .filter((other) => collide(word, other))
        .map((other) => [word.text, other.text]),
    );
    expect(over).toEqual([]);
  });

  test('amounts stand flush right under their heads', () => {
    const ends = wordsOf('long')
      .words.filter(({ text }) => /^[\d,]+\.\d\d$/.test(text) && text.length > 6)
      .map(({ box }) => box[2]);
    const column = Math.max(...ends);
    expect(ends.filter((end) => Math.abs(end - column) < 0.1).length).toBeGreaterThanOrEqual(80);
  });
});

describe('the file', () => {
  test('has the same bytes for the same document, whatever was drawn before it', async () => {
    for (const [name, document] of Object.entries(samples)) {
      expect(Buffer.from(await renderInvoice(document, projectRoot)).equals(Buffer.from(pages.get(name) as Uint8Array)), name).toBe(true);
    }
  });

  test('of one page is small in every script', () => {
    for (const [name, bytes] of pages) if (name !== 'long') expect(bytes.length, name).toBeLessThan(60 * 1024);
  });

  test.skipIf(missing.length > 0)('is sound, embeds its fonts, and says title, author, date and language', () => {
    for (const name of pages.keys()) expect(tool('qpdf', '--check', `${name}.pdf`)).toContain('No syntax or stream encoding errors');
    const info = spawnSync('pdfinfo', ['ko.pdf'], { cwd: folder, encoding: 'utf8', env: { ...process.env, TZ: 'UTC' } }).stdout;
    expect(info).toMatch(/Title:\s+거래명세서 INV-2026-0007/);
    expect(info).toMatch(/Author:\s+파란머그 주식회사/);
    expect(info).toMatch(/CreationDate:\s+Mon Mar\s+2 00:00:00 2026/);
    expect(info).toMatch(/Page size:\s+595.\d+ x 841.\d+ pts \(A4\)/);
    expect(spawnSync('pdfinfo', ['us.pdf'], { cwd: folder, encoding: 'utf8' }).stdout).toMatch(/Page size:\s+612 x 792 pts \(letter\)/);
    expect(tool('qpdf', '--qdf', '--object-streams=disable', 'ja.pdf', '-')).toMatch(/\/Lang \(ja\)/);
  });
});

test.skipIf(missing.length > 0)('a page read aloud has its title first, and every cell under its head', () => {
  const structure = tool('pdfinfo', '-struct-text', 'ja.pdf');
  const types = [...structure.matchAll(/^\s*(Document|Sect|H1|H2|P|Table|TR|TH|TD)\b/gm)].map(([, type]) => type as string);
  expect(types.slice(0, 3)).toEqual(['Document', 'Sect', 'H1']);
  expect(types.filter((type) => type === 'Table')).toHaveLength(2);
  // two articles and the head; two rates, their sum and the head
  expect(types.filter((type) => type === 'TR')).toHaveLength(3 + 4);
  expect(types.filter((type) => type === 'TH')).toHaveLength(5 + 4);
  expect(structure.replace(/[\s"]/g, '')).toContain('静岡煎茶20包※');
});

describe('before a number is taken', () => {
  test('a character that no font has is told by name', async () => {
    const document = documentOf({ currency: 'GBP', items: [{ sku: 'A', name: 'Rug from فاس', quantity: 1, price: 1 }] });
    await expect(checkInvoice(document, projectRoot)).rejects.toMatchObject({
      code: 'glyph-missing',
      details: { name: 'U+0641 ARABIC LETTER FEH' },
    });
    for (const name of Object.keys(samples)) await checkInvoice(sample(name), projectRoot);
  });
});

describe('the words of documents', () => {
  const read = (file: string) => readFileSync(path.join(projectRoot, file), 'utf8');
  const catalogs = documentLanguages.map(
    (language) => JSON.parse(read(`templates/locales/documents/${language}.json`)) as Record<string, string>,
  );

  test('are there in every language, key by key', () => {
    for (const catalog of catalogs) expect(Object.keys(catalog)).toEqual(Object.keys(catalogs[0] as object));
  });

  test('are all used, and name the same details in every language', () => {
    const folders = ['src/output/pdf', 'src/output/document', 'src/domain/document', 'src/domain/invoice', 'src/usecases/document'];
    const files = folders.flatMap((folder) => readdirSync(path.join(projectRoot, folder)).map((file) => `${folder}/${file}`));
    const source = ['src/output/document-words.ts', ...files].map(read).join('\n');
    for (const key of Object.keys(catalogs[0] as object)) {
      const [first = '', second = ''] = key.split('.');
      expect(
        [`'${key}'`, `${first}.\${`, `'${first}'`, `'${first}.${second}'`].some((use) => source.includes(use)),
        key,
      ).toBe(true);
      const details = catalogs.map((catalog) => [...(catalog[key] as string).matchAll(/\{\w+\}/g)].map(String).sort().join());
      expect(new Set(details).size, key).toBe(1);
    }
  });
});

describe('numbers and dates', () => {
  const at = (language: FrozenLanguage, country = 'XX') => documentWords(projectRoot, language, country);
  test.each([
    ['en', 'USD', -123456789, '-$1,234,567.89'],
    ['es', 'EUR', 123456, '1.234,56 €'],
    ['es', 'JPY', 1234567, '1.234.567 ¥'],
    ['ko', 'KRW', 52500, '52,500원'],
    ['ja', 'JPY', 21700, '¥21,700'],
    ['zh', 'CNY', 5, '¥0.05'],
    ['ja', 'CNY', 123456, '1,234.56 CNY'],
    ['en', 'KWD', 1234, '1.234 KWD'],
    ['en', 'GBP', 9007199254740991, '£90,071,992,547,409.91'],
  ] as const)('%s writes %s %d as %s', (language, currency, minor, expected) => {
    expect(at(language).money(minor, currency)).toBe(expected);
  });

  test('rates', () => {
    expect([100_000, 88_750, 5_000, 0].map((ppm) => at('en').percent(ppm))).toEqual(['10%', '8.875%', '0.5%', '0%']);
    expect(at('es').percent(52_000)).toBe('5,2 %');
    expect(at('en').rate({ category: 'E', ratePpm: 0 })).toBe('exempt');
  });

  test('dates, which are broken over no line', () => {
    expect(at('en').date('2026-03-02')).toBe('2\u00A0March\u00A02026');
    expect(at('en', 'US').date('2026-03-02')).toBe('March\u00A02,\u00A02026');
    expect(at('es').date('2026-12-31')).toBe('31\u00A0de\u00A0diciembre\u00A0de\u00A02026');
    expect(at('ko').date('2026-03-02')).toBe('2026년\u00A03월\u00A02일');
  });
});
