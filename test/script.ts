// Scripts: conversations with the program. A script is text; `OMS_UPDATE=1` writes what was really said into it.
//
//   === file.csv [cp932]        a file in the scratch folder, up to a line "===" (another encoding: its name)
//   @clock 2026-03-05T10:00:00Z the time from here on
//   @cd shop/sub                commands run in this folder from here on; "@cd ." leads back
//   $ oms stock show MUG | oms … commands; NAME=value and [tty 60] may stand before, < and > files after
//   % ls documents              a shell command in the scratch folder
//   …                           expected stdout; "! " begins a line of stderr, "? 1" is the exit code (default 0)
//
// In an expected line `<...>` is any text; a line `...` is any number of lines. The folder's path shows as $DIR.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import iconv from 'iconv-lite';
import { FIXED_NOW, projectRoot, runOms } from './world.ts';

interface Step {
  readonly head: readonly string[];
  readonly command?: string;
  readonly expected: string[];
}

export interface ScriptOutcome {
  /** The script with what was really said. */
  readonly actual: string;
  /** The first step that differs, or undefined. */
  readonly failure: string | undefined;
}

/** Runs a script in a new folder. */
export async function runScript(text: string): Promise<ScriptOutcome> {
  const folder = mkdtempSync(path.join(tmpdir(), 'oms-script-'));
  try {
    return await new ScriptRun(folder).run(parse(text));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function parse(text: string): Step[] {
  const steps: Step[] = [];
  let head: string[] = [];
  const lines = text.replace(/\n$/, '').split('\n');
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] as string;
    if (/^[$%] /.test(line)) {
      const expected: string[] = [];
      while (index + 1 < lines.length && !/^([$%#] |@(clock|cd) |=== )/.test(lines[index + 1] as string))
        expected.push(lines[(index += 1)] as string);
      steps.push({ head, command: line, expected });
      head = [];
    } else if (line.startsWith('=== ')) {
      head.push(line);
      do head.push(lines[(index += 1)] as string);
      while (lines[index] !== '===' && index < lines.length - 1);
    } else head.push(line);
  }
  if (head.length > 0) steps.push({ head, expected: [] });
  return steps;
}

class ScriptRun {
  readonly #folder: string;
  #now = FIXED_NOW;
  #cwd: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.#cwd = folder;
  }

  async run(steps: readonly Step[]): Promise<ScriptOutcome> {
    const actual: string[] = [];
    let failure: string | undefined;
    for (const { head, command, expected } of steps) {
      this.#prepare(head);
      actual.push(...head);
      if (command === undefined) continue;
      const said = await this.#perform(command);
      const blank = trailingBlanks(expected);
      const wanted = expected.slice(0, expected.length - blank);
      const same = matches(wanted, said);
      if (!same && failure === undefined) failure = `${command}\n--- expected\n${wanted.join('\n')}\n--- said\n${said.join('\n')}`;
      actual.push(command, ...(same ? wanted : said), ...new Array<string>(blank).fill(''));
    }
    return { actual: `${actual.join('\n')}\n`, failure };
  }

  #prepare(head: readonly string[]): void {
    for (let index = 0; index < head.length; index += 1) {
      const line = head[index] as string;
      if (line.startsWith('@clock ')) this.#now = line.slice(7).trim();
      if (line.startsWith('@cd ')) this.#cwd = path.join(this.#folder, line.slice(4).trim());
      if (!line.startsWith('=== ')) continue;
      const [name = '', encoding = 'utf8'] = line.slice(4).split(' ');
      const end = head.indexOf('===', index);
      const body = head
        .slice(index + 1, end)
        .map((row) => `${row}\n`)
        .join('');
      const file = path.join(this.#folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(
        file,
        encoding === 'base64'
          ? Buffer.from(body, 'base64')
          : iconv.encode(body, encoding.replace('-bom', ''), { addBOM: encoding.includes('-bom') }),
      );
      index = end;
    }
  }

  async #perform(command: string): Promise<string[]> {
    if (command.startsWith('% ')) {
      const done = spawnSync('sh', ['-c', command.slice(2)], { cwd: this.#cwd, encoding: 'utf8' });
      return this.#said(done.stdout, done.stderr, done.status ?? -1);
    }
    let stdin: string | Uint8Array = '';
    let stderr = '';
    let code = 0;
    const stages = splitPipes(command.slice(2));
    for (const stage of stages) {
      const { words, env, columns, input, output } = readStage(stage);
      if (input !== undefined) stdin = readFileSync(path.resolve(this.#cwd, input));
      const done = await runOms(words, { cwd: this.#cwd, stdin, env, columns, now: this.#now });
      stdin = done.stdout;
      stderr += done.stderr;
      code = done.code;
      if (output !== undefined) {
        writeFileSync(path.resolve(this.#cwd, output), done.stdout);
        stdin = '';
      }
    }
    return this.#said(String(stdin), stderr, code);
  }

  #said(stdout: string, stderr: string, code: number): string[] {
    const clean = (text: string) => text.replaceAll(this.#folder, '$DIR').replaceAll(projectRoot, '$ROOT');
    const lines = stdout === '' ? [] : clean(stdout).replace(/\n$/, '').split('\n');
    const talk =
      stderr === ''
        ? []
        : clean(stderr)
            .replace(/\n$/, '')
            .split('\n')
            .map((line) => `! ${line}`.trimEnd());
    return [...lines, ...talk, ...(code === 0 ? [] : [`? ${code}`])];
  }
}

function trailingBlanks(lines: readonly string[]): number {
  let count = 0;
  while (count < lines.length && lines[lines.length - 1 - count] === '') count += 1;
  return count;
}

/** Words of one stage, with quotes; `NAME=value` before the program, redirections after it. */
function readStage(stage: string) {
  const tokens = [...stage.trim().matchAll(/(?:[^\s'"]+|'[^']*'|"(?:\\.|[^"\\])*")+/g)].map(([token]) => token);
  const env: Record<string, string> = {};
  let columns: number | undefined;
  while (tokens.length > 0 && tokens[0] !== 'oms') {
    const token = tokens.shift() as string;
    const assigned = /^([A-Z_]+)=(.*)$/.exec(token);
    if (assigned) env[assigned[1] as string] = unquote(assigned[2] as string);
    else if (token === '[tty') columns = Number.parseInt(tokens.shift() as string, 10);
    else throw new Error(`a stage runs oms: ${stage}`);
  }
  const words: string[] = [];
  let input: string | undefined;
  let output: string | undefined;
  for (let index = 1; index < tokens.length; index += 1) {
    if (tokens[index] === '<') input = unquote(tokens[(index += 1)] as string);
    else if (tokens[index] === '>') output = unquote(tokens[(index += 1)] as string);
    else words.push(unquote(tokens[index] as string));
  }
  return { words, env, columns, input, output };
}

function unquote(token: string): string {
  return token.replace(
    /'([^']*)'|"((?:\\.|[^"\\])*)"/g,
    (_, single?: string, double?: string) =>
      single ??
      (double as string).replace(/\\(u[0-9a-f]{4}|.)/gi, (__, escaped: string) =>
        escaped.length === 5
          ? String.fromCharCode(Number.parseInt(escaped.slice(1), 16))
          : ({ n: '\n', t: '\t', e: '\u001B' }[escaped] ?? escaped),
      ),
  );
}

function splitPipes(command: string): string[] {
  return [...command.matchAll(/(?:[^|'"]|'[^']*'|"(?:\\.|[^"\\])*")+/g)].map(([stage]) => stage);
}

/** Whether what was said is what was expected, with `...` and `<...>`. */
export function matches(expected: readonly string[], said: readonly string[]): boolean {
  const first = expected[0];
  if (first === undefined) return said.length === 0;
  if (first === '...') {
    for (let skip = 0; skip <= said.length; skip += 1) if (matches(expected.slice(1), said.slice(skip))) return true;
    return false;
  }
  return said.length > 0 && lineMatches(first, said[0] as string) && matches(expected.slice(1), said.slice(1));
}

function lineMatches(expected: string, said: string): boolean {
  if (!expected.includes('<...>')) return expected === said;
  const pattern = expected
    .split('<...>')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${pattern}$`, 'u').test(said);
}
