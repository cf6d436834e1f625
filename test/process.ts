// The program as a process of its own: what only a real process shows, such as signals, pipes, locks and terminals.
import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from './world.ts';

/** The launcher that is tested; OMS_PROGRAM names another, such as an installed one. */
export const programFile = process.env.OMS_PROGRAM ?? path.join(projectRoot, 'bin/oms.js');

export interface Ended {
  /** As a shell sees it: 128 + the signal where one ended the process. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
}

export interface RunProcessOptions extends Pick<SpawnOptions, 'cwd' | 'stdio'> {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
}

const SIGNALS: Readonly<Record<string, number>> = { SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

/** Builds dist/ where a source is younger than it. */
export function ensureBuilt(): void {
  if (process.env.OMS_PROGRAM) return;
  const bundle = path.join(projectRoot, 'dist/oms.cjs');
  const sources = readdirSync(path.join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' }).map((name) => path.join('src', name));
  const youngest = Math.max(...[...sources, 'esbuild.config.js'].map((name) => statSync(path.join(projectRoot, name)).mtimeMs));
  if (existsSync(bundle) && statSync(bundle).mtimeMs > youngest) return;
  const built = spawnSync(process.execPath, ['esbuild.config.js'], { cwd: projectRoot, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`the build failed: ${built.stderr}`);
}

/** Starts `oms` with these arguments; nothing of the tester's own settings reaches it. */
export function startOms(args: readonly string[], { env = {}, ...options }: RunProcessOptions = {}): ChildProcess {
  return spawn(process.execPath, [programFile, ...args], { stdio: 'pipe', ...options, env: plainEnvironment(env) });
}

/** The environment of a user who has set nothing but this. */
export function plainEnvironment(env: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const { PATH = '', TMPDIR } = process.env;
  return { PATH, HOME: '/nowhere', LANG: 'en_US.UTF-8', ...(TMPDIR ? { TMPDIR } : {}), ...env };
}

/** Runs `oms` to its end. */
export function runProcess(args: readonly string[], options: RunProcessOptions = {}): Promise<Ended> {
  const child = startOms(args, options);
  child.stdin?.on('error', () => {});
  child.stdin?.end(options.stdin ?? '');
  return ended(child);
}

export function ended(child: ChildProcess): Promise<Ended> {
  const started = performance.now();
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      resolve({ code: code ?? 128 + (SIGNALS[signal ?? ''] ?? 0), stdout, stderr, milliseconds: performance.now() - started });
    });
  });
}

/** Whether file permissions can be made to bind: they do not bind root, unless it gives up its right to override them. */
export const permissionsBind = process.getuid?.() !== 0 || hasProgram('setpriv');
if (!permissionsBind) console.error('setpriv is not installed: nothing is tested here of files that may not be read or written');

/** Runs `oms` as one whom file permissions bind. */
export function runBound(args: readonly string[], cwd: string): Promise<Ended> {
  const command = [process.execPath, programFile, ...args];
  const bound = process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search,-fowner', ...command] : command;
  const [program = '', ...rest] = bound;
  return ended(spawn(program, rest, { cwd, env: plainEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] }));
}

/** Runs a line of bash in which "oms" is the program. */
export function runShell(line: string, cwd: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const definition = `oms() { "${process.execPath}" "${programFile}" "$@"; }; `;
  return ended(spawn('bash', ['-c', definition + line], { cwd, env: plainEnvironment(env), stdio: ['ignore', 'pipe', 'pipe'] }));
}

/** A new folder for `work`, removed afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'oms-process-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A new shop in which there is a product MUG, for `work`. */
export function inShopFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  return inFolder(async (folder) => {
    await must(['init', '.', '--name', 'Blue Mug', '--country', 'GB'], folder);
    await must(['product', 'add', 'MUG', '--name', 'Blue mug', '--price', '12.50'], folder);
    return work(folder);
  });
}

/** Runs `oms` and insists on 0; its stdout. */
export async function must(args: readonly string[], cwd: string): Promise<string> {
  const done = await runProcess(args, { cwd });
  if (done.code !== 0) throw new Error(`oms ${args.join(' ')} ended with ${done.code}: ${done.stderr}`);
  return done.stdout;
}

/** Whether a program is on the PATH. */
export function hasProgram(name: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;
}
