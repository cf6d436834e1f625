// Invented documents in every language, for tests of pages and for looking at them.
import type { DocumentLine, InvoiceDocument } from '../../src/domain/invoice/document.ts';
import { planInvoice } from '../../src/domain/invoice/plan.ts';

export interface SampleLine {
  readonly sku: string;
  readonly name: string;
  readonly quantity: number;
  /** In the major unit. */
  readonly price: number;
  readonly discountMinor?: number;
  readonly ratePpm?: number;
  readonly category?: string;
}

export type Sample = Partial<InvoiceDocument> & {
  readonly currency: string;
  readonly items: readonly SampleLine[];
  readonly shippingMinor?: number;
  readonly discountMinor?: number;
};

/** A whole document from its lines; everything else has a plain default. */
export function documentOf({ items, shippingMinor = 0, discountMinor = 0, ...given }: Sample): InvoiceDocument {
  const rules = { pricesIncludeTax: true, rounding: 'half-up', taxBasis: 'document', ...given } as const;
  const tax = ({ ratePpm = 200_000, category = 'S' }: Partial<SampleLine>) => ({ category, ratePpm });
  const planned = planInvoice({
    order: { ...rules, shippingMinor, discountMinor, shippingTax: tax(items[0] ?? {}) },
    lines: items.map((item, index) => ({
      id: index + 1,
      quantity: item.quantity,
      cancelledQuantity: 0,
      unitPriceMicros: Math.round(item.price * 1_000_000),
      discountMinor: item.discountMinor ?? 0,
      tax: tax(item),
    })),
    invoiced: [],
  });
  if (!planned) throw new Error('a sample needs a line');
  const lines: DocumentLine[] = planned.lines.map((line) => {
    const item = items[(line.orderLineId ?? 0) - 1];
    return {
      ...line,
      sku: item?.sku ?? '',
      name: item?.name ?? '',
      unit: 'piece',
      unitPriceMicros: Math.round((item?.price ?? 0) * 1_000_000),
    };
  });
  return {
    version: 1,
    kind: 'invoice',
    number: 'INV-2026-0007',
    issuedOn: '2026-03-02',
    suppliedOn: '2026-03-01',
    dueOn: '2026-03-16',
    language: 'en',
    order: { id: 'O12', number: '#1042', orderedOn: '2026-02-27' },
    shipment: null,
    originals: [],
    reason: null,
    seller: {
      name: 'Blue Mug Ltd',
      address: ['12 Harbour Row', 'Bristol BS1 4QA'],
      country: 'GB',
      phone: '+44 117 496 0123',
      email: 'hello@bluemug.example',
      taxId: 'GB980780684',
    },
    buyer: { name: 'Ann Lee', address1: '5 Mill Lane', city: 'Leeds', postcode: 'LS1 4AP', country: 'GB', email: 'ann@example.com' },
    shipTo: null,
    paidMinor: 0,
    instructions: '',
    ...rules,
    ...planned,
    ...given,
    lines,
  };
}

const korea = {
  name: '파란머그 주식회사',
  address: ['서울특별시 마포구 와우산로 12길 34', '2층'],
  country: 'KR',
  phone: '02-312-0456',
  email: 'shop@paranmug.example',
  taxId: '124-81-00998',
};
const japan = {
  name: '青マグ商店 株式会社',
  address: ['〒150-0002', '東京都渋谷区渋谷 1-2-3', '青マグビル 4F'],
  country: 'JP',
  phone: '03-1234-5678',
  email: 'shop@aomagu.example',
  taxId: 'T4011001098993',
};
const china = {
  name: '蓝杯（上海）商贸有限公司',
  address: ['上海市静安区南京西路 1234 号 5 楼'],
  country: 'CN',
  phone: '021-6234-5678',
  email: 'shop@lanbei.example',
  taxId: '91110000600037341L',
};
const spain = {
  name: 'Taza Azul, S.L.',
  address: ['Calle de la Luna, 14, 2.º B', '28004 Madrid'],
  country: 'ES',
  phone: '+34 910 123 456',
  email: 'hola@tazaazul.example',
  taxId: 'B64717838',
};

/** A credit note of nothing but freight. */
function freightOnly(): InvoiceDocument {
  const whole = documentOf({ currency: 'GBP', items: [{ sku: 'MUG-01', name: 'Blue mug', quantity: 1, price: 0 }], shippingMinor: 495 });
  const lines = whole.lines.filter(({ kind }) => kind === 'shipping');
  const originals = [{ number: 'INV-2026-0007', issuedOn: '2026-03-02' }];
  return { ...whole, kind: 'credit-note', number: 'CN-2026-0002', lines, originals, reason: 'Late', dueOn: null };
}

/** One document for each thing that has to look right. */
export const samples: Readonly<Record<string, InvoiceDocument>> = {
  en: documentOf({
    currency: 'GBP',
    items: [
      { sku: 'MUG-01', name: 'Blue mug, 350 ml', quantity: 4, price: 12.5 },
      { sku: 'TEA-20', name: 'Breakfast tea, 20 bags', quantity: 2, price: 4.2, ratePpm: 0, category: 'Z' },
      {
        sku: 'BLANKET',
        name: 'Wool blanket “Harbour”, 130 × 180 cm, washed twice and hemmed by hand',
        quantity: 1,
        price: 89,
        discountMinor: 890,
      },
    ],
    discountMinor: 500,
    shippingMinor: 495,
    paidMinor: 5000,
    instructions: 'Bank transfer to Blue Mug Ltd\nSort code 00-00-00, account 12345678',
    shipTo: {
      name: 'Núñez & Söhne',
      company: 'Atelier Núñez',
      address1: 'Calle Mayor 3',
      city: 'Madrid',
      region: 'Madrid',
      postcode: '28013',
      country: 'ES',
    },
  }),
  us: documentOf({
    currency: 'USD',
    pricesIncludeTax: false,
    seller: {
      name: 'Blue Mug Inc.',
      address: ['200 Harbor Way', 'Portland, OR 97205'],
      country: 'US',
      phone: '+1 503 555 0123',
      email: 'hello@bluemug.example',
      taxId: '',
    },
    buyer: {
      name: 'Kim Min-ji 김민지',
      company: 'Harbor Goods LLC',
      address1: '1 Main St',
      city: 'New York',
      region: 'NY',
      postcode: '10001',
      country: 'US',
    },
    items: [{ sku: 'MUG-01', name: 'Blue mug', quantity: 12, price: 12.5, ratePpm: 88_750 }],
    shippingMinor: 995,
  }),
  es: documentOf({
    currency: 'EUR',
    language: 'es',
    seller: spain,
    buyer: {
      name: 'Íñigo Núñez',
      company: 'Cafetería El Ñandú, S.L.',
      address1: 'Avenida de la Constitución, 21, bajo',
      city: 'Sevilla',
      region: 'Sevilla',
      postcode: '41001',
      country: 'ES',
      taxId: 'B12345674',
    },
    items: [
      { sku: 'TAZA-01', name: 'Taza azul de gres, 350 ml', quantity: 24, price: 10.9, ratePpm: 210_000 },
      { sku: 'CAFE-1K', name: 'Café en grano, 1 kg', quantity: 6, price: 18.5, ratePpm: 100_000 },
      { sku: 'PAN', name: 'Pan de masa madre', quantity: 3, price: 3.2, ratePpm: 40_000 },
    ],
    shippingMinor: 690,
    instructions: 'Transferencia a ES91 2100 0418 4502 0005 1332',
  }),
  ko: documentOf({
    currency: 'KRW',
    language: 'ko',
    rounding: 'down',
    seller: korea,
    buyer: {
      name: '김민지',
      address1: '테헤란로 123',
      address2: '4층 401호',
      city: '강남구',
      region: '서울특별시',
      postcode: '06236',
      country: 'KR',
      phone: '010-1234-5678',
    },
    items: [
      { sku: 'MUG-01', name: '파란 머그컵 350ml', quantity: 3, price: 12000, ratePpm: 100_000 },
      { sku: 'TEA-20', name: '제주 녹차 20티백 (선물 포장)', quantity: 2, price: 8500, ratePpm: 100_000, discountMinor: 1500 },
    ],
    discountMinor: 2000,
    shippingMinor: 3000,
    instructions: '국민은행 123456-04-123456 파란머그 주식회사',
  }),
  ja: documentOf({
    currency: 'JPY',
    language: 'ja',
    rounding: 'down',
    seller: japan,
    buyer: {
      name: '田中太郎',
      company: '株式会社サンプル商事',
      address1: '六本木 1-2-3',
      address2: 'サンプルタワー 10F',
      city: '港区',
      region: '東京都',
      postcode: '106-0032',
      country: 'JP',
    },
    items: [
      { sku: 'MUG-01', name: '青いマグカップ 350ml', quantity: 10, price: 1650, ratePpm: 100_000 },
      { sku: 'TEA-20', name: '静岡煎茶 20包', quantity: 5, price: 864, ratePpm: 80_000, category: 'AA' },
    ],
    shippingMinor: 880,
    instructions: '青空銀行 渋谷支店 普通 1234567 アオマグシヨウテン（カ',
  }),
  zh: documentOf({
    currency: 'CNY',
    language: 'zh',
    seller: china,
    buyer: {
      name: '李娜',
      company: '北京晨光贸易有限公司',
      address1: '建国路 88 号 3 号楼 1201 室',
      city: '朝阳区',
      region: '北京市',
      postcode: '100022',
      country: 'CN',
      taxId: '91110000600037341L',
    },
    items: [
      { sku: 'MUG-01', name: '蓝色马克杯 350 毫升', quantity: 20, price: 68, ratePpm: 130_000 },
      { sku: 'TEA-20', name: '龙井茶 20 包', quantity: 4, price: 128, ratePpm: 130_000, discountMinor: 2000 },
    ],
    instructions: '开户行：示例银行上海分行 账号：6222 0000 0000 0000',
  }),
  'credit-ja': documentOf({
    currency: 'JPY',
    kind: 'credit-note',
    number: 'CN-2026-0003',
    language: 'ja',
    seller: japan,
    dueOn: null,
    suppliedOn: null,
    originals: [{ number: 'INV-2026-0007', issuedOn: '2026-03-02' }],
    reason: '破損のため返品',
    buyer: { name: '田中太郎', address1: '六本木 1-2-3', city: '港区', region: '東京都', postcode: '106-0032', country: 'JP' },
    items: [{ sku: 'MUG-01', name: '青いマグカップ 350ml', quantity: 1, price: 1650, ratePpm: 100_000 }],
  }),
  'credit-es': documentOf({
    currency: 'EUR',
    kind: 'credit-note',
    number: 'CN-2026-0001',
    language: 'es',
    seller: spain,
    dueOn: null,
    suppliedOn: null,
    originals: [{ number: 'INV-2026-0007', issuedOn: '2026-03-02' }],
    reason: 'Mercancía devuelta',
    buyer: { name: 'Íñigo Núñez', address1: 'Calle Mayor 3', city: 'Madrid', region: 'Madrid', postcode: '28013', country: 'ES' },
    items: [{ sku: 'TAZA-01', name: 'Taza azul de gres, 350 ml', quantity: 1, price: 10.9, ratePpm: 210_000 }],
  }),
  'credit-freight': freightOnly(),
  long: documentOf({
    currency: 'EUR',
    seller: { ...spain, name: `Taza Azul ${'y Compañía '.repeat(40)}S.L.` },
    buyer: {
      name: 'n'.repeat(10_000),
      address1: 'A very long street '.repeat(60),
      city: 'Madrid',
      postcode: '28013',
      country: 'ES',
      taxId: 'B64717838',
    },
    shipTo: {
      name: '李娜 김민지 田中太郎 Núñez',
      address1: '六本木 1-2-3',
      city: '港区',
      region: '東京都',
      postcode: '106-0032',
      country: 'JP',
    },
    items: Array.from({ length: 80 }, (_, index) => ({
      sku: `SKU-${String(index + 1).padStart(3, '0')}`,
      name: index === 3 ? '長い名前の商品。'.repeat(60) : index === 7 ? 'x'.repeat(10_000) : `Article number ${index + 1}`,
      quantity: index + 1,
      price: 1234.5678,
      ratePpm: [210_000, 100_000, 40_000][index % 3] as number,
      discountMinor: index % 5 === 0 ? 100 : 0,
    })),
    discountMinor: 123456,
    shippingMinor: 1990,
    instructions: 'Pay soon. '.repeat(100),
  }),
};
