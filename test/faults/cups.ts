// A print service of its own: cupsd in a folder, and a printer that keeps every byte it is sent.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const SBIN = '/usr/sbin:/sbin';
const environment = { ...process.env, PATH: `${process.env.PATH ?? ''}:${SBIN}` };

/** Programs of CUPS that are not there; starting a print service of one's own takes root, too. */
export const missingForCups = [
  ...['lp', 'lpstat', 'cancel', 'cupsd', 'lpadmin'].filter(
    (program) => spawnSync('sh', ['-c', `command -v ${program}`], { env: environment }).status !== 0,
  ),
  ...(process.getuid?.() === 0 ? [] : ['root']),
];

export class PrintService {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'oms-cups-'));
  /** What each job brought to the printer. */
  readonly received: Buffer[] = [];
  #printer: Server | undefined;
  #daemon: ChildProcess | undefined;

  /** What a program needs to know to find it. */
  get environment(): Readonly<Record<string, string>> {
    return { CUPS_SERVER: path.join(this.folder, 'state/cups.sock') };
  }

  async start(): Promise<void> {
    const port = await this.#listen();
    this.#configure();
    this.#daemon = spawn(
      'cupsd',
      ['-f', '-c', path.join(this.folder, 'etc/cupsd.conf'), '-s', path.join(this.folder, 'etc/cups-files.conf')],
      {
        env: environment,
        stdio: 'ignore',
      },
    );
    for (let waited = 0; !existsSync(this.environment.CUPS_SERVER as string); waited += 100) {
      if (waited > 20_000) throw new Error('cupsd did not start');
      await pause(100);
    }
    this.run('lpadmin', '-p', 'zebra', '-E', '-v', `socket://127.0.0.1:${port}`, '-m', 'raw');
  }

  /** Runs one of CUPS's own programs. */
  run(program: string, ...args: string[]): string {
    const { status, stdout, stderr } = spawnSync(program, args, { env: { ...environment, ...this.environment }, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
    return stdout;
  }

  /** Waits for the printer to have had so many jobs. */
  async jobs(count: number): Promise<readonly Buffer[]> {
    for (let waited = 0; this.received.length < count; waited += 100) {
      if (waited > 60_000) throw new Error(`the printer had ${this.received.length} jobs, not ${count}`);
      await pause(100);
    }
    return this.received;
  }

  async stop(): Promise<void> {
    const daemon = this.#daemon;
    if (daemon && daemon.exitCode === null) {
      const gone = once(daemon, 'exit');
      daemon.kill();
      await gone;
    }
    this.#printer?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #listen(): Promise<number> {
    const printer = createServer((socket) => {
      const chunks: Buffer[] = [];
      socket.on('data', (chunk) => chunks.push(chunk));
      socket.on('end', () => {
        // a look whether it is there brings nothing
        if (chunks.length > 0) this.received.push(Buffer.concat(chunks));
        socket.end();
      });
      socket.on('error', () => {});
    });
    this.#printer = printer;
    return new Promise((resolve) => {
      printer.listen(0, '127.0.0.1', () => resolve((printer.address() as AddressInfo).port));
    });
  }

  #configure(): void {
    // what goes to the printer is read by a user of CUPS's own
    chmodSync(this.folder, 0o755);
    for (const name of ['etc', 'state', 'spool', 'cache', 'tmp', 'log']) mkdirSync(path.join(this.folder, name));
    const open = 'Order allow,deny\nAllow all\n';
    writeFileSync(
      path.join(this.folder, 'etc/cupsd.conf'),
      `Listen ${this.environment.CUPS_SERVER}\nDefaultAuthType None\nWebInterface No\nBrowsing No\n` +
        `<Location />\n${open}</Location>\n<Policy default>\n<Limit All>\n${open}</Limit>\n</Policy>\n`,
    );
    const places = { ServerRoot: 'etc', RequestRoot: 'spool', StateDir: 'state', CacheDir: 'cache', TempDir: 'tmp' };
    const logs = ['AccessLog', 'ErrorLog', 'PageLog'].map((name) => `${name} ${path.join(this.folder, 'log', name)}`);
    const lines = [
      ...Object.entries(places).map(([name, folder]) => `${name} ${path.join(this.folder, folder)}`),
      ...logs,
      'SystemGroup root',
    ];
    writeFileSync(path.join(this.folder, 'etc/cups-files.conf'), `${lines.join('\n')}\n`);
  }
}
