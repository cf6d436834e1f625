// The real shop of a story: a folder with a database, the program run in it, and everything that its tables hold.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import { openNative } from '../../src/store/native.ts';
import { projectRoot, type RunResult, runOms } from '../world.ts';
import type { CommandLine } from './act.ts';

export class Place {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'oms-story-'));
  #database: BetterSqlite3.Database | undefined;
  now: string;
  /** What was typed so far, as it could be pasted into a shell. */
  readonly typed: string[] = [];

  constructor(now: string) {
    this.now = now;
  }

  /** Runs what a person would type. */
  async run(line: CommandLine): Promise<RunResult> {
    const { argv, stdin, actor, file } = line;
    if (file) writeFileSync(path.join(this.#folder, file.name), file.text);
    this.typed.push(pasteable(line));
    return this.#oms([...argv, '--json'], stdin, actor);
  }

  /** What a command answers; it must end well, or at least answer. */
  async ask<T>(...argv: readonly string[]): Promise<T> {
    const { code, stdout, stderr } = await this.#oms([...argv, '--json']);
    if (code > 1 || stdout === '') throw new Error(`oms ${argv.join(' ')} ended with ${code}: ${stderr}${stdout}`);
    return JSON.parse(stdout) as T;
  }

  #oms(argv: readonly string[], stdin?: string, actor?: string): Promise<RunResult> {
    return runOms(argv, { cwd: this.#folder, stdin, now: this.now, env: actor === undefined ? {} : { OMS_ACTOR: actor } });
  }

  /** Looks into the tables by another door than the program's. */
  rows(query: string): unknown[] {
    return this.#open().prepare(query).raw().all();
  }

  /** Changes the tables behind the program's back: for proving that this is seen. */
  damage(statement: string): void {
    this.#open().exec(statement);
  }

  #open(): BetterSqlite3.Database {
    return (this.#database ??= openNative(projectRoot, path.join(this.#folder, 'oms.db'), 5_000));
  }

  /** A hash over every row of every table; when an order was last looked at does not count. */
  fingerprint(): string {
    const hash = createHash('sha256');
    for (const [table] of this.rows("select name from sqlite_master where type = 'table' order by name") as [string][]) {
      const columns = (this.rows(`select name from pragma_table_info('${table}')`) as [string][]).map(([name]) => name);
      const counted = columns.filter((name) => name !== 'updated_at');
      const order = counted.slice(0, 2).map((_, index) => index + 1);
      hash.update(JSON.stringify([table, this.rows(`select ${counted.join(', ')} from ${table} order by ${order.join(', ')}`)]));
    }
    return hash.digest('hex');
  }

  remove(): void {
    this.#database?.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** The command as a shell takes it, with the file it reads. */
function pasteable({ argv, stdin, actor, file }: CommandLine): string {
  const command = [...(actor === undefined ? [] : [`OMS_ACTOR=${actor}`]), 'oms', ...argv.map(quoted)].join(' ');
  const fed = stdin === undefined ? command : `printf '%b' ${quoted(stdin.replaceAll('\n', '\\n'))} | ${command}`;
  return file ? `cat > ${quoted(file.name)} <<'END'\n${file.text}END\n${fed}` : fed;
}

function quoted(word: string): string {
  return /^[\w./:=@,+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
