// What validation finds: a table for each rule.
import { describe, expect, test } from 'vitest';
import { adjustableCodes, type Problem, problemCodes, severityOf, waivableCodes } from '../../src/domain/order/problem.ts';
import { type CheckedLine, findProblems, type Validated } from '../../src/domain/order/rules/index.ts';
import { shopRules } from '../../src/domain/order/rules/shop.ts';
import { seenIn, withWaivers } from '../../src/domain/order/waiver.ts';
import { isPhone } from '../../src/domain/phone/index.ts';
import { resolveSettings, settingsOf } from '../../src/domain/settings.ts';

const rulesOf = (own: Readonly<Record<string, string>>) =>
  shopRules(settingsOf(resolveSettings({ country: 'ES', currency: 'EUR', 'prices-include-tax': 'true', ...own }, {})));

const line: CheckedLine = {
  position: 1,
  sku: 'MUG',
  variant: null,
  quantity: 2,
  cancelledQuantity: 0,
  unitPriceMicros: 12_500_000,
  priceAssumed: false,
  shippable: true,
  product: { id: 1, sku: 'MUG', active: true, unitPriceMicros: 12_500_000, weightGrams: 350, hsCode: '691200', originCountry: 'ES' },
  available: 9,
  ratePpm: 210_000,
};
const ann = { name: 'Ann', address1: 'Calle Mayor 3', postcode: '28001', city: 'Madrid', country: 'ES' };
const good: Validated = {
  order: {
    currency: 'EUR',
    pricesIncludeTax: true,
    totalMinor: 2500,
    channelTotalMinor: null,
    state: 'new',
    paidMinor: 0,
    refundedMinor: 0,
  },
  lines: [line],
  shipTo: ann,
  rules: rulesOf({}),
  ratesPpm: new Set([210_000, 100_000, 40_000, 0]),
  isPhone,
};
const withLine = (changes: Partial<CheckedLine>): Validated => ({ ...good, lines: [{ ...line, ...changes }] });
const withProduct = (changes: Partial<NonNullable<CheckedLine['product']>>) =>
  withLine({ product: { ...(line.product as NonNullable<CheckedLine['product']>), ...changes } });
const to = (changes: Partial<NonNullable<Validated['shipTo']>>): Validated => ({ ...good, shipTo: { ...ann, ...changes } });
const withOrder = (changes: Partial<Validated['order']>): Validated => ({ ...good, order: { ...good.order, ...changes } });
const withoutTax = (changes: Partial<CheckedLine>): Validated => ({
  ...withLine(changes),
  order: { ...good.order, pricesIncludeTax: false },
});
const withSettings = (own: Readonly<Record<string, string>>, checked = good): Validated => ({ ...checked, rules: rulesOf(own) });

const told = (problems: readonly Problem[]) =>
  problems.map(({ severity, code, position }) => [severity, code, position].filter(Boolean).join(' ')).join(', ');

type Row = readonly [title: string, checked: Validated, found: string];
const check = (table: readonly Row[]) =>
  test.each(table)('%s', (_, checked, found) => {
    expect(told(findProblems(checked))).toBe(found);
  });

describe('lines and money', () => {
  check([
    ['a good order', good, ''],
    ['no lines', { ...good, lines: [] }, 'error lines-missing'],
    ['no lines, and held for that', { ...good, lines: [], holds: new Set(['channel-lacks-lines']) }, ''],
    ['the channel’s total agrees', withOrder({ channelTotalMinor: 2500 }), ''],
    ['the channel’s total differs', withOrder({ channelTotalMinor: 2499 }), 'error total-differs'],
    ['unknown SKU', withLine({ product: undefined }), 'error sku-unknown 1'],
    ['no SKU at all', withLine({ sku: '', product: undefined }), 'error sku-missing 1'],
    ['unknown SKU: its price is not asked for', withLine({ product: undefined, priceAssumed: true }), 'error sku-unknown 1'],
    ['no longer sold', withProduct({ active: false }), 'error product-inactive 1'],
    ['no price anywhere', withLine({ priceAssumed: true, unitPriceMicros: 0 }), 'error price-missing 1'],
    ['the same price without tax', withoutTax({ unitPriceMicros: 10_330_000 }), ''],
    ['the same price without tax, to the micro', withoutTax({ unitPriceMicros: 10_330_579 }), ''],
    ['another price without tax', withoutTax({ unitPriceMicros: 10_340_000 }), 'warning price-differs 1'],
    ['the shop’s number, but without tax', withoutTax({ unitPriceMicros: 12_500_000 }), 'warning price-differs 1'],
    ['without tax where there is none', withoutTax({ unitPriceMicros: 10_330_000, ratePpm: 0 }), ''],
    [
      'another price, no tax, and none in the shop’s',
      withSettings({ 'prices-include-tax': 'false' }, withLine({ ratePpm: 0, unitPriceMicros: 1 })),
      'warning price-differs 1',
    ],
    ['with tax, the shop’s prices without', withSettings({ 'prices-include-tax': 'false' }, withLine({ unitPriceMicros: 15_130_000 })), ''],
    ['the same with tax', withSettings({ 'prices-include-tax': 'false' }), 'warning price-differs 1'],
    ['another price', withLine({ unitPriceMicros: 12_490_000 }), 'warning price-differs 1'],
    ['within what is tolerated', withSettings({ 'price-tolerance-percent': '1' }, withLine({ unitPriceMicros: 12_375_000 })), ''],
    [
      'just outside',
      withSettings({ 'price-tolerance-percent': '1' }, withLine({ unitPriceMicros: 12_374_999 })),
      'warning price-differs 1',
    ],
    ['no price in the shop to compare with', withProduct({ unitPriceMicros: null }), ''],
    ['a rate that there is not', withLine({ ratePpm: 208_700 }), 'warning tax-differs 1'],
    ['no tax', withLine({ ratePpm: 0 }), ''],
    ['a rate of another country', { ...withLine({ ratePpm: 190_000 }), shipTo: { ...ann, country: 'DE', postcode: '10115' } }, ''],
    ['the shop has no rates', { ...withLine({ ratePpm: 190_000 }), ratesPpm: new Set() }, ''],
    ['too little there', withLine({ available: 1 }), 'warning stock-short 1'],
    ['stock not looked at', withLine({ available: undefined, quantity: 9 }), ''],
    ['a service needs no stock', withLine({ available: 0, shippable: false }), ''],
    ['a place does', withLine({ available: 0, shippable: false, isPlace: true }), 'warning stock-short 1'],
  ]);

  test('of what is short: where it stands, and when the rest comes', () => {
    const [short] = findProblems(withLine({ available: 1, places: ['main 1'], expectedOn: '2026-03-09' }));
    expect(short?.details).toEqual({ sku: 'MUG', wanted: 2, available: 1, places: ['main 1'], expectedOn: '2026-03-09' });
  });
});

describe('who and where', () => {
  const abroad = { country: 'US', city: 'New York', region: 'NY', postcode: '10001' };
  check([
    ['nobody named', to({ name: ' ' }), 'error recipient-missing'],
    ['a firm is enough', to({ name: '', company: 'Ruiz S.L.' }), ''],
    ['no address at all', { ...good, shipTo: undefined }, 'error recipient-missing'],
    ['no street', { ...good, shipTo: { name: 'Ann', country: 'ES' } }, 'error address-incomplete'],
    ['no country', to({ country: ' ' }), 'error address-incomplete'],
    ['services need no address', { ...withLine({ shippable: false }), shipTo: undefined }, ''],
    ['all cancelled needs no address', { ...withLine({ cancelledQuantity: 2 }), shipTo: undefined }, ''],
    ['a star for a letter', to({ name: '김*수' }), 'error recipient-masked'],
    ['stars for the rest', to({ name: '홍**' }), 'error recipient-masked'],
    ['nothing but stars', to({ name: '***' }), 'error recipient-masked'],
    ['a circle for a letter', to({ name: '박○연' }), 'error recipient-masked'],
    ['a last letter hidden', to({ name: '山*' }), 'error recipient-masked'],
    ['a star that hides nothing', to({ name: 'Ann Star* Ltd' }), ''],
    ['held for its mask already', { ...to({ name: '김*수' }), holds: new Set(['recipient-masked']) }, ''],
    ['no postcode', to({ postcode: null }), 'warning address-short'],
    ['no town', to({ city: '' }), 'warning address-short'],
    ['in one piece', to({ address1: 'Calle Mayor 3, 28001 Madrid', postcode: null, city: null }), ''],
    ['Korea asks for no town', to({ country: 'KR', postcode: '04524', city: null }), ''],
    ['the United States ask for a state', to({ ...abroad, region: null }), 'warning address-short'],
    ['a country of which nothing is known', to({ country: 'AQ', postcode: null, city: null }), ''],
    ['another country’s postcode', to({ postcode: 'YO1 7EP' }), 'warning postcode-invalid'],
    ['a province that there is not', to({ postcode: '53001' }), 'warning postcode-invalid'],
    ['small letters', to({ country: 'GB', city: 'York', postcode: 'yo1 7ep' }), ''],
    ['a post office box', to({ address1: 'P.O. Box 7' }), 'warning place-not-served'],
    ['one in Korean', to({ address1: '서울 중앙우체국 사서함 12' }), 'warning place-not-served'],
    ['one in Spanish', to({ address2: 'Apartado de Correos 40' }), 'warning place-not-served'],
    ['no box', to({ address1: 'Boxley Road 7' }), ''],
    ['boxes are served', withSettings({ 'not-served': '' }, to({ address1: 'PO Box 7' })), ''],
    ['islands are not', withSettings({ 'not-served': 'po-box, ES:35, ES:38' }, to({ postcode: '35001' })), 'warning place-not-served'],
    ['the mainland is', withSettings({ 'not-served': 'ES:35,ES:38' }), ''],
    [
      'a region is not',
      withSettings({ 'not-served': 'es/illes balears'.toUpperCase() }, to({ region: 'Illes Balears' })),
      'warning place-not-served',
    ],
    [
      'one carrier goes nowhere of it',
      withSettings({ 'not-served': 'Seur@ES:35', carrier: 'seur/24h' }, to({ postcode: '35001' })),
      'warning place-not-served',
    ],
    ['another service does', withSettings({ 'not-served': 'seur/10h@ES:35', carrier: 'SEUR / 24h' }, to({ postcode: '35001' })), ''],
    ['another carrier does', withSettings({ 'not-served': 'gls@ES', carrier: 'seur' }), ''],
    ['nobody knows with whom', withSettings({ 'not-served': 'gls@ES' }), ''],
    ['a country the shop does not send to', withSettings({ 'ships-to': 'ES,PT' }, to(abroad)), 'warning place-not-served'],
    ['one it does', withSettings({ 'ships-to': 'ES, PT' }), ''],
    ['somebody else a line goes to', withLine({ shipTo: { ...ann, postcode: '1' } }), 'warning postcode-invalid 1'],
  ]);
});

describe('phones', () => {
  const row = (phone: string, country: string, isOne: boolean): Row => [
    `${phone} in ${country}`,
    {
      ...good,
      shipTo: { ...ann, country, phone, postcode: null, city: null, name: 'Ann', address1: 'x' },
      lines: [{ ...line, shippable: false }],
    },
    isOne ? '' : 'warning phone-invalid',
  ];
  check([
    row('010-2345-6789', 'KR', true),
    row('02-312-3456', 'KR', true),
    row('0507-1234-5678', 'KR', true),
    row('010-2345', 'KR', false),
    row('090-1234-5678', 'JP', true),
    row('０９０－１２３４－５６７８', 'JP', true),
    row('138 1234 5678', 'CN', true),
    row('655 501 299', 'ES', true),
    row('155 501 299', 'ES', false),
    row('+34 655 501 299', 'KR', true),
    row('+34 655', 'ES', false),
    row('020 7946 0018', 'GB', true),
    row('ask at the door', 'ES', false),
    row('010-****-6789', 'KR', true),
    row('010-xxxx-6789', 'KR', true),
  ]);

  test('without a country’s plan: only what cannot be one', () => {
    const light = (phone: string) => told(findProblems({ ...to({ phone }), isPhone: undefined }));
    expect([light('02-1'), light('000-0000-0000'), light('155 501 299'), light('+34 655 501 299')]).toEqual([
      'warning phone-invalid',
      'warning phone-invalid',
      '',
      '',
    ]);
  });
});

describe('payment, tax numbers, cards', () => {
  const paid = { totalMinor: 2500, paidMinor: 2500 };
  check([
    ['the channel gave all back', withOrder({ ...paid, refundedMinor: 2500, uncreditedMinor: 2500 }), 'error payment-returned'],
    ['the channel gave a part back', withOrder({ ...paid, refundedMinor: 500, uncreditedMinor: 500 }), ''],
    ['all given back once it was confirmed', withOrder({ ...paid, state: 'confirmed', refundedMinor: 2500, uncreditedMinor: 2500 }), ''],
    ['more paid than it costs', withOrder({ paidMinor: 2600 }), 'warning payment-over'],
    ['more paid, and the rest given back', withOrder({ paidMinor: 2600, refundedMinor: 100 }), ''],
    ['any way of paying', withOrder({ paymentMethod: 'Bitcoin' }), ''],
    ['a way the shop takes', withSettings({ 'payment-methods': 'card, transfer' }, withOrder({ paymentMethod: 'Card' })), ''],
    [
      'one it does not',
      withSettings({ 'payment-methods': 'card, transfer' }, withOrder({ paymentMethod: 'Bitcoin' })),
      'warning payment-method',
    ],
    ['a right tax number', to({ taxId: 'B64717838' }), ''],
    ['a wrong one', to({ taxId: 'B64717839' }), 'warning tax-id-invalid'],
    ['of who pays', { ...good, billTo: { ...ann, taxId: '54362315A' } }, 'warning tax-id-invalid'],
    ['a card’s number in a note', withOrder({ note: 'use 4111 1111 1111 1111 please' }), 'warning card-data'],
    ['one that was cut', withOrder({ note: 'use ****1111 please' }), 'warning card-data'],
    ['one in the street', to({ address2: '4111111111111111' }), 'warning card-data'],
    ['a long number that is none', withOrder({ note: 'ref 1234567890123456' }), ''],
  ]);
});

describe('what is unusual, and customs', () => {
  const many = (quantity: number, usualQuantity?: number) => withLine({ quantity, available: quantity, usualQuantity });
  const korea = { ...ann, country: 'KR', postcode: '04524' };
  check([
    ['a thousand, nothing known', many(1000), 'warning quantity-unusual 1'],
    ['fewer, nothing known', many(999), ''],
    ['the shop’s own limit', withSettings({ 'unusual-quantity': '50' }, many(50)), 'warning quantity-unusual 1'],
    ['a thousand, most of it cancelled', withLine({ quantity: 1000, cancelledQuantity: 998 }), ''],
    ['six times what is usual', many(12, 2), 'warning quantity-unusual 1'],
    ['five times', many(10, 2), ''],
    ['a thousand where hundreds are usual', many(1000, 400), ''],
    ['nine are never many', many(9, 1), ''],
    ['nothing is compared', withSettings({ 'unusual-times': '0' }, many(12, 2)), ''],
    ['nothing is compared, and many', withSettings({ 'unusual-times': '0' }, many(1000, 400)), 'warning quantity-unusual 1'],
    ['six times the usual total', { ...withOrder({ totalMinor: 15_001 }), usualMinor: 3000 }, 'warning amount-unusual'],
    ['five times', { ...withOrder({ totalMinor: 15_000 }), usualMinor: 3000 }, ''],
    ['beyond what the shop has set', withSettings({ 'unusual-amount': '25' }), 'warning amount-unusual'],
    ['in another currency', withSettings({ 'unusual-amount': '25' }, withOrder({ currency: 'KRW', totalMinor: 9999 })), ''],
    ['a likely duplicate', { ...good, alike: ['O3'] }, 'warning duplicate-likely'],
    ['abroad, all is there', { ...good, shipTo: korea }, ''],
    ['abroad without a tariff number', { ...withProduct({ hsCode: null }), shipTo: korea }, 'warning customs-missing 1'],
    ['abroad for nothing', { ...withLine({ unitPriceMicros: 0 }), shipTo: korea }, 'warning price-differs 1, warning customs-missing 1'],
    ['within the customs union', { ...withProduct({ hsCode: null }), shipTo: { ...ann, country: 'FR', postcode: '75001' } }, ''],
    ['at home', withProduct({ hsCode: null, originCountry: null, weightGrams: null }), ''],
  ]);
});

describe('how severe it is', () => {
  test('as the shop has it, but for what nothing could be done about', () => {
    expect(told(findProblems(withSettings({ 'severity.price-differs': 'error' }, withLine({ unitPriceMicros: 1 }))))).toBe(
      'error price-differs 1',
    );
    expect(told(findProblems(withSettings({ 'severity.total-differs': 'off' }, withOrder({ channelTotalMinor: 1 }))))).toBe('');
    const off = Object.fromEntries(adjustableCodes.map((code) => [`severity.${code}`, 'off']));
    const settings = settingsOf(resolveSettings(off, {}));
    const left = (Object.keys(problemCodes) as (keyof typeof problemCodes)[]).filter((code) => severityOf(code, settings) !== 'off');
    expect(left).toEqual(['lines-missing', 'sku-missing', 'sku-unknown', 'price-missing']);
  });

  test('all problems at once, the order’s own first', () => {
    const bad = { ...withLine({ product: undefined }), order: { ...good.order, channelTotalMinor: 1 }, shipTo: undefined };
    expect(findProblems(bad).map(({ code }) => code)).toEqual(['total-differs', 'recipient-missing', 'sku-unknown']);
  });
});

describe('withWaivers', () => {
  const broken: Validated = { ...good, order: { ...good.order, channelTotalMinor: 1 }, shipTo: undefined };
  const waivers = (codes: readonly string[]) =>
    codes.map((code) => {
      const seen = findProblems(broken).flatMap((found) => (found.code === code ? [seenIn(found, broken)] : []));
      return { code, reason: 'agreed', actor: 'ann', at: '2026-03-02T09:00:00Z', seen };
    });
  const waived = (codes: readonly string[], checked = broken) =>
    withWaivers(findProblems(checked), waivers(codes), (found) => seenIn(found, checked)).map(({ code, severity, details }) =>
      `${severity} ${code} ${details.waivedBy ?? ''}${details.waivedBeforeBy ? `before ${details.waivedBeforeBy}` : ''}`.trim(),
    );

  test('what is waived is a warning with who did it; the rest stays as it is', () => {
    expect(waived([])).toEqual(['error total-differs', 'error recipient-missing']);
    expect(waived(['total-differs'])).toEqual(['warning total-differs ann', 'error recipient-missing']);
    expect(waived(['total-differs', 'recipient-missing', 'sku-unknown'])).toEqual([
      'warning total-differs ann',
      'warning recipient-missing ann',
    ]);
  });

  test('what is waived is waived for what it was found in', () => {
    const other = { ...broken, order: { ...broken.order, channelTotalMinor: 2 } };
    expect(waived(['total-differs', 'recipient-missing'], other)).toEqual([
      'error total-differs before ann',
      'warning recipient-missing ann',
    ]);
  });

  test('what nothing could be done about is not waivable', () =>
    expect(['sku-unknown', 'sku-missing', 'lines-missing', 'price-missing'].some((code) => waivableCodes.has(code as 'sku-unknown'))).toBe(
      false,
    ));
});
