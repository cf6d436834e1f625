// Shops of many confirmed orders, in Korean and in Latin letters, to make invoices of.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { plainEnvironment, programFile } from './measure.ts';

const LINES = 3;

/** What a shop writes; the same number of words in all. */
export interface Tongue {
  readonly country: string;
  readonly products: readonly string[];
  buyer(index: number): readonly [name: string, address: string, city: string];
}

const syllables = [...'가나다라마바사아자차카타파하김이박최정강조윤장임민지서연준호수현우도은'];
const syllable = (index: number) => syllables[index % syllables.length] as string;

export const korean: Tongue = {
  country: 'KR',
  products: ['파란 머그컵', '제주 녹차 스무 개', '양모 담요'],
  buyer: (index) => [
    syllable(index) + syllable(index * 7 + 3) + syllable(index * 11 + 5),
    `${syllable(index * 3)}${syllable(index + 9)}로 ${index}`,
    `${syllable(index * 5)}${syllable(index + 2)}구`,
  ],
};

export const latin: Tongue = {
  country: 'GB',
  products: ['Blue mug', 'Breakfast tea, twenty bags', 'Wool blanket'],
  buyer: (index) => [`Ann${String.fromCharCode(97 + (index % 26))} Lee${index}`, `${index} Mill Lane`, 'Leeds'],
};

/** Makes a shop with so many orders to invoice. */
export function fillShop(shop: string, { country, products, buyer }: Tongue, orders: number): void {
  oms(path.dirname(shop), 'init', shop, '--name', products[0] as string, '--country', country);
  for (const [index, name] of products.entries()) oms(shop, 'product', 'add', `P${index}`, '--name', name, '--price', '1200');
  const rows = Array.from({ length: orders }, (_, index) => {
    const [name, address, city] = buyer(index);
    return Array.from({ length: LINES }, (__, line) => `N${index},P${line},${line + 1},"${name}","${address}","${city}",12345,${country}`);
  });
  writeFileSync(path.join(shop, 'orders.csv'), `order,sku,quantity,name,address1,city,postcode,country\n${rows.flat().join('\n')}\n`);
  oms(shop, 'order', 'import', 'orders.csv');
  oms(shop, 'order', 'confirm', '--all');
}

/** Runs a command in a shop's folder; refuses an exit code other than 0. */
export function oms(cwd: string, ...args: string[]): void {
  const done = spawnSync(process.execPath, [programFile, ...args, '--quiet'], { cwd, env: plainEnvironment, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`oms ${args.join(' ')} ended with ${done.status}: ${done.stdout}${done.stderr}`);
}
