// Fonts and lines: every character in the font of its script, nothing silently lost, lines broken as each script wants.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fontsAt, type Script, settable } from '../../src/output/pdf/fonts.ts';
import { Typesetter } from '../../src/output/pdf/text.ts';
import { projectRoot } from '../world.ts';

const fonts = fontsAt(projectRoot);
/** "latin:Ann | kr:김민지": what is set in which family. */
const setIn = (text: string, script: Script) =>
  fonts
    .runs(settable(text), false, script)
    .map(({ face, text: part }) => `${face.family}:${part}`)
    .join(' | ');

describe('the font of a character', () => {
  test.each([
    ['en', 'Ann Núñez', 'latin:Ann Núñez'],
    ['en', 'Kim 김민지', 'latin:Kim  | kr:김민지'],
    ['en', '李娜', 'sc:李娜'],
    ['en', 'やまだ 田中', 'jp:やまだ | latin:  | jp:田中'],
    ['ko', 'Kim 김민지 金', 'kr:Kim 김민지 金'],
    ['ja', '田中太郎 Tanaka', 'jp:田中太郎 Tanaka'],
    ['ja', '田中 김민지', 'jp:田中  | kr:김민지'],
    ['ja', '简', 'sc:简'],
    ['zh', '李娜 髙', 'sc:李娜 髙'],
    ['ko', '髙', 'jp:髙'],
    ['ja', '가 x\u030c', 'kr:가 | jp:  | latin:x\u030c'],
  ] as const)('%s: %s', (language, text, expected) => {
    expect(setIn(text, { language })).toBe(expected);
  });

  test('in a Latin document Chinese characters follow the country', () => {
    expect(setIn('田中', { language: 'en', country: 'JP' })).toBe('jp:田中');
    expect(setIn('田中', { language: 'en', country: 'CN' })).toBe('sc:田中');
  });
});

describe('what cannot be set', () => {
  test('is cleaned: controls, escapes, bidi marks, variation selectors, decomposed letters', () => {
    expect(settable('a\u202Eb\u001B[31mc\u0007d\u200Be\uFE0F\tcafe\u0301')).toBe('abcde café');
    expect(setIn('한', { language: 'ko' })).toBe('kr:한');
  });

  test('pictures are left out, with one space where they stood', () => {
    expect(setIn('Ann 😀 Lee 👩‍👩‍👧🏽 1️⃣', { language: 'en' })).toBe('latin:Ann Lee 1');
    expect(fonts.leftOut(['Ann 😀 Lee', 'Bo'], { language: 'en' })).toEqual(['😀']);
  });

  test('any other character is told by name, and drawn as its number', () => {
    expect(() => fonts.check(['Ann', 'مرحبا'], { language: 'en' })).toThrowError(
      expect.objectContaining({ code: 'glyph-missing', details: { character: 'م', codePoint: 'U+0645', text: 'مرحبا' } }),
    );
    expect(() => fonts.check(['नमस्ते'], { language: 'en' })).toThrowError(expect.objectContaining({ code: 'glyph-missing' }));
    expect(setIn('م', { language: 'ja' })).toBe('latin:[U+0645]');
    expect(() => fonts.check(['Ann 😀', '김민지', '田中', '李娜', 'Ελλάς', 'Москва', '€₩¥'], { language: 'en' })).not.toThrow();
  });

  test('a font that is not installed is told by its package; Latin text does not need it', () => {
    const root = mkdtempSync(path.join(tmpdir(), 'oms-fonts-'));
    try {
      writeFileSync(path.join(root, 'package.json'), '{}');
      const latin = 'node_modules/@expo-google-fonts/noto-sans';
      mkdirSync(path.join(root, latin, '..'), { recursive: true });
      cpSync(path.join(projectRoot, latin), path.join(root, latin), { recursive: true });
      const bare = fontsAt(root);
      expect(bare.runs('Ann Núñez', false, { language: 'en' })).toHaveLength(1);
      const missing = (name: string) =>
        expect.objectContaining({ code: 'font-missing', details: expect.objectContaining({ package: name }) });
      expect(() => bare.check(['김민지'], { language: 'en' })).toThrowError(missing('@expo-google-fonts/noto-sans-kr'));
      expect(() => bare.check(['田中'], { language: 'ja' })).toThrowError(missing('@expo-google-fonts/noto-sans-jp'));
      expect(() => bare.check(['李娜'], { language: 'en' })).toThrowError(missing('@expo-google-fonts/noto-sans-sc'));
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});

describe('lines', () => {
  const style = { size: 10 };
  const ja = new Typesetter(fonts, { language: 'ja' });
  const ko = new Typesetter(fonts, { language: 'ko' });
  const en = new Typesetter(fonts, { language: 'en' });

  test('are broken at spaces, and inside a word only if it is longer than the line', () => {
    expect(en.wrap('one two three', style, 45)).toEqual(['one two', 'three']);
    expect(en.wrap('a supercalifragilistic b', style, 50).join('|')).toMatch(/^a\|supercali\w*\|\w+\|?/);
    expect(ko.wrap('서울특별시 강남구 테헤란로', style, 60)).toEqual(['서울특별시', '강남구', '테헤란로']);
  });

  test('lines broken by hand that fit into fewer are not said to be cut', () => {
    expect(en.wrap('one\ntwo\nsix', style, 60, { maxLines: 2 })).toEqual(['one', 'two six']);
    expect(en.wrap('one\ntwo\nseventeen', style, 60, { maxLines: 2 })[1]).toMatch(/^two .*…$/);
  });

  test('a date in East Asian letters holds together', () => {
    expect(ja.wrap('期間は2026年12月31日です', style, 85)).toEqual(['期間は', '2026年12月31日で', 'す']);
    expect(ja.wrap('2026年2月1日〜2026年2月28日', style, 85)).toEqual(['2026年2月1日〜', '2026年2月28日']);
  });

  test('keep what may not begin or end one (kinsoku)', () => {
    const lines = ja.wrap('これは「長い文章」です。とても、長い文章。', style, 80);
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) {
      expect(line).not.toMatch(/^[、。」ー]/u);
      expect(line).not.toMatch(/「$/u);
    }
  });

  test('that are too many are cut with an ellipsis, within the width', () => {
    const lines = en.wrap('x'.repeat(10_000), style, 100, { maxLines: 3 });
    expect(lines).toHaveLength(3);
    expect(lines[2]).toMatch(/x…$/);
    for (const line of lines) expect(en.measure(line, style)).toBeLessThanOrEqual(100);
    expect(en.fit('short', style, 100)).toBe('short');
  });

  test('lose nothing and are never wider than asked', () => {
    const letters = [...'ab cdé 가나다 漢字かな、。「」（） -.,'];
    const text = fc.array(fc.constantFrom(...letters), { maxLength: 60 }).map((all) => all.join(''));
    fc.assert(
      fc.property(text, fc.integer({ min: 14, max: 160 }), (written, width) => {
        const lines = ja.wrap(written, style, width);
        expect(lines.join('').replace(/ /g, '')).toBe(settable(written).replace(/ /g, ''));
        for (const line of lines) if ([...line].length > 1) expect(ja.measure(line, style)).toBeLessThanOrEqual(width + 0.01);
      }),
    );
  });
});
