// A shop in which every writing command has something to do, made once and copied for each of them.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '../../src/store/database.ts';
import { projectRoot, type RunResult, runOms } from '../world.ts';

const BUYER = '--name Ana --email ana@example.com --address1 High~St~1 --city Bath --postcode BA1~1AA';

/** What to type: "~" stands for a space inside a word. */
const story = [
  'init . --name Shop --country GB',
  'config set tax-id GB980780684',
  'product add MUG --name Mug --price 12.50 --reorder-point 60',
  'product add CUP --name Cup --price 3',
  'product add BOX --name Box --price 9',
  'product add KIT --name Kit --price 20 --kind kit',
  'product part add KIT MUG 1',
  'product part add KIT CUP 2',
  'product part add BOX CUP 1',
  'location add front',
  'stock receive MUG 50 --unit-cost 4',
  'stock receive CUP 50',
  'stock receive BOX 5',
  'stock hold BOX 1 --reason scratched',
  'product alias add plain MUG-3 MUG --quantity 3',
  // O1 new, O2 reserved, O3 released, O4 sent and invoiced, O5 held, O6 cancelled, O7 packed, O8 coming back, O9 waiting
  `order add --line MUG=2 --line KIT=1 ${BUYER}`,
  `order add --line MUG=4 --line KIT=2 ${BUYER}`,
  `order add --line CUP=3 ${BUYER}`,
  `order add --line MUG=2 --shipping 2.40 ${BUYER}`,
  `order add --line MUG=1 ${BUYER}`,
  `order add --line MUG=1 ${BUYER}`,
  `order add --line MUG=1 --line CUP=1 ${BUYER}`,
  `order add --line MUG=3 ${BUYER}`,
  `order add --line BOX=9 ${BUYER}`,
  `order add --line MUG=1 --name Bo --email bo@example.com --address1 Low~St~2 --city Leeds --postcode LS1~1AA`,
  'order confirm O2 O3 O4 O7 O8 O9',
  'order release O3 --yes',
  'payment record O4 27.40 --method card',
  'shipment ship O4 --carrier post',
  'shipment ship O8 --carrier post',
  'invoice issue O4',
  'order hold O5 --reason fraud?',
  'order cancel O6 --reason mistake --yes',
  'shipment create O7',
  'return record O8 --line MUG=1 --reason broken --ask',
  'order filter save old --state confirmed',
  'supplier add Mill --currency GBP --lead-days 3',
  'supplier offer add Mill CUP --price 1',
  'supplier offer add Mill MUG --price 2',
  // U1 is only written down, U2 sent
  'purchase create Mill --line CUP=5',
  'purchase create Mill --line BOX=5@2',
  'purchase send U2 --expected 2027-04-01',
  'case open O4 broken',
  'customer add --name Zed --email zed@example.com --note gone',
  'order import first.csv --channel plain --profile plain',
  // O13 waits for an approval
  'approval add big --over 80',
  `order add --line KIT=5 ${BUYER}`,
  'promotion add OLD --percent 10',
  'product add MILK --name Milk --price 2 --lots',
  'stock receive MILK 8 --lot L7 --expires 2030-05-01',
  'db backup copies',
];

const header = 'order,line,date,sku,quantity,unit_price,name,email,address1,city,postcode,country';
const buyer = 'Eva,eva@example.com,High St 3,Bath,BA1 1AA,GB';
const orderRows = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => `N${first + index},1,2026-03-01,MUG,1,12.50,${buyer}`);

/** By name; "~" in a name makes a folder of the inbox. */
const files: Readonly<Record<string, readonly string[]>> = {
  // N2 is in quarantine, the total of N3 differs
  'first.csv': [
    `${header},order_total`,
    `N1,1,2026-03-01,MUG,1,12.50,${buyer},12.50`,
    `N2,1,2026-03-01,CUP,x,3,${buyer},3`,
    `N3,1,2026-03-01,CUP,1,3,${buyer},4`,
  ],
  'mended.csv': [`${header},order_total`, `N2,1,2026-03-01,CUP,1,3,${buyer},3`],
  'orders.csv': [header, ...orderRows(100, 60)],
  'inbox/plain/new.csv': [header, ...orderRows(200, 30)],
  'products.csv': [
    'sku,name,price',
    'MUG,Blue mug,13',
    'JUG,Jug,8',
    ...Array.from({ length: 60 }, (_, index) => `NEW-${index},New ${index},5`),
  ],
  'prices.csv': ['sku,price', 'MUG,14', 'CUP,3.50'],
  'aliases.csv': ['channel,code,sku', 'plain,CUP-X,CUP', 'plain,BOX-X,BOX'],
  'stock.csv': ['sku,quantity', 'MUG,40', 'CUP,30'],
  'customers.csv': ['name,email', 'Lu,lu@example.com', 'Max,max@example.com'],
};

/** The words of a line as the program gets them. */
export function argvOf(line: string): string[] {
  return line.split(' ').map((word) => word.replaceAll('~', ' '));
}

export class WritingShop {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'oms-writing-'));
  #copies = 0;

  async make(): Promise<void> {
    const made = path.join(this.#folder, 'made');
    mkdirSync(made);
    for (const [name, rows] of Object.entries(files)) putFile(path.join(made, name), rows);
    await runLines(made, story);
    const [backup = ''] = readdirSync(path.join(made, 'copies'));
    renameSync(path.join(made, 'copies', backup), path.join(made, 'copy'));
    const database = openDatabase({ path: path.join(made, 'oms.db'), root: projectRoot, waitMs: 1_000 });
    database.settle();
    database.close();
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** The folder of a copy of its own, after these lines and statements. */
  async copy(lines: readonly string[] = [], damage?: string): Promise<string> {
    const folder = path.join(this.#folder, `copy${(this.#copies += 1)}`);
    cpSync(path.join(this.#folder, 'made'), folder, { recursive: true, preserveTimestamps: true });
    await runLines(folder, lines);
    if (damage) {
      const database = openDatabase({ path: path.join(folder, 'oms.db'), root: projectRoot, waitMs: 1_000 });
      database.raw.exec(damage);
      database.close();
    }
    return folder;
  }

  /** A copy of a copy. */
  again(folder: string): string {
    const copy = path.join(this.#folder, `copy${(this.#copies += 1)}`);
    cpSync(folder, copy, { recursive: true, preserveTimestamps: true });
    return copy;
  }
}

/** Files in the inbox are taken once they have stood still for a while. */
function putFile(file: string, rows: readonly string[]): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${rows.join('\n')}\n`);
  const anHourAgo = new Date(Date.now() - 3_600_000);
  utimesSync(file, anHourAgo, anHourAgo);
}

async function runLines(folder: string, lines: readonly string[]): Promise<void> {
  for (const line of lines) {
    const { code, stderr } = await runNow(folder, line);
    if (code !== 0 && code !== 3) throw new Error(`oms ${line} ended with ${code}: ${stderr}`);
  }
}

/** In this process, by the real clock. */
export function runNow(folder: string, line: string): Promise<RunResult> {
  return runOms(argvOf(line), { cwd: folder, now: new Date().toISOString() });
}
