// Tables of what documents are made of: languages, numbers, amounts in words, surcharges, limits, customs forms, payment codes.
import { describe, expect, test } from 'vitest';
import { amountInWords } from '../../src/domain/document/amount-in-words.ts';
import { documentLanguageOf } from '../../src/domain/document/language.ts';
import { copiesOf, paperOf, plainLayout, windowOf } from '../../src/domain/document/layout.ts';
import { customsFormFor, statementOf } from '../../src/domain/document/trade-slip.ts';
import {
  exemptionRemarks,
  isCreditCard,
  notesOfLaw,
  ownTaxName,
  remarksOf,
  simplifiedLimit,
  splitSurcharge,
} from '../../src/domain/invoice/law.ts';
import { formatNumber } from '../../src/domain/invoice/number.ts';
import { printableOf } from '../../src/domain/invoice/printable.ts';
import { codeText } from '../../src/output/document/payment-code.ts';
import { documentOf } from '../output/documents.ts';

const seller = { name: 'Taza Azul, S.L.', address: ['Calle Luna 14', '28004 Madrid'], country: 'ES', phone: '', email: '', taxId: '' };

test.each([
  ['zh', 'zh-CN'],
  ['zh-Hant', 'zh-TW'],
  ['zh_HK', 'zh-TW'],
  ['pt-BR', 'pt'],
  ['de_AT', 'de'],
  ['EN', 'en'],
  ['nl', undefined],
  ['', undefined],
])('documents for %s are in %s', (tag, language) => {
  expect(documentLanguageOf(tag)).toBe(language);
});

test.each([
  ['INV-', 7, 'INV-2026-0007'],
  ['INV-', 12_345, 'INV-2026-12345'],
  ['F{yy}/{00000}', 7, 'F26/00007'],
  ['{year}-{0}', 123, '2026-123'],
])('%s number %d is %s', (prefix, sequence, number) => {
  expect(formatNumber(prefix, 2026, sequence)).toBe(number);
});

test.each([
  [0, '零元整'],
  [5, '伍分'],
  [50, '伍角整'],
  [100, '壹元整'],
  [105, '壹元零伍分'],
  [123_456, '壹仟贰佰叁拾肆元伍角陆分'],
  [100_000_000, '壹佰万元整'],
  [1_000_010_000, '壹仟万零壹佰元整'],
  [100_500, '壹仟零伍元整'],
  [1_010_010_000, '壹仟零壹拾万零壹佰元整'],
  [100_000_000_100, '壹拾亿零壹元整'],
  [-12_300, '负壹佰贰拾叁元整'],
])('%d fen are %s', (minor, words) => {
  expect(amountInWords(minor)).toBe(words);
});

describe('law', () => {
  test('VAT and the equivalence surcharge sum to the tax', () => {
    const tax = { category: 'S', ratePpm: 262_000, netMinor: 10_000, taxMinor: 2620 };
    expect(splitSurcharge('ES', tax)).toEqual({ ...tax, surchargeMinor: 520 });
    expect(splitSurcharge('FR', tax)).toEqual(tax);
  });

  test('a simplified invoice has its country’s limit', () => {
    expect(simplifiedLimit('ES', false)).toEqual({ currency: 'EUR', most: 400 });
    expect(simplifiedLimit('ES', true)).toEqual({ currency: 'EUR', most: 3000 });
    expect(simplifiedLimit('GB', true)).toEqual({ currency: 'GBP', most: 250 });
    expect(simplifiedLimit('FR', false)).toEqual({ currency: 'EUR', most: 150, isNet: true });
    expect(simplifiedLimit('JP', false)).toBeUndefined();
  });

  test.each([
    ['L 7%', [{ category: 'L', ratePpm: 70_000 }], 'IGIC'],
    ['M 4%', [{ category: 'M', ratePpm: 40_000 }], 'IPSI'],
    [
      'L 7% and exempt',
      [
        { category: 'L', ratePpm: 70_000 },
        { category: 'E', ratePpm: 0 },
      ],
      'IGIC',
    ],
    [
      'L 7% and S 21%',
      [
        { category: 'L', ratePpm: 70_000 },
        { category: 'S', ratePpm: 210_000 },
      ],
      undefined,
    ],
    ['nothing', [], undefined],
  ])('the tax of %s has its own name', (_, taxes, name) => {
    expect(ownTaxName(taxes)).toBe(name);
  });

  const items = [{ sku: 'A', name: 'A', quantity: 1, price: 1 }];

  test.each([
    ['T4011001098993', 'JP', 'title.credit-note'],
    ['t 4011-0010-98993', 'JP', 'title.credit-note'],
    ['', 'JP', 'title.credit-note-unregistered'],
    ['4011001098993', 'JP', 'title.credit-note-unregistered'],
    ['', 'DE', 'title.credit-note'],
  ])('a credit note of a seller %j in %s is called %s', (taxId, country, key) => {
    expect(printableOf(documentOf({ kind: 'credit-note', currency: 'EUR', items, seller: { ...seller, taxId, country } })).title).toEqual({
      key,
    });
  });

  test('stamp duty is told of Japanese receipts of 50,000 yen that were not paid by card', () => {
    const receipt = {
      seller: { country: 'JP' },
      currency: 'JPY',
      netMinor: 50_000,
      isSimplified: true,
      remarks: [],
      isCardPaid: false,
    };
    expect(remarksOf(receipt)).toEqual(['stamp-duty']);
    expect(remarksOf({ ...receipt, netMinor: 49_999 })).toEqual([]);
    expect(remarksOf({ ...receipt, isCardPaid: true })).toEqual(['card-paid']);
    expect(remarksOf({ ...receipt, netMinor: 49_999, isCardPaid: true })).toEqual([]);
    expect(['card', 'Credit Card', 'クレジットカード', '신용카드'].filter(isCreditCard)).toHaveLength(4);
    expect(['debit card', 'デビットカード', 'gift card', 'transfer', ''].filter(isCreditCard)).toEqual([]);
    expect(remarksOf({ ...receipt, isSimplified: false, remarks: ['small-trader'] })).toEqual(['small-trader']);
    expect(exemptionRemarks({ 'small-trader': 'true' }, 0)).toEqual(['small-trader']);
    expect(exemptionRemarks({ 'small-trader': 'true' }, 1)).toEqual([]);
    expect(exemptionRemarks({ 'small-trader': 'false' }, 0)).toEqual([]);
  });

  test('each category that is not taxed is explained once, and a small trader’s by the exemption alone', () => {
    const items = ['AE', 'K', 'S'].map((category) => ({
      sku: category,
      name: category,
      quantity: 1,
      price: 1,
      ratePpm: category === 'S' ? 210_000 : 0,
      category,
    }));
    const document = documentOf({ currency: 'EUR', seller, items });
    expect(notesOfLaw(document)).toEqual(['law.AE', 'law.K', 'note.not-tax-invoice']);
    const exempt = documentOf({
      currency: 'EUR',
      seller,
      items: [{ sku: 'A', name: 'A', quantity: 1, price: 1, ratePpm: 0, category: 'E' }],
      remarks: ['small-trader'],
    });
    expect(notesOfLaw(exempt)).toEqual(['law.small-trader', 'note.not-tax-invoice']);
  });
});

test('paper, window and copies follow the country unless a layout says otherwise', () => {
  const layout = plainLayout('invoice');
  expect(['US', 'JP', 'DE'].map((country) => [paperOf(layout, country), windowOf(layout, country)])).toEqual([
    ['letter', 'us'],
    ['A4', 'jis'],
    ['A4', 'din'],
  ]);
  expect(windowOf({ ...layout, paper: 'A5' }, 'DE')).toBe('none');
  expect(copiesOf({ kind: 'delivery-note', copies: 'country' }, 'KR')).toBe(2);
  expect(copiesOf({ kind: 'delivery-note', copies: 'country' }, 'JP')).toBe(1);
});

test.each([
  [1999, 100, 'EUR', 'cn22'],
  [2001, 100, 'EUR', 'cn23'],
  [500, 341, 'EUR', 'cn23'],
  [null, 10, 'EUR', 'cn23'],
  [500, 10, 'XPF', 'cn23'],
] as const)('%s g worth %d %s go with %s', (grams, value, currency, form) => {
  expect(customsFormFor(grams, value, currency)).toBe(form);
});

test('a statement’s balance goes up with charges and down with payments', () => {
  const page = statementOf({
    number: 'C1',
    date: '2026-03-02',
    language: 'en',
    seller,
    currency: 'EUR',
    customer: { name: 'Ann' },
    from: '2026-01-01',
    to: '2026-03-02',
    openingMinor: 100,
    entries: [
      { kind: 'invoice', date: '2026-01-02', document: 'A', due: null, amountMinor: 1000 },
      { kind: 'payment', date: '2026-01-03', document: 'B', due: null, amountMinor: 600 },
      { kind: 'credit-note', date: '2026-01-04', document: 'C', due: null, amountMinor: 300 },
      { kind: 'refund', date: '2026-01-05', document: 'D', due: null, amountMinor: 50 },
    ],
    overdueMinor: 0,
  });
  expect(page.rows.map(({ cells }) => cells.balance)).toEqual([100, 1100, 500, 200, 250].map((bare) => ({ bare })));
  expect(page.strip?.amount).toEqual({ minor: 250 });
});

test('codes to pay by hold what their standards ask', () => {
  const payment = { amountMinor: 12_345, currency: 'EUR', reference: 'INV-2026-0007' };
  const form = { code: 'epc', iban: 'es91 2100 0418 4502 0005 1332', bic: '', url: '' } as const;
  expect(codeText(payment, form, seller).split('\n')).toEqual([
    'BCD',
    '002',
    '1',
    'SCT',
    '',
    'Taza Azul, S.L.',
    'ES9121000418450200051332',
    'EUR123.45',
    '',
    '',
    'INV-2026-0007',
  ]);
  expect(codeText({ ...payment, currency: 'USD' }, form, seller)).toBe('');
  const swiss = codeText({ ...payment, currency: 'CHF' }, { ...form, code: 'swiss' }, seller).split('\n');
  expect(swiss).toHaveLength(31);
  expect([swiss[0], swiss[4], swiss[8], swiss[18], swiss[19], swiss[27], swiss[30]]).toEqual([
    'SPC',
    'S',
    '28004',
    '123.45',
    'CHF',
    'NON',
    'EPD',
  ]);
  expect(codeText(payment, { ...form, code: 'url', url: 'https://p.example/{number}?a={amount}&c={currency}' }, seller)).toBe(
    'https://p.example/INV-2026-0007?a=123.45&c=EUR',
  );
});
