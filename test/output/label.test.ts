// Labels, read back with other people's tools: poppler for text and pictures, zbar for the barcode.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { chosenSymbols, type ParcelLabel } from '../../src/domain/label.ts';
import { labelStocks, smallestParcelLabel, stockNamed } from '../../src/domain/label-stock.ts';
import type { Party } from '../../src/domain/order/order.ts';
import { type Language, languages } from '../../src/domain/settings.ts';
import { formatSscc } from '../../src/domain/sscc.ts';
import { type LabelOptions, renderLabels } from '../../src/output/label/index.ts';
import { fieldData } from '../../src/output/label/zpl.ts';
import { code128Bars } from '../../src/output/pdf/barcode.ts';
import { loadWords } from '../../src/output/words.ts';
import { projectRoot, runOms } from '../world.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'oms-label-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const missing = ['pdftotext', 'pdftoppm', 'pdfinfo', 'zbarimg', 'dmtxread'].filter((tool) => spawnSync(tool, ['--version']).error);
if (missing.length > 0)
  console.warn(`\nLABELS ARE NOT READ BACK: ${missing.join(', ')} not found; apt-get install poppler-utils zbar-tools dmtx-utils\n`);

const parties: readonly Party[] = [
  {
    name: 'Inés Robledo',
    address1: 'Calle de la Luna, 14',
    city: 'Ávila',
    region: 'Ávila',
    postcode: '05001',
    country: 'ES',
    phone: '+34 600 000 000',
  },
  { name: '한가람', company: '가람상사', address1: '테헤란로 152', city: '강남구', region: '서울특별시', postcode: '06236', country: 'KR' },
  { name: '青木 みのり', address1: '神南1-19-11', city: '渋谷区', region: '東京都', postcode: '150-0041', country: 'JP' },
  { name: '林小溪', address1: '深南大道9988号', city: '深圳市', region: '广东省', postcode: '518057', country: 'CN' },
  { name: 'Dale Winslow', address1: '12 Elm Street', city: 'New York', region: 'NY', postcode: '10001', country: 'US' },
];

function labelFor(to: Party, changes: Partial<ParcelLabel> = {}): ParcelLabel {
  return {
    document: 'S7',
    kind: 'shipment',
    date: '2026-03-02',
    order: 'O12',
    number: '1001',
    parcel: 1,
    parcels: 2,
    weightGrams: 850,
    carrier: 'Correos',
    service: 'Paq Premium',
    tracking: null,
    sscc: null,
    collected: null,
    window: null,
    note: 'ring twice',
    to,
    returnTo: null,
    fromCountry: 'ES',
    from: { name: 'Taza Azul', lines: ['Calle Mayor 5', '28013 Madrid'], phone: '+34 911 000 000', country: 'ES' },
    ...changes,
  };
}

type Making = Partial<Omit<LabelOptions, 'stock'>> & { readonly size?: string };

async function renderAll(labels: readonly ParcelLabel[], language: Language = 'en', { size = '100x150', ...making }: Making = {}) {
  const { files } = await renderLabels(labels, {
    root: projectRoot,
    words: loadWords(projectRoot, language),
    format: 'pdf',
    stock: stockNamed(size, labelStocks, smallestParcelLabel),
    start: 1,
    dotsPerInch: 203,
    symbol: 'code128',
    title: 'labels',
    author: 'Taza Azul',
    date: '2026-03-02',
    ...making,
  });
  return files as [Uint8Array, ...Uint8Array[]];
}

const render = async (labels: readonly ParcelLabel[], language?: Language, making?: Making) =>
  (await renderAll(labels, language, making))[0];

function tool(name: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(name, args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${name} ${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** What a scanner sees on each page of a label printer with 203 dots to the inch. */
function scanned(file: string): string[] {
  const name = path.basename(file, '.pdf');
  tool('pdftoppm', '-r', '203', '-gray', '-png', file, name);
  const pages = Number(/Pages:\s+(\d+)/.exec(tool('pdfinfo', file))?.[1]);
  const digits = String(pages).length;
  return Array.from({ length: pages }, (_, page) =>
    tool('zbarimg', '--nodbus', '--quiet', `${name}-${String(page + 1).padStart(digits, '0')}.png`).trim(),
  );
}

async function written(name: string, labels: readonly ParcelLabel[], language?: Language, making?: Making): Promise<string> {
  const file = path.join(folder, name);
  writeFileSync(file, await render(labels, language, making));
  return file;
}

describe.skipIf(missing.length > 0)('a label, read back', () => {
  test.each(languages)('in %s: every address as text, every barcode as its shipment', async (language) => {
    const labels = parties.map((to, index) => labelFor(to, { document: `S${index + 1}0${index}`, parcel: index + 1, parcels: 5 }));
    const file = await written(`${language}.pdf`, labels, language);
    const pages = tool('pdftotext', '-layout', file, '-').split('\f');
    for (const [index, { name, address1, postcode }] of parties.entries()) {
      for (const text of [name, address1, postcode, '1001 (O12)', `${index + 1}/5`, '850 g', 'Correos', 'ring twice'])
        expect(pages[index]).toContain(text);
    }
    expect(pages[0]).not.toContain(new Intl.DisplayNames([language], { type: 'region' }).of('ES'));
    expect(pages[4]).toContain(new Intl.DisplayNames([language], { type: 'region' }).of('US')?.toLocaleUpperCase(language));
    expect(scanned(file)).toEqual(labels.map(({ document }) => `CODE-128:${document}`));
  });

  test('is 100 × 150 mm, with fonts that are embedded', async () => {
    const file = await written(
      'size.pdf',
      parties.map((to) => labelFor(to)),
    );
    const [, width, height] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(tool('pdfinfo', file)) ?? [];
    expect([Number(width) / 72, Number(height) / 72].map((inches) => Math.round(inches * 254) / 10)).toEqual([100, 150]);
    const fonts = tool('pdffonts', file).split('\n').slice(2, -1);
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts) expect(font).toMatch(/ yes yes yes /);
  });

  test('of a long address is set smaller, then broken; every word of it is there', async () => {
    const words = Array.from({ length: 24 }, (_, index) => `word${index}`);
    const to = {
      ...(parties[4] as Party),
      name: 'Theodora Wolfeschlegelsteinhausen-Bergerdorff',
      address1: words.slice(0, 12).join(' '),
      address2: words.slice(12).join(' '),
    };
    const file = await written('long.pdf', [labelFor(to)]);
    const text = tool('pdftotext', '-layout', file, '-');
    for (const word of [...words, 'Theodora', 'New York, NY 10001']) expect(text).toContain(word);
    expect(scanned(file)).toEqual(['CODE-128:S7']);
  });

  test('with names of 10,000 characters keeps its page and its barcode', async () => {
    const long = 'x'.repeat(10_000);
    const to = { ...(parties[4] as Party), name: long, company: '가'.repeat(10_000), address1: 'word '.repeat(2_000), phone: long };
    const from = { name: long, lines: [long, long], phone: long, country: 'ES' };
    const file = await written('huge.pdf', [
      labelFor(to, { from, carrier: long, service: long, number: long, note: long, tracking: long }),
    ]);
    expect(scanned(file)).toEqual(['CODE-128:S7']);
    for (const line of tool('pdftotext', '-bbox', file, '-').matchAll(
      /xMin="(-?[\d.]+)" yMin="(-?[\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"/g,
    )) {
      const [left, top, right, bottom] = line.slice(1).map(Number) as [number, number, number, number];
      expect(left).toBeGreaterThanOrEqual(14);
      expect(top).toBeGreaterThanOrEqual(0);
      expect(right).toBeLessThanOrEqual(283.5 - 14);
      expect(bottom).toBeLessThanOrEqual(425.2);
    }
  });

  test('of the largest id a shop can have still scans', async () => {
    expect(scanned(await written('id.pdf', [labelFor(parties[0] as Party, { document: 'S999999999999999' })]))).toEqual([
      'CODE-128:S999999999999999',
    ]);
  });

  test('keeps escape sequences, line breaks and marks of direction off the paper', async () => {
    const to = {
      ...(parties[4] as Party),
      name: 'Ada\u001B[31m \u202EPem\u0007berton',
      address1: '4 Mill\r\nLane',
      phone: '0113\t555000\u0000',
    };
    const text = tool('pdftotext', '-layout', await written('hostile.pdf', [labelFor(to, { note: 'a\u0000b\nc' })]), '-');
    for (const clean of ['Ada Pemberton', '4 Mill Lane', '0113 555000']) expect(text).toContain(clean);
    for (const hostile of ['\u0000', '\u0007', '\u001B', '\u202E', '[31m']) expect(text).not.toContain(hostile);
  });

  test('with nothing but a name is a label', async () => {
    const to = { name: 'Somebody' };
    const bare = { carrier: null, service: null, weightGrams: null, note: null, from: { name: '', lines: [], phone: '', country: 'US' } };
    expect(scanned(await written('bare.pdf', [labelFor(to, bare)]))).toEqual(['CODE-128:S7']);
  });
});

/** Everything that a label can have on it, and much of it. */
const full = (to: Party, index: number): ParcelLabel =>
  labelFor(to, {
    document: `S${1041 + index}`,
    number: `2026030212345${index}`,
    parcel: index + 1,
    parcels: 5,
    tracking: '6812 3456 7890',
    sscc: formatSscc({ extension: '3', prefix: '4012345', serial: index }),
    collected: { amountMinor: 25_000, currency: 'KRW' },
    window: '2026-03-05 14:00–16:00',
    note: 'The bell is broken; leave it with the neighbour at number 16 if nobody answers, but never at the back door.',
    returnTo: ['Apartado 12', '28080 Madrid'],
  });

interface WordBox {
  readonly page: number;
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function wordsIn(file: string): WordBox[] {
  return tool('pdftotext', '-bbox', file, '-')
    .split('<page ')
    .slice(1)
    .flatMap((text, page) =>
      [...text.matchAll(/xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)</g)].map((match) => {
        const [left, top, right, bottom] = match.slice(1, 5).map(Number) as [number, number, number, number];
        return { page, left, top, right, bottom, text: match[5] as string };
      }),
    );
}

/** Pairs of words that stand on each other: poppler's boxes are as high as the line, of which letters fill the middle half. */
function overlapping(words: readonly WordBox[]): string[] {
  const middle = ({ top, bottom }: WordBox) => [top + (bottom - top) * 0.3, bottom - (bottom - top) * 0.3] as const;
  return words.flatMap((one, index) =>
    words.slice(index + 1).flatMap((other) => {
      const [[a, b], [c, d]] = [middle(one), middle(other)];
      const meet = one.page === other.page && one.left < other.right - 0.5 && other.left < one.right - 0.5 && a < d && c < b;
      return meet ? [`${one.text} / ${other.text}`] : [];
    }),
  );
}

describe.skipIf(missing.length > 0)('a label with everything on it', () => {
  const places = { '100x150': 1, a6: 1, 'a4-2': 2, 'a4-8': 6, '90x70': 1 } as const;

  test.each(Object.entries(places))('on %s: nothing on anything else, nothing over an edge, both codes scan', async (size, start) => {
    const labels = parties.map(full);
    const file = await written(`full-${size}.pdf`, labels, 'ko', { size, start });
    const words = wordsIn(file);
    expect(words.length).toBeGreaterThan(100);
    expect(overlapping(words)).toEqual([]);
    const { label, columns } = stockNamed(size, labelStocks, smallestParcelLabel);
    const points = (millimetres: number) => (millimetres * 72) / 25.4;
    for (const { left, right, text } of words) {
      const cell = Math.floor(left / points(label.widthMm));
      expect(cell, text).toBeLessThan(columns);
      expect(right, text).toBeLessThanOrEqual(points(label.widthMm) * (cell + 1) - points(4.5));
    }
    const codes = scanned(file).join('\n').split('\n').sort();
    expect(codes).toEqual(labels.flatMap(({ document, sscc }) => [`CODE-128:${document}`, `CODE-128:00${sscc}`]).sort());
  });

  test.each(chosenSymbols)('its own code as %s, in a PDF and as an image', async (symbol) => {
    const label = full(parties[0] as Party, 0);
    const read = (image: string) =>
      symbol === 'datamatrix' ? tool('dmtxread', '-n', '-N1', image) : tool('zbarimg', '--nodbus', '--quiet', '--raw', image);
    const file = await written(`${symbol}.pdf`, [label], 'es', { symbol });
    tool('pdftoppm', '-r', '203', '-gray', '-png', '-singlefile', file, symbol);
    expect(read(`${symbol}.png`).split('\n')).toContain('S1041');
    for (const dotsPerInch of [203, 300]) {
      const image = await written(`${symbol}-${dotsPerInch}.png`, [label], 'es', { symbol, format: 'png', dotsPerInch });
      expect(read(image).split('\n')).toContain('S1041');
    }
  });
});

/** A label printer that knows boxes and bitmaps: its dots, and the fields of the other kinds. */
function printed(zpl: string): { width: number; dots: Set<number>; fields: string[] } {
  const width = Number(/\^PW(\d+)/.exec(zpl)?.[1]);
  const dots = new Set<number>();
  const fields: string[] = [];
  for (const line of zpl.split('\n')) {
    const [, x, y, rest] = /^\^FO(\d+),(\d+)\^(G[BF].*)\^FS$/.exec(line) ?? [];
    if (rest?.startsWith('GF')) {
      const [, , bytesPerRow = '', data = ''] = /^GFA,(\d+),\d+,(\d+),(.*)$/.exec(rest) ?? [];
      const digits = Number(bytesPerRow) * 2;
      let above = '';
      let row = 0;
      for (let at = 0; at < data.length; row += 1) {
        const end = data.slice(at).search(/[,:]/);
        const isRepeat = data[at] === ':';
        const hex = isRepeat ? above : data.slice(at, end < 0 || end > digits ? at + digits : at + end).padEnd(digits, '0');
        at += isRepeat ? 1 : end >= 0 && end < digits ? end + 1 : digits;
        for (let bit = 0; bit < digits * 4; bit += 1)
          if ((Number.parseInt(hex[bit >> 2] as string, 16) >> (3 - (bit & 3))) & 1) dots.add((Number(y) + row) * width + Number(x) + bit);
        above = hex;
      }
    } else if (line.includes('^FD')) fields.push(line);
  }
  return { width, dots, fields };
}

describe('ZPL', () => {
  test('says in UTF-8 what the printer’s font has, and draws what it has not', async () => {
    const hangul = String(await render([labelFor(parties[1] as Party, { note: null })], 'en', { format: 'zpl' }));
    const latin = String(await render([labelFor(parties[0] as Party, { note: 'tel ^FS~JA _1 \\' })], 'en', { format: 'zpl' }));
    expect(latin).toMatch(/^\^XA\n\^FXoms-pages label:S7;\^FS\n\^CI28\n\^PW799\n\^LL1199\n/);
    expect(latin.trim().endsWith('^XZ')).toBe(true);
    const { fields, dots } = printed(latin);
    for (const said of ['Inés Robledo', 'Calle de la Luna, 14', '05001 Ávila', '1/2'])
      expect(fields.join('\n')).toContain(`^FH_^FD${said}^FS`);
    expect(fields.join('\n')).toMatch(/\^BCN,\d+,N,N,N,A\^FH_\^FDS7\^FS/);
    // the remark has a backslash, at which printers break lines: it is drawn; nothing of it is an instruction
    expect(latin).not.toMatch(/~|\^JA|tel/);
    expect(dots.size).toBeGreaterThan(500);
    expect(hangul).not.toContain('한가람');
    expect(printed(hangul).fields.join('')).not.toMatch(/\p{Script=Hangul}/u);
    expect(printed(hangul).dots.size).toBeGreaterThan(4000);
  });

  test('draws the very dots of the image', async () => {
    const label = labelFor(parties[1] as Party, { note: null });
    const { dots, width } = printed(String(await render([label], 'ko', { format: 'zpl' })));
    const image = inkOf(await render([label], 'ko', { format: 'png' }));
    const strange = [...dots].filter((dot) => (image.ink[Math.floor(dot / width) * image.width + (dot % width)] as number) < 1);
    expect(strange).toEqual([]);
  });

  test('field data holds no instruction', () => {
    const table = { 'a^b': 'a_5Eb', '~JA': '_7EJA', x_1: 'x_5F1', 'Straße 5%': 'Straße 5%', 'a\nb': 'a_0Ab', 한: '한' };
    for (const [text, data] of Object.entries(table)) expect(fieldData(text)).toBe(data);
  });
});

/** The ink of a grey image, 0 to 255. */
function inkOf(png: Uint8Array): { width: number; ink: Uint8Array } {
  const bytes = Buffer.from(png);
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const at = bytes.indexOf('IDAT');
  const rows = inflateSync(bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at - 4)));
  const ink = new Uint8Array(width * height);
  for (let row = 0; row < height; row += 1)
    for (let x = 0; x < width; x += 1) ink[row * width + x] = 255 - (rows[row * (width + 1) + 1 + x] as number);
  return { width, ink };
}

describe.skipIf(missing.length > 0)('labels from the command line', () => {
  test('hold the shipments that the pipe named, in its order', async () => {
    const cwd = mkdtempSync(path.join(folder, 'shop-'));
    const oms = (line: string, stdin = '') => runOms(line.split(' '), { cwd, stdin });
    await oms('init . --country KR --language ko --quiet');
    await oms('product add MUG --name 머그 --price 12000');
    await oms('stock receive MUG 10');
    for (const name of ['한가람', '青木', 'Ada'])
      await oms(`order add --line MUG=2 --name ${name} --address1 길1 --city 강남구 --region 서울특별시 --postcode 06236`);
    await oms('order confirm --all');
    const made = await oms('shipment create --all --ids');
    expect(made.stdout).toBe('S1\nS2\nS3\n');
    const { code, stdout } = await oms('label create - --json', made.stdout);
    const file = (JSON.parse(stdout) as { results: { file: string }[] }).results[0]?.file as string;
    expect([code, path.relative(cwd, file)]).toEqual([0, 'documents/labels-S1-S3.pdf']);
    expect(scanned(file)).toEqual(['CODE-128:S1', 'CODE-128:S2', 'CODE-128:S3']);
    const pages = tool('pdftotext', '-layout', file, '-').split('\f');
    for (const [page, name] of ['한가람 님', '青木 님', 'Ada'].entries()) {
      for (const text of [name, '서울특별시 강남구', '길1', '06236', `O${page + 1}`]) expect(pages[page]).toContain(text);
    }
  });
});

test('the same labels are the same bytes, in any order of making', async () => {
  const hash = async (language: Language) =>
    createHash('sha256')
      .update(
        await render(
          parties.map((to) => labelFor(to)),
          language,
        ),
      )
      .digest('hex');
  const first = await hash('ko');
  await hash('ja');
  expect(await hash('ko')).toBe(first);
});

test('bars are those of the standard, in whole modules', () => {
  // start B, S, 1, then digits in pairs: C, 23, 45, 67, check, stop
  const standard = '211214 213113 123221 113141 312131 113123 141122 122411 2331112';
  const { bars, modules } = code128Bars('S1234567');
  const widths: number[] = [];
  for (const [index, { at, width }] of bars.entries()) {
    const before = bars[index - 1];
    if (before) widths.push(at - before.at - before.width);
    widths.push(width);
  }
  expect(widths.join('')).toBe(standard.replaceAll(' ', ''));
  expect(modules).toBe(8 * 11 + 13);
});
