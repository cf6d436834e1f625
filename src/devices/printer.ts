// The one door to printers: CUPS, through the programs that come with it. Everything is asked in English and read as such.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { OmsError } from '../domain/error.ts';

/** Where programs are looked for, and with which variables they run. */
export interface PrinterWorld {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

/** What cron, or nobody, has set. */
const USUAL_PATH = '/usr/local/bin:/usr/bin:/bin';
/** A print server that does not answer for so long is none. */
const PATIENCE_MS = 60_000;

export interface SendOptions {
  readonly printer: string;
  readonly tray?: string;
  readonly paper?: string;
  readonly copies: number;
  readonly title: string;
  /** The bytes as they are: ZPL is for the printer alone. */
  readonly isRaw: boolean;
}

/**
 * The queue that a document goes to, ready to take it: the one named, else the computer's own. Refuses
 * `print-program-missing`, `print-service-down`, `printer-none`, `printer-unknown`, `printer-stopped`, `printer-refusing`.
 */
export function readyPrinter(world: PrinterWorld, named: string | undefined, kind: string): string {
  const service = ask(world, 'lpstat', ['-r']);
  if (!/^scheduler is running/m.test(service.stdout)) throw new OmsError('print-service-down', { cause: firstLine(service) });
  const printer = named ?? /: (\S+)\s*$/.exec(ask(world, 'lpstat', ['-d']).stdout.trim())?.[1];
  if (printer === undefined) throw new OmsError('printer-none', { kind, known: listed(knownPrinters(world)) });
  const state = ask(world, 'lpstat', ['-p', printer]);
  if (state.status !== 0 || state.stdout.trim() === '')
    throw new OmsError('printer-unknown', { printer, known: listed(knownPrinters(world)) });
  if (/ disabled since /.test(state.stdout)) throw new OmsError('printer-stopped', { printer, cause: reasonIn(state.stdout) });
  const takes = ask(world, 'lpstat', ['-a', printer]).stdout;
  if (/ not accepting requests /.test(takes)) throw new OmsError('printer-refusing', { printer, cause: reasonIn(takes) });
  return printer;
}

function listed(printers: readonly string[]): readonly string[] {
  return printers.length > 0 ? printers : ['–'];
}

function knownPrinters(world: PrinterWorld): string[] {
  return ask(world, 'lpstat', ['-e'])
    .stdout.split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** Hands files to a queue, as one job; gives what CUPS calls it. Refuses `print-failed`. */
export function send(world: PrinterWorld, files: readonly string[], { printer, tray, paper, copies, title, isRaw }: SendOptions): string {
  const media = [paper, tray].filter(Boolean).join(',');
  const options = [...(media ? ['-o', `media=${media}`] : []), ...(isRaw ? ['-o', 'raw'] : [])];
  const said = ask(world, 'lp', ['-d', printer, '-n', String(copies), '-t', title, ...options, '--', ...files]);
  const request = /request id is (\S+)/.exec(said.stdout)?.[1];
  if (said.status !== 0 || request === undefined) throw new OmsError('print-failed', { printer, cause: firstLine(said) });
  return request;
}

/** Whether CUPS still has a job: waiting, or being printed. Null where it cannot be asked. */
export function isPending(world: PrinterWorld, request: string): boolean | null {
  try {
    const said = ask(world, 'lpstat', ['-W', 'not-completed', '-o']);
    return said.status === 0 ? said.stdout.split('\n').some((line) => line.split(/\s/)[0] === request) : null;
  } catch {
    return null;
  }
}

/** Takes a job back from CUPS; false where it had none any more. */
export function callOff(world: PrinterWorld, request: string): boolean {
  return ask(world, 'cancel', [request]).status === 0;
}

interface Said {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function ask(world: PrinterWorld, program: string, args: readonly string[]): Said {
  const { env, cwd } = world;
  const path = env.PATH || USUAL_PATH;
  const found = path.split(':').find((folder) => isProgram(`${absolute(folder || '.', cwd)}/${program}`));
  if (found === undefined) throw new OmsError('print-program-missing', { program });
  const file = `${absolute(found, cwd)}/${program}`;
  const variables = { ...env, PATH: path, LC_ALL: 'C', LANG: 'C', LANGUAGE: 'C' };
  const { status, stdout, stderr, error } = spawnSync(file, args, {
    cwd,
    env: variables,
    encoding: 'utf8',
    timeout: PATIENCE_MS,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { status, stdout: stdout ?? '', stderr: error ? error.message : (stderr ?? '') };
}

function absolute(folder: string, cwd: string): string {
  return folder.startsWith('/') ? folder : `${cwd}/${folder}`;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function firstLine({ stderr, stdout }: Said): string {
  const line = `${stderr}\n${stdout}`.split('\n').find((one) => one.trim() !== '') ?? '';
  return line.replace(/^(lp|lpstat|cancel):\s*(Error - )?/i, '').trim();
}

/** The line under a queue's state: what whoever stopped it wrote, or the printer. */
function reasonIn(stdout: string): string {
  return (stdout.split('\n')[1] ?? '').trim();
}
