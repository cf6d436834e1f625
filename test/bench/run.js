// npm run bench [name…]: builds the program and the benchmarks, runs them, prints ratio and bound of every figure.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const folder = path.join(root, 'test/bench');
/** What benchmarks share; no benchmarks. */
const shared = ['measure.ts', 'orders.ts', 'ledger-shop.ts', 'find-shop.ts', 'invoice-shop.ts', 'page-peers.ts'];
const known = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && !shared.includes(file))
  .map((file) => file.slice(0, -3))
  .sort();
const unknown = process.argv.slice(2).filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(', ')}; there are: ${known.join(', ')}`);
  process.exit(2);
}
process.chdir(root);
const wanted = process.argv.length > 2 ? process.argv.slice(2) : known;

if (spawnSync(process.execPath, ['esbuild.config.js'], { stdio: 'inherit' }).status !== 0) process.exit(1);
// inside node_modules, so that the packages a benchmark imports are found
const built = mkdtempSync(path.join(root, 'node_modules/.bench-'));
try {
  await build({
    entryPoints: wanted.map((name) => path.join(folder, `${name}.ts`)),
    outdir: built,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
  });
  let held = true;
  for (const name of wanted) held = (await runOne(name)) && held;
  process.exitCode = held ? 0 : 1;
} finally {
  rmSync(built, { recursive: true, force: true });
}

async function runOne(name) {
  const { benchmark } = await import(pathToFileURL(path.join(built, `${name}.mjs`)).href);
  const figures = await benchmark.run();
  for (const { figure, ratio, bound, note } of figures) {
    const verdict = ratio <= bound ? 'holds' : 'TOO SLOW';
    console.log(
      `${verdict.padEnd(8)}  ${ratio.toFixed(2).padStart(6)}  at most ${bound.toFixed(2).padStart(6)}  ${figure}${note ? `  (${note})` : ''}`,
    );
  }
  return figures.every(({ ratio, bound }) => ratio <= bound);
}
