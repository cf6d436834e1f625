// A real terminal for tests: bash in a tmux of its own, typed into and read off the screen.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { hasProgram, programFile } from './process.ts';

export const hasTerminal = hasProgram('tmux');
if (!hasTerminal) console.error('tmux is not installed: nothing is tested on a terminal here');

const PATIENCE_MS = 20_000;
const GLANCE_MS = 50;

export interface TerminalOptions {
  readonly cwd: string;
  readonly columns?: number;
  /** The launcher; left out, the one that is tested everywhere. */
  readonly program?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export class Terminal {
  #runs = 0;
  readonly #socket = `oms-test-${randomBytes(6).toString('hex')}`;

  constructor({ cwd, columns = 100, program = programFile, env = {} }: TerminalOptions) {
    const settings = {
      PATH: process.env.PATH ?? '',
      HOME: '/nowhere',
      LANG: 'en_US.UTF-8',
      LC_ALL: 'C.UTF-8',
      PS1: 'ready> ',
      TERM: 'screen',
      ...env,
    };
    const assignments = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
    const shell = ['env', '-i', ...assignments, 'bash', '--norc', '--noprofile'];
    this.#start('-f', '/dev/null', 'new-session', '-d', '-x', String(columns), '-y', '50', '-c', cwd, ...shell);
    this.type(`oms() { "${process.execPath}" "${program}" "$@"; }; clear`);
  }

  /** Types a line and ends it with Enter. */
  type(line: string): void {
    if (line !== '') this.#tmux('send-keys', '-l', line);
    this.press('Enter');
  }

  /** Presses a key by tmux's name: "Enter", "C-c", "Down". */
  press(key: string): void {
    this.#tmux('send-keys', key);
  }

  /** The screen, trailing blanks cut; with `colors` its escape codes stay in. */
  screen({ colors = false } = {}): string {
    return this.#tmux('capture-pane', '-p', ...(colors ? ['-e'] : []))
      .split('\n')
      .map((line) => line.trimEnd())
      .join('\n')
      .trimEnd();
  }

  /** Waits until the screen shows this; the screen. Fails with what it shows instead. */
  async shows(what: RegExp): Promise<string> {
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
      const screen = this.screen();
      if (what.test(screen)) return screen;
      if (performance.now() > until) throw new Error(`the terminal does not show ${what}, but:\n${screen}`);
      await pause(GLANCE_MS);
    }
  }

  /** Runs a line and waits for its end; what it showed, and its exit code. */
  async run(line: string): Promise<{ screen: string; code: number }> {
    this.#runs += 1;
    this.type(`clear; ${line}; echo "run ${this.#runs} ended with $?"`);
    const ending = new RegExp(`^run ${this.#runs} ended with (\\d+)$`, 'm');
    const screen = await this.shows(ending);
    return { screen, code: Number(ending.exec(screen)?.[1]) };
  }

  close(): void {
    this.#tmux('kill-server');
  }

  /** On a busy machine a new server of tmux now and then goes before it is asked anything. */
  #start(...args: string[]): void {
    for (let left = 3; ; left -= 1) {
      try {
        this.#tmux(...args);
        return;
      } catch (error) {
        if (left === 0 || !String(error).includes('server exited unexpectedly')) throw error;
      }
    }
  }

  #tmux(...args: string[]): string {
    const done = spawnSync('tmux', ['-u', '-L', this.#socket, ...args], { encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`tmux ${args.join(' ')}: ${done.stderr}`);
    return done.stdout;
  }
}

/** A terminal for `work`, closed afterwards. */
export async function onTerminal<T>(options: TerminalOptions, work: (terminal: Terminal) => Promise<T>): Promise<T> {
  const terminal = new Terminal(options);
  try {
    return await work(terminal);
  } finally {
    terminal.close();
  }
}
