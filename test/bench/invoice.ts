// What a page in Korean costs against one in Latin letters: 100 invoices to 100 files, the whole command from start to end.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Benchmark, type Figure, interleaved, plainEnvironment, processSide, programFile, type Side } from './measure.ts';

const INVOICES = 100;
const LINES = 3;
const ROUNDS = 5;
const BOUND = 4;

export const benchmark: Benchmark = { name: 'invoice', run: measureInvoices };

/** What a shop writes; the same number of words in both. */
interface Tongue {
  readonly country: string;
  readonly products: readonly string[];
  buyer(index: number): readonly [name: string, address: string, city: string];
}

const syllables = [...'가나다라마바사아자차카타파하김이박최정강조윤장임민지서연준호수현우도은'];
const syllable = (index: number) => syllables[index % syllables.length] as string;
const korean: Tongue = {
  country: 'KR',
  products: ['파란 머그컵', '제주 녹차 스무 개', '양모 담요'],
  buyer: (index) => [
    syllable(index) + syllable(index * 7 + 3) + syllable(index * 11 + 5),
    `${syllable(index * 3)}${syllable(index + 9)}로 ${index}`,
    `${syllable(index * 5)}${syllable(index + 2)}구`,
  ],
};
const latin: Tongue = {
  country: 'GB',
  products: ['Blue mug', 'Breakfast tea, twenty bags', 'Wool blanket'],
  buyer: (index) => [`Ann${String.fromCharCode(97 + (index % 26))} Lee${index}`, `${index} Mill Lane`, 'Leeds'],
};

async function measureInvoices(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'oms-bench-invoice-'));
  try {
    const sides = [issuing(folder, 'latin', latin), issuing(folder, 'korean', korean)];
    const [inLatin = 0, inKorean = 0] = await interleaved(sides, ROUNDS);
    const note = `${inKorean.toFixed(0)} ms against ${inLatin.toFixed(0)} ms`;
    return [
      {
        figure: `${INVOICES} invoices to Korean buyers / to Latin ones, each to its own file`,
        ratio: inKorean / inLatin,
        bound: BOUND,
        note,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Issues every invoice of a shop that is put back as it was afterwards. */
function issuing(folder: string, name: string, tongue: Tongue): Side {
  const shop = path.join(folder, name);
  const before = path.join(folder, `${name}-before`);
  fillShop(before, tongue);
  cpSync(before, shop, { recursive: true });
  return {
    ...processSide(name, process.execPath, [programFile, 'invoice', 'issue', '--all', '--quiet'], shop),
    after() {
      rmSync(shop, { recursive: true });
      cpSync(before, shop, { recursive: true });
    },
  };
}

function fillShop(shop: string, { country, products, buyer }: Tongue): void {
  oms(path.dirname(shop), 'init', shop, '--name', products[0] as string, '--country', country);
  for (const [index, name] of products.entries()) oms(shop, 'product', 'add', `P${index}`, '--name', name, '--price', '1200');
  const rows = Array.from({ length: INVOICES }, (_, index) => {
    const [name, address, city] = buyer(index);
    return Array.from({ length: LINES }, (__, line) => `N${index},P${line},${line + 1},"${name}","${address}","${city}",12345,${country}`);
  });
  writeFileSync(path.join(shop, 'orders.csv'), `order,sku,quantity,name,address1,city,postcode,country\n${rows.flat().join('\n')}\n`);
  oms(shop, 'order', 'import', 'orders.csv');
  oms(shop, 'order', 'confirm', '--all');
}

function oms(cwd: string, ...args: string[]): void {
  const done = spawnSync(process.execPath, [programFile, ...args, '--quiet'], { cwd, env: plainEnvironment, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`oms ${args.join(' ')} ended with ${done.status}: ${done.stdout}${done.stderr}`);
}
