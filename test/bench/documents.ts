// What pages cost: in Korean against Latin letters, against other programs, in memory, at the first, and in bytes.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fillShop, korean, latin, oms, type Tongue } from './invoice-shop.ts';
import { type Benchmark, type Figure, interleaved, processSide, programFile, type Side } from './measure.ts';
import { pagePeers } from './page-peers.ts';

const INVOICES = 200;
const MANY = 2000;
const ROUNDS = 5;
const MEMORY_MIB = 400;
const FILE_KIB = 60;
const eastAsian = ['ko', 'ja', 'zh-CN', 'zh-TW'];

export const benchmark: Benchmark = { name: 'documents', run: measureDocuments };

async function measureDocuments(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'oms-bench-documents-'));
  try {
    return [...(await manyFiles(folder)), ...(await firstPage(folder)), ...fileSizes(folder), manyPages(folder)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each invoice to its own file, the whole command from start to end; other programs with a process for one page. */
async function manyFiles(folder: string): Promise<Figure[]> {
  const { reportlab, weasyprint } = pagePeers(folder);
  const sides = [issuing(folder, 'latin', latin), issuing(folder, 'korean', korean)];
  const [inLatin = 0, inKorean = 0] = await interleaved(sides, ROUNDS);
  const each = inKorean / INVOICES;
  const against = async (peer: Side | undefined, times: number): Promise<Figure[]> => {
    if (!peer) return [];
    const [page = 0] = await interleaved([peer], ROUNDS);
    const figure = `an invoice of ${INVOICES} to Korean buyers / a page of ${peer.name}, a process each`;
    return [{ figure, ratio: each / page, bound: 1 / times, note: `${each.toFixed(1)} ms against ${page.toFixed(0)} ms` }];
  };
  return [
    {
      figure: `${INVOICES} invoices to Korean buyers / to Latin ones, each to its own file`,
      ratio: inKorean / inLatin,
      bound: 2,
      note: `${inKorean.toFixed(0)} ms against ${inLatin.toFixed(0)} ms`,
    },
    ...(await against(reportlab, 3)),
    ...(await against(weasyprint, 10)),
  ];
}

/** Issues every invoice of a shop that is put back as it was afterwards. */
function issuing(folder: string, name: string, tongue: Tongue): Side {
  const shop = path.join(folder, name);
  const before = path.join(folder, `${name}-before`);
  fillShop(before, tongue, INVOICES);
  cpSync(before, shop, { recursive: true });
  return {
    ...processSide(name, process.execPath, [programFile, 'invoice', 'issue', '--all', '--quiet'], shop),
    after() {
      rmSync(shop, { recursive: true });
      cpSync(before, shop, { recursive: true });
    },
  };
}

async function firstPage(folder: string): Promise<Figure[]> {
  const shop = path.join(folder, 'korean-before');
  const args = [programFile, 'document', 'create', 'quotation', 'O1', '-o', '-'];
  const [bare = 0, first = 0] = await interleaved(
    [processSide('node -e 0', process.execPath, ['-e', '0']), processSide('first', process.execPath, args, shop)],
    3 * ROUNDS,
  );
  const note = `${first.toFixed(0)} ms against ${bare.toFixed(0)} ms`;
  return [{ figure: 'the first page of a process, in Korean / node -e 0', ratio: first / bare, bound: 12, note }];
}

/** One page without a logo, in a shop whose names are Korean: in the other languages with a second East Asian font. */
function fileSizes(folder: string): Figure[] {
  const shop = path.join(folder, 'korean-before');
  for (const language of eastAsian) oms(shop, 'document', 'create', 'quotation', 'O1', '--language', language, '-o', `sizes/${language}/`);
  const sizes = eastAsian.map((language) => {
    const at = path.join(shop, 'sizes', language);
    return statSync(path.join(at, readdirSync(at)[0] as string)).size / 1024;
  });
  const note = eastAsian.map((language, index) => `${language} ${sizes[index]?.toFixed(0)} KiB`).join(', ');
  return [{ figure: `the largest page in East Asian letters / ${FILE_KIB} KiB`, ratio: Math.max(...sizes) / FILE_KIB, bound: 1, note }];
}

/** Peak memory of many invoices drawn into one file, as the kernel counts it. */
function manyPages(folder: string): Figure {
  const shop = path.join(folder, 'many');
  fillShop(shop, korean, MANY);
  const hook = path.join(folder, 'peak.cjs');
  const kept = path.join(folder, 'peak.txt');
  const keep = `require('node:fs').writeFileSync(${JSON.stringify(kept)}, String(process.resourceUsage().maxRSS))`;
  writeFileSync(hook, `process.on('exit', () => ${keep});`);
  const args = ['--require', hook, programFile, 'invoice', 'issue', '--all', '--draft', '-o', 'all.pdf', '--quiet'];
  processSide('memory', process.execPath, args, shop).work();
  const peak = Number(readFileSync(kept, 'utf8')) / 1024;
  const figure = `peak memory of ${MANY} Korean invoices in one file / ${MEMORY_MIB} MiB`;
  return { figure, ratio: peak / MEMORY_MIB, bound: 1, note: `${peak.toFixed(0)} MiB` };
}
