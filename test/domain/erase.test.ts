// By which texts somebody is known, and how they are found and blanked in files of any encoding.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pageMark } from '../../src/domain/document/mark.ts';
import { needlesOf } from '../../src/domain/erase.ts';
import { formsOf } from '../../src/input/text-forms.ts';
import { eraseInFiles } from '../../src/usecases/customer/erase-files.ts';

describe('what somebody is known by', () => {
  test('names, e-mails and phones as they are written, e-mails also small, phones also as digits', () => {
    const rows = [
      { name: ' Ana Ruiz ', email: 'Ana@Example.com', phone: '+34 655 501 299', address1: 'Calle Mayor 3' },
      { name: 'Ana Ruiz', company: 'Ruiz S.L.', email: null, address1: 'B 1' },
    ];
    expect(needlesOf(rows)).toEqual({
      known: ['+34 655 501 299', '34655501299', 'Ana Ruiz', 'Ana@Example.com', 'Ruiz S.L.', 'ana@example.com'],
      own: ['+34 655 501 299', '34655501299', 'Ana@Example.com', 'ana@example.com'],
      names: ['Ana Ruiz', 'Ruiz S.L.'],
      streets: ['Calle Mayor 3'],
    });
  });

  test('what would be found everywhere is not searched for', () =>
    expect(needlesOf([{ name: 'A', email: 'a@b', phone: '12' }]).known).toEqual([]));
});

function markedPage(page: string) {
  const [kind = '', number = ''] = page.split(':');
  return { kind, number };
}

describe('in the files of a folder', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'oms-erase-'));
    mkdirSync(path.join(folder, 'inbox/done'), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const put = (name: string, bytes: Uint8Array | string) => writeFileSync(path.join(folder, name), bytes);
  const search = (known: string, dryRun = false) =>
    eraseInFiles({
      folder,
      database: 'oms.db',
      known: formsOf(known).map((bytes) => ({ bytes, isLoose: false })),
      streets: [],
      sources: new Set(),
      over: ['INV-1.pdf'],
      kept: ['INV-2.pdf'],
      claim: (page) => (page === 'invoice:INV-2' ? 'issued' : page === 'label:S1' ? 'slip' : undefined),
      dryRun,
    });

  test.each(['utf-8', 'utf-16le', 'cp949', 'gb18030'])('found and blanked in %s, byte for byte', (encoding) => {
    const text = iconv.encode('1,김민지,서울\n', encoding);
    put('inbox/done/a.csv', text);
    expect(search('김민지').files).toEqual([{ path: 'inbox/done/a.csv', done: 'blanked' }]);
    const after = readFileSync(path.join(folder, 'inbox/done/a.csv'));
    expect(after).toHaveLength(text.length);
    expect(after.indexOf(iconv.encode('김민지', encoding))).toBe(-1);
    expect(after.indexOf(iconv.encode('서울', encoding))).toBeGreaterThan(0);
  });

  test('also where the name lies across two pieces that are read', () => {
    put('inbox/done/a.csv', `${' '.repeat((1 << 20) - 3)}Ana Ruiz,`);
    expect(search('Ana Ruiz').files).toHaveLength(1);
    expect(readFileSync(path.join(folder, 'inbox/done/a.csv'), 'utf8').trim()).toBe('********,');
  });

  test('not within a word', () => {
    put('inbox/done/a.csv', 'Lime,Olli,42Li');
    expect(search('Li')).toEqual({ files: [], holders: [] });
    put('inbox/done/a.csv', 'Lime,"Li",Olli');
    expect(search('Li').files).toHaveLength(1);
    expect(readFileSync(path.join(folder, 'inbox/done/a.csv'), 'utf8')).toBe('Lime,"**",Olli');
  });

  test('pages say whose they are: slips and labels go, copies of what must stay are named', () => {
    for (const below of ['documents', 'slips', 'backups']) mkdirSync(path.join(folder, below));
    const of = (...pages: string[]) => `%PDF ${'x'.repeat(2000)}${pageMark(pages.map((page) => markedPage(page)))}`;
    const many = Array.from({ length: 900 }, (_, index) => `label:S${index + 2}`);
    const files = {
      'backups/wave.pdf': of('label:S1'),
      'documents/INV-1.pdf': 'damaged',
      'documents/INV-2.pdf': of('invoice:INV-2'),
      'slips/copy.pdf': of('invoice:INV-2'),
      'slips/others.pdf': of('label:S2'),
      'slips/wave.pdf': of(...many, 'label:S1'),
      'slips/wave.zpl': '^XA\n^FXoms-pages label:S2;^FS\n^XZ\n^XA\n^FXoms-pages label:S1;^FS\n^XZ\n',
      'slips/words.txt': 'oms-pages label:S1;',
    };
    for (const [name, bytes] of Object.entries(files)) put(name, bytes);
    const found = search('Ana Ruiz');
    expect(found.files.map((one) => one.path)).toEqual(['documents/INV-1.pdf', 'slips/wave.pdf', 'slips/wave.zpl']);
    expect(found.holders).toEqual([
      { kind: 'backup', where: 'backups/wave.pdf' },
      { kind: 'file', where: 'slips/copy.pdf' },
    ]);
    expect(readdirSync(path.join(folder, 'slips'))).toEqual(['copy.pdf', 'others.pdf', 'words.txt']);
  });

  test('a dry run changes nothing, and what lies elsewhere is named', () => {
    put('inbox/done/a.csv', 'Ana Ruiz');
    put('inbox/b.csv', 'Ana Ruiz');
    put('notes.txt', 'Ana Ruiz');
    put('oms.db', 'Ana Ruiz');
    const found = search('Ana Ruiz', true);
    expect(found.files).toEqual([{ path: 'inbox/done/a.csv', done: 'blanked' }]);
    expect(found.holders).toEqual([
      { kind: 'waiting', where: 'inbox/b.csv' },
      { kind: 'file', where: 'notes.txt' },
    ]);
    expect(readFileSync(path.join(folder, 'inbox/done/a.csv'), 'utf8')).toBe('Ana Ruiz');
  });
});

test('half a letter in the name of a page does not stop its mark', () => {
  expect(pageMark([{ kind: 'bin', number: '\ud800' }])).toBe(`${pageMark([]).slice(0, -1)}bin:%EF%BF%BD;`);
});
