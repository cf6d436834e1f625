// Invented sellers, buyers and goods in every language of documents.
import type { DocumentLanguage } from '../../src/domain/document/language.ts';
import type { Seller } from '../../src/domain/invoice/document.ts';
import type { Party } from '../../src/domain/order/order.ts';

export interface Tongue {
  readonly seller: Seller;
  readonly buyer: Party;
  readonly currency: string;
  readonly ratePpm: number;
  /** Unit price of the first article in the major unit. */
  readonly price: number;
  readonly goods: readonly [string, string, string];
  readonly pay: string;
}

const seller = (name: string, address: readonly string[], country: string, phone: string, taxId: string): Seller => ({
  name,
  address,
  country,
  phone,
  email: 'shop@bluemug.example',
  taxId,
});

export const tongues: Readonly<Record<DocumentLanguage, Tongue>> = {
  en: {
    seller: seller('Blue Mug Ltd', ['12 Harbour Row', 'Bristol BS1 4QA'], 'GB', '+44 117 496 0123', 'GB980780684'),
    buyer: { name: 'Ann Lee', company: 'Harbour Café', address1: '5 Mill Lane', city: 'Leeds', postcode: 'LS1 4AP', country: 'GB' },
    currency: 'GBP',
    ratePpm: 200_000,
    price: 12.5,
    goods: ['Blue mug, 350 ml', 'Breakfast tea, 20 bags', 'Wool blanket “Harbour”, 130 × 180 cm'],
    pay: 'Sort code 00-00-00, account 12345678',
  },
  es: {
    seller: seller('Taza Azul, S.L.', ['Calle de la Luna, 14, 2.º B', '28004 Madrid'], 'ES', '+34 910 123 456', 'B64717838'),
    buyer: {
      name: 'Íñigo Núñez',
      company: 'Cafetería El Ñandú, S.L.',
      address1: 'Avenida de la Constitución, 21',
      city: 'Sevilla',
      postcode: '41001',
      country: 'ES',
      taxId: 'B12345674',
    },
    currency: 'EUR',
    ratePpm: 210_000,
    price: 10.9,
    goods: ['Taza azul de gres, 350 ml', 'Té de desayuno, 20 bolsitas', 'Manta de lana «Puerto», 130 × 180 cm'],
    pay: 'Transferencia a ES91 2100 0418 4502 0005 1332',
  },
  ko: {
    seller: {
      ...seller('파란머그 주식회사', ['서울특별시 마포구 와우산로 12길 34', '2층'], 'KR', '02-312-0456', '124-81-00998'),
      details: [
        { label: 'representative', value: '이서준' },
        { label: 'business-type', value: '도소매' },
        { label: 'business-item', value: '주방용품' },
      ],
    },
    buyer: {
      name: '김민지',
      company: '항구카페 주식회사',
      address1: '테헤란로 123',
      address2: '4층',
      city: '강남구',
      region: '서울특별시',
      postcode: '06236',
      country: 'KR',
    },
    currency: 'KRW',
    ratePpm: 100_000,
    price: 12_000,
    goods: ['파란 머그컵 350ml', '아침 홍차 20티백', '양모 담요 130 × 180cm'],
    pay: '국민은행 123456-04-123456 파란머그 주식회사',
  },
  ja: {
    seller: seller(
      '青マグ商店 株式会社',
      ['〒150-0002', '東京都渋谷区渋谷 1-2-3', '青マグビル 4F'],
      'JP',
      '03-1234-5678',
      'T4011001098993',
    ),
    buyer: {
      name: '田中太郎',
      company: '株式会社みなと珈琲',
      address1: '六本木 1-2-3',
      address2: 'みなとタワー 10F',
      city: '港区',
      region: '東京都',
      postcode: '106-0032',
      country: 'JP',
    },
    currency: 'JPY',
    ratePpm: 100_000,
    price: 1650,
    goods: ['青いマグカップ 350ml', '朝の紅茶 20包', 'ウールブランケット「港」 130 × 180cm'],
    pay: '青空銀行 渋谷支店 普通 1234567',
  },
  'zh-CN': {
    seller: seller('蓝杯（上海）商贸有限公司', ['上海市静安区南京西路 1234 号 5 楼'], 'CN', '021-6234-5678', '91110000600037341L'),
    buyer: {
      name: '李娜',
      company: '北京晨光贸易有限公司',
      address1: '建国路 88 号 3 号楼',
      city: '朝阳区',
      region: '北京市',
      postcode: '100022',
      country: 'CN',
    },
    currency: 'CNY',
    ratePpm: 130_000,
    price: 68,
    goods: ['蓝色马克杯 350 毫升', '早餐红茶 20 包', '羊毛毯 130 × 180 厘米'],
    pay: '开户行：示例银行上海分行 账号：6222 0000 0000 0000',
  },
  'zh-TW': {
    seller: seller('藍杯有限公司', ['台北市大安區忠孝東路四段 123 號 5 樓'], 'TW', '02-2712-3456', '12345675'),
    buyer: {
      name: '陳雅婷',
      company: '港灣咖啡股份有限公司',
      address1: '中正四路 88 號',
      city: '前金區',
      region: '高雄市',
      postcode: '801',
      country: 'TW',
    },
    currency: 'TWD',
    ratePpm: 50_000,
    price: 360,
    goods: ['藍色馬克杯 350 毫升', '早餐紅茶 20 包', '羊毛毯 130 × 180 公分'],
    pay: '範例銀行台北分行 帳號 012-345-678901',
  },
  de: {
    seller: seller('Blaue Tasse GmbH', ['Hafenstraße 12', '20457 Hamburg'], 'DE', '+49 40 1234567', 'DE136695976'),
    buyer: {
      name: 'Jörg Weiß',
      company: 'Café Süßholz GmbH & Co. KG',
      address1: 'Königstraße 5',
      city: 'Köln',
      postcode: '50667',
      country: 'DE',
    },
    currency: 'EUR',
    ratePpm: 190_000,
    price: 11.9,
    goods: ['Blaue Tasse, 350 ml', 'Frühstückstee, 20 Beutel', 'Wolldecke „Hafen“, 130 × 180 cm'],
    pay: 'IBAN DE89 3704 0044 0532 0130 00',
  },
  fr: {
    seller: seller('La Tasse Bleue SARL', ['12 quai du Port', '13002 Marseille'], 'FR', '+33 4 91 12 34 56', 'FR40303265045'),
    buyer: {
      name: 'Hélène Lefèvre',
      company: 'Café de l’Été',
      address1: '5 rue du Moulin',
      city: 'Lyon',
      postcode: '69002',
      country: 'FR',
    },
    currency: 'EUR',
    ratePpm: 200_000,
    price: 11.5,
    goods: ['Tasse bleue, 350 ml', 'Thé du matin, 20 sachets', 'Couverture de laine « Port », 130 × 180 cm'],
    pay: 'IBAN FR76 3000 6000 0112 3456 7890 189',
  },
  it: {
    seller: seller('Tazza Blu S.r.l.', ['Via del Porto 12', '16126 Genova'], 'IT', '+39 010 123 4567', 'IT00743110157'),
    buyer: {
      name: 'Niccolò Bàrberi',
      company: 'Caffè Città S.n.c.',
      address1: 'Via Mulino 5',
      city: 'Bologna',
      region: 'BO',
      postcode: '40121',
      country: 'IT',
    },
    currency: 'EUR',
    ratePpm: 220_000,
    price: 11.2,
    goods: ['Tazza blu, 350 ml', 'Tè della colazione, 20 filtri', 'Coperta di lana “Porto”, 130 × 180 cm'],
    pay: 'IBAN IT60 X054 2811 1010 0000 0123 456',
  },
  pt: {
    seller: seller('Caneca Azul, Lda.', ['Rua do Porto, 12', '4050-123 Porto'], 'PT', '+351 22 123 4567', 'PT501964843'),
    buyer: {
      name: 'João Gonçalves',
      company: 'Café Manhã, Lda.',
      address1: 'Rua do Moinho, 5',
      city: 'Lisboa',
      postcode: '1100-148',
      country: 'PT',
    },
    currency: 'EUR',
    ratePpm: 230_000,
    price: 10.5,
    goods: ['Caneca azul, 350 ml', 'Chá da manhã, 20 saquetas', 'Manta de lã “Porto”, 130 × 180 cm'],
    pay: 'IBAN PT50 0002 0123 1234 5678 9015 4',
  },
};
