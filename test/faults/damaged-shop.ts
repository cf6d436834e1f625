// A lived-in shop of which one cell at a time is damaged behind the program's back.
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CheckReport, Finding } from '../../src/domain/check.ts';
import { openDatabase } from '../../src/store/database.ts';
import { FIXED_NOW, projectRoot, runOms } from '../world.ts';

export interface Cell {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

/** Another value that could be right, or one that cannot be. */
export type Damage = 'another' | 'nonsense';

interface Column extends Cell {
  /** The table that it refers to. */
  readonly parent: string | undefined;
}

const ADDRESS = '--address1 High-St-1 --city Bath --postcode BA1-1AA';
const channelFile = (quantity: number, note: string) =>
  `order,line,date,sku,quantity,unit_price,name,email,address1,city,country,note\n` +
  `N1,1,2026-03-01,MUG,${quantity},12.50,Ana,ana@example.com,High St 1,Bath,GB,${note}\nN2,1,2026-03-01,CUP,x,3,Bo,bo@example.com,,,GB,\n`;

/** Something of everything. `@` sets the clock. */
const story = [
  'init . --name Shop --country GB',
  'config set tax-id GB980780684',
  'product add MUG --name Mug --price 12.50 --reorder-point 20 --gtin 4006381333931 --weight-grams 300 --bin A1',
  'product add CUP --name Cup --price 3',
  'product add BOX --name Box',
  'location add front',
  'stock receive MUG 10 --unit-cost 4 --key first',
  'stock receive CUP 1',
  'stock receive BOX 2',
  'stock move BOX 1 --from main --to front',
  'product alias add plain MUG-3 MUG --quantity 3',
  `order add --line MUG=4 --line CUP=1 --shipping 2.40 --name Ana --email eva@example.com ${ADDRESS}`,
  `order add --line CUP=3 --name Li ${ADDRESS}`,
  'order add --line MUG=2 --name Kim',
  'payment record O1 55.40 --method card --reference R-1',
  'order confirm O1 O2',
  'shipment ship O1 --carrier post --tracking TR1',
  'invoice issue O1',
  'return record O1 --line MUG=1:damaged --reason broken --refund 5',
  `order add --line MUG=2 --name Eva ${ADDRESS}`,
  'order confirm O4',
  'order hold O4 --reason fraud?',
  'order cancel O3 --reason mistake',
  `order add --line MUG=1 --name Max ${ADDRESS}`,
  'order confirm O5',
  'invoice issue O5',
  'shipment create O5',
  'label create S2 -o label.pdf',
  'supplier add Mill --email mill@example.com --phone 1904 --lead-days 3',
  'supplier offer add Mill BOX --price 1 --minimum 2 --pack 2 --lead-days 4',
  'purchase create Mill --line BOX=2@1 --line MUG=1',
  'purchase send U1 --expected 2026-04-01',
  'purchase receive U1 --line BOX=1',
  'order import first.csv --channel plain --profile plain',
  'order import second.csv --channel plain --profile plain',
  'stock low',
  'customer address C1 work --address1 Dock --city Leeds --country GB',
  'customer contact C1 accounts --name Wei --email wei@example.com',
  'customer note C1 late',
  'case open O1 broken',
  'case note K1 photo',
  'case close K1 --reason sent',
  'order note O1 called',
  'order tag O1 --add gift',
  'order filter save late --state confirmed',
  'customer edit C1 --tag regular',
  'product add KIT --name Kit --price 20 --kind kit',
  'product part add KIT MUG 1',
  'product part add KIT BOX 1',
  'product add MILK --name Milk --price 2 --lots',
  'stock receive MILK 8 --lot L7 --expires 2030-05-01',
  'promotion add SUMMER --percent 10',
  'approval add large --over 80',
  'customer address C1 dock --name Ana --address1 Dock --city Leeds --postcode LS1-1AA --country GB',
  `order add --line KIT=1 --line MILK=3 --code SUMMER --requested 2026-04-02 --terms 9 --name Eva --email eva@example.com ${ADDRESS} --ship-to MILK=dock`,
  'order confirm O7',
  'order reserve O7 --part',
  'order cancel O7 --line MILK=1 --reason fewer',
  'order copy O7 --key copy',
  `order add --line MUG=9 --name Ida ${ADDRESS}`,
  'order approve O9 --note known',
];

/** A word is one argument; a dash stands for a space where a name has one. */
function argvOf(line: string): string[] {
  return line.split(' ').map((word) => (/^(High-St-1|BA1-1AA|LS1-1AA)$/.test(word) ? word.replaceAll('-', ' ') : word));
}

export class DamagedShop {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'oms-damaged-'));
  readonly #sound = path.join(this.#folder, 'shop/sound.db');
  readonly #damaged = path.join(this.#folder, 'shop/damaged.db');
  #columns: readonly Column[] = [];

  async make(): Promise<void> {
    const made = path.join(this.#folder, 'made');
    mkdirSync(made);
    writeFileSync(path.join(made, 'first.csv'), channelFile(1, ''));
    writeFileSync(path.join(made, 'second.csv'), channelFile(2, 'please'));
    for (const line of story) {
      const { code, stderr } = await runOms(argvOf(line), { cwd: made, now: FIXED_NOW });
      if (code !== 0 && code !== 3) throw new Error(`oms ${line} ended with ${code}: ${stderr}`);
    }
    const database = this.#open(path.join(made, 'oms.db'));
    database.settle();
    this.#columns = columnsOf(database.raw);
    database.close();
    cpSync(path.join(made, 'documents'), path.join(this.#folder, 'shop/documents'), { recursive: true });
    copyFileSync(path.join(made, 'oms.db'), this.#sound);
    copyFileSync(this.#sound, this.#damaged);
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #open(file: string) {
    return openDatabase({ path: file, root: projectRoot, waitMs: 1000 });
  }

  /** Of every table that has a row. */
  cells(): readonly Cell[] {
    const empty = new Set(this.emptyTables());
    return this.#columns.filter(({ table }) => !empty.has(table));
  }

  emptyTables(): string[] {
    const database = this.#open(this.#sound);
    try {
      const tables = [...new Set(this.#columns.map(({ table }) => table))];
      return tables.filter((table) => database.raw.prepare(`select 1 from ${table} limit 1`).get() === undefined);
    } finally {
      database.close();
    }
  }

  /** What the check says of the damaged copy. */
  async findings(): Promise<readonly Finding[]> {
    const { stdout, stderr } = await runOms(['--db', this.#damaged, 'db', 'check', '--json'], { cwd: this.#folder });
    if (stdout === '') throw new Error(stderr);
    return (JSON.parse(stdout) as CheckReport).findings;
  }

  /** Damages one cell of the column and looks whether anybody notices. */
  async isCaught(cell: Cell, damage: Damage): Promise<boolean> {
    for (const suffix of ['', '-wal', '-shm']) rmSync(this.#damaged + suffix, { force: true });
    copyFileSync(this.#sound, this.#damaged);
    this.#damage(cell as Column, damage);
    return (await this.findings()).length > 0;
  }

  #damage(column: Column, damage: Damage): void {
    const { raw, close } = this.#opened();
    try {
      raw.pragma('foreign_keys = off');
      raw.pragma('ignore_check_constraints = on');
      for (const name of raw.prepare(`select name from sqlite_schema where type = 'trigger'`).pluck().all())
        raw.exec(`drop trigger "${name}"`);
      damageCell(raw, column, damage);
    } finally {
      close();
    }
  }

  #opened() {
    const database = this.#open(this.#damaged);
    return { raw: database.raw, close: () => database.close() };
  }
}

type Raw = ReturnType<typeof openDatabase>['raw'];

/** Of every table of our own; an index for searching is SQLite's. */
function columnsOf(raw: Raw): Column[] {
  const list = raw.pragma('table_list') as { schema: string; name: string; type: string }[];
  const tables = list
    .filter(({ schema, name, type }) => schema === 'main' && type === 'table' && !name.startsWith('sqlite_'))
    .map(({ name }) => name);
  return tables.flatMap((table) => {
    const parents = new Map(
      (raw.pragma(`foreign_key_list(${table})`) as { from: string; table: string }[]).map((key) => [key.from, key.table]),
    );
    const columns = raw.pragma(`table_info(${table})`) as { name: string; type: string }[];
    return columns.map(({ name, type }) => ({ table, column: name, type, parent: parents.get(name) }));
  });
}

/** Another value of its kind in the first row that has one, else in the first row; the first such value that the table takes. */
function damageCell(raw: Raw, { table, column, parent, type }: Column, damage: Damage): void {
  const where = raw.prepare(`select 1 from ${table} where "${column}" is not null limit 1`).get() ? `"${column}" is not null` : 'true';
  const row = raw.prepare(`select * from ${table} where ${where} limit 1`).get() as Record<string, string | number | null> | undefined;
  if (!row) return;
  const is = row[column] ?? null;
  const keys = Object.keys(row);
  const same = keys.map((name) => `"${name}" is ?`).join(' and ');
  for (const value of damage === 'nonsense' ? ['?'] : otherValues(raw, is, type, parent)) {
    try {
      raw.prepare(`update ${table} set "${column}" = ? where ${same}`).run(value, ...keys.map((name) => row[name]));
      return;
    } catch (error) {
      if (!String((error as { code?: string }).code).startsWith('SQLITE_CONSTRAINT')) throw error;
    }
  }
  throw new Error(`nothing else fits into ${table}.${column}`);
}

function otherValues(raw: Raw, is: string | number | null, type: string, parent: string | undefined): (string | number)[] {
  const others = parent ? (raw.prepare(`select id from ${parent} where id is not ?`).pluck().all(is) as number[]) : [];
  if (type === 'INTEGER') return [...others, ...(is === 0 || is === 1 ? [1 - is] : []), Number(is ?? 0) * 2 + 1000, Number(is ?? 0) + 7];
  const text = String(is ?? '');
  if (text.startsWith('2026-')) return [`2025${text.slice(4)}`];
  if (text.startsWith('{')) return ['{"x":1}'];
  return [`${text}x`, `${text}y`];
}
