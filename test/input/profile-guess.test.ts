// What is guessed of files that no profile knows, in the languages that shops write.
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { draftFields } from '../../src/domain/import/profile.ts';
import { bytesOfText } from '../../src/input/bytes.ts';
import { parseProfile } from '../../src/input/profile-check.ts';
import { dateFormatsOf, guessProfile } from '../../src/input/profile-guess.ts';
import { profileTextOf } from '../../src/input/profile-text.ts';
import { loadProfiles } from '../../src/input/profiles.ts';
import { knownColumns, sampleOf } from '../../src/input/sample.ts';
import { projectRoot } from '../world.ts';

const found = loadProfiles(projectRoot, path.join(projectRoot, 'test'), 'orders').find(({ name }) => name === 'plain');
if (!found) throw new Error('there is no plain profile');
const plain = found;

function guess(text: string, monthFirst = false) {
  const sample = sampleOf(bytesOfText('x.csv', text), knownColumns(plain.aliases));
  return { sample, ...guessProfile(sample, plain.aliases, monthFirst) };
}

describe('columns', () => {
  test.each([
    [
      'en',
      'Order No,Order date,Item code,Product name,Qty,Item price,Ship to name,Customer email,Ship to address,Zip code,Shipping cost',
      'order date sku item quantity unit_price name email address1 postcode shipping',
    ],
    [
      'es',
      'Nº de pedido,Fecha,Referencia,Producto,Cant.,Precio unitario (€),Destinatario,Correo,Dirección de envío,CP,Gastos de envío',
      'order date sku item quantity unit_price name email address1 postcode shipping',
    ],
    [
      'ko',
      '주문번호,주문일자,상품코드,상품명,주문수량,판매단가,수취인명,이메일,배송주소,우편번호,배송비 합계',
      'order date sku item quantity unit_price name email address1 postcode shipping',
    ],
    [
      'ja',
      '注文番号,注文日時,商品コード,商品名,注文個数,販売単価,お届け先名,メールアドレス,お届け先住所,郵便番号,送料合計',
      'order date sku item quantity unit_price name email address1 postcode shipping',
    ],
    [
      'zh',
      '订单编号,下单日期,商品编码,商品名称,购买数量,商品单价,收货人姓名,电子邮箱,收货地址,邮政编码,应付运费',
      'order date sku item quantity unit_price name email address1 postcode shipping',
    ],
  ])('by their names: %s', (_, header, fields) => {
    const names = header.split(',');
    const { columns } = guess(`${header}\n${names.map((_name, at) => `x${at}`).join(',')}\n`);
    const expected = Object.fromEntries(fields.split(' ').map((field, at) => [field, names[at]]));
    expect(columns).toEqual(expected);
    const order = draftFields.filter((field) => field in expected);
    expect(Object.keys(columns)).toEqual(order);
  });

  test.each([
    ['date', '02.03.2026'],
    ['email', 'ana@example.com'],
    ['country', 'ES'],
    ['currency', 'EUR'],
    ['quantity', '3'],
    ['unit_price', '12,50 €'],
  ])('by what stands in them: %s', (field, value) => {
    expect(guess(`order;zzz;yyy\nA1;${value};words of a kind\n`).columns).toEqual({ order: 'order', [field]: 'zzz' });
  });

  test('each is one thing only, and what nothing tells is left out', () => {
    expect(guess('order,aaa,bbb\n1,2,3\n').columns).toEqual({ order: 'order', quantity: 'aaa' });
    expect(guess('aaa,bbb\nx,y\n').columns).toEqual({});
  });

  test('of one name are told apart, and one without a name has its place', () => {
    expect(guess('order*,qty,qty,\n1,2,3,4\n').sample.columns).toEqual(['order', 'qty#1', 'qty#2', '#4']);
  });
});

describe('the row of names', () => {
  const names = 'Order No,Ordered,Buyer,Code,Pieces,Each';
  const row = 'A1,2026-03-01,Ann Oak,MUG,2,12.50';
  test.each([
    ['the first', `${names}\n${row}\n`, 1],
    ['of names that nobody knows', `Vorgang,Tag,Wer,Was,Stück\n${row}\n`, 1],
    ['under groups', `Order,,,Item,,\n${names}\n${row}\n`, 2],
    ['under groups that are all filled', `Order,Order,Order,Item,Item,Item\nNumber,Date,Name,SKU,Qty,Price\n${row}\n`, 2],
    ['under a title and a day', `My sales\nMade on,2026-03-02\n\n${names}\n${row}\n`, 3],
    ['above a row of words', 'Bestellung,Wer,Was\nA,Name,SKU\n', 1],
    ['above a wider row', `Order No,Ordered\n${row}\n`, 1],
    ['nowhere', `${row}\n${row}\n`, null],
  ])('%s', (_, text, headerRow) => {
    expect(guess(text).sample.headerRow).toBe(headerRow);
  });

  test('the delimiter is that of the names, not of a title', () => {
    expect(guess(`Sales, all of them\n${names.replaceAll(',', ';')}\n${row.replaceAll(',', ';')}\n`).sample).toMatchObject({
      delimiter: ';',
      headerRow: 2,
    });
  });

  test('a line that names the separator is none of them', () => {
    expect(guess(`sep=;\n${names.replaceAll(',', ';')}\n${row.replaceAll(',', ';')}\n`).sample).toMatchObject({ headerRow: 1 });
  });
});

describe('dates', () => {
  test.each([
    [['2026-03-01', '2026-12-31'], false, ['yyyy-M-d']],
    [['3/4/2026'], false, ['d/M/yyyy', 'M/d/yyyy']],
    [['3/4/2026'], true, ['M/d/yyyy', 'd/M/yyyy']],
    [['3/4/2026', '13/4/2026'], true, ['d/M/yyyy']],
    [['2026년 3월 1일 오후 3:05'], false, ['yyyy년 M월 d일 a h:mm']],
    [['2026年3月1日 15:05'], false, ['yyyy年M月d日 H:mm']],
    [['31 de agosto de 2026'], false, ["d 'de' MMM 'de' yyyy"]],
    [['2026-03-01T09:00:00Z'], false, ["yyyy-MM-dd'T'HH:mm:ssZ"]],
    [['2026-03-01', 'soon'], false, []],
    [[], false, []],
  ])('%j, months first: %s', (values, monthFirst, formats) => {
    expect(dateFormatsOf(values, monthFirst)).toEqual(formats);
  });
});

describe('amounts', () => {
  test.each([
    ['12.50', '.'],
    ['1.234,50', ','],
    ['12,5', ','],
    ['1,234', '.'],
    ['1.234', ','],
    ['300', '.'],
  ])('%s', (value, decimal) => {
    expect(guess(`order;qty;price\n1;1;${value}\n`).decimal).toBe(decimal);
  });

  test('both signs in one file are either', () => {
    expect(guess('order;qty;price\n1;1;12.50\n2;1;12,50\n').decimal).toBe('any');
  });
});

describe('rows', () => {
  test.each([
    ['A,Ana,1\nA,Ana,2\n', 'repeated'],
    ['A,Ana,1\nA,,2\nB,Bo,1\n', 'first-row-only'],
    ['A,Ana,1\n,,2\nB,Bo,1\n', 'first-row-only'],
    ['A,Ana,1\nB,Bo,2\n', 'repeated'],
  ])('%j', (rows, model) => {
    expect(guess(`order,name,qty\n${rows}`).model).toBe(model);
  });
});

test('a file without names is known by how its first row looks', () => {
  const { sample, ...draft } = guess('A-1,2-Mar-26,MUG,2\nA-2,13-Mar-26,CUP,1\n');
  expect(draft.columns).toEqual({ date: '#2', quantity: '#4' });
  const text = profileTextOf(
    { name: 'x', channel: 'x' },
    { ...draft, columns: { ...draft.columns, order: '#1', sku: '#3' } },
    sample,
    plain,
  );
  const profile = parseProfile(text, 'x.yaml');
  expect(profile).toMatchObject({ header: 'none', match: { columns: ['#1', '#2', '#3', '#4'] } });
  expect(text).toContain('^\\d+-\\p{L}+-\\d+$');
});

test('what is written is a profile that has no mistakes', () => {
  const { sample, ...draft } = guess(
    'order,qty,qty,"a: [b], ""c""",estado,date\nA,1,2,x,pagado,3/4/2026\n,1,2,"- y",enviado,\nB,1,1,,Cancelado,5/4/2026\n',
  );
  const text = profileTextOf(
    { name: 'x', channel: "o'x: y" },
    { ...draft, columns: { ...draft.columns, item: 'a: [b], "c"' } },
    sample,
    plain,
  );
  const profile = parseProfile(text, 'x.yaml');
  expect(profile).toMatchObject({
    name: 'x',
    channel: "o'x: y",
    dates: { formats: ['d/M/yyyy'] },
    line: { name: { columns: ['a: [b], "c"'] } },
  });
  expect(profile.kind === 'orders' && profile.status.map(({ is }) => is)).toEqual(['open', 'open', 'shipped', 'cancelled']);
  expect(profile.kind === 'orders' && profile.payment.rules.map(({ is }) => is)).toEqual(['paid', 'unpaid']);
});
