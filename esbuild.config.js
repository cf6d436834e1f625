// Builds dist/: one minified core, and what is heavy and seldom used as bundles of their own, loaded when used.
import { spawnSync } from 'node:child_process';
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = path.dirname(fileURLToPath(import.meta.url));
/** Modules that the core loads with import(): each becomes dist/<name>.cjs. */
const apart = {
  'src/cli/prompts/inquirer.ts': 'prompts',
  'src/output/pdf/index.ts': 'pdf',
  'src/input/index.ts': 'input',
};

const keepApart = {
  name: 'keep-apart',
  setup(setup) {
    setup.onResolve({ filter: /\.ts$/ }, ({ path: wanted, resolveDir, kind }) => {
      const name = apart[path.relative(root, path.resolve(resolveDir, wanted)).replaceAll('\\', '/')];
      return name && kind === 'dynamic-import' ? { path: `./${name}.cjs`, external: true } : undefined;
    });
  },
};

const common = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  keepNames: false,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // import() becomes require(): the launcher compiles the core as a script, which has no loader of its own
  supported: { 'dynamic-import': false },
  external: ['better-sqlite3/build/*'],
  legalComments: 'none',
  logLevel: 'warning',
};

// built aside and swapped in, so that a program that runs meanwhile finds a whole dist/
const aside = path.join(root, `dist.${process.pid}`);
await build({ ...common, entryPoints: ['src/main.ts'], outfile: path.join(aside, 'oms.cjs'), plugins: [keepApart] });
for (const [entry, name] of Object.entries(apart)) await build({ ...common, entryPoints: [entry], outfile: path.join(aside, `${name}.cjs`) });

// the code cache: what V8 made of the core after it ran once, for the Node that built it
const warm = `
const fs = require('node:fs'), path = require('node:path'), vm = require('node:vm'), module_ = require('node:module');
const file = path.join(process.argv[1], 'oms.cjs');
const script = new vm.Script(module_.wrap(fs.readFileSync(file, 'utf8')), { filename: file });
const bundle = { exports: {} };
script.runInThisContext()(bundle.exports, module_.createRequire(file), bundle, file, path.dirname(file));
const world = { ...bundle.exports.processWorld(process.cwd()), stdout: { write() {} }, stderr: { write() {} }, cwd: '/', env: {}, home: '/' };
(async () => {
  for (const argv of [['--help'], ['stock', 'show', 'X'], ['order', 'list']]) await bundle.exports.main(argv, world);
  fs.writeFileSync(path.join(process.argv[1], 'oms.' + process.version + '-' + process.arch + '.cache'), script.createCachedData());
})();
`;
const made = spawnSync(process.execPath, ['-e', warm, aside], { cwd: root, encoding: 'utf8' });
if (made.status !== 0) writeFileSync(2, `no code cache: ${made.stderr}\n`);

const dist = path.join(root, 'dist');
const old = `${aside}.old`;
if (existsSync(dist)) renameSync(dist, old);
renameSync(aside, dist);
rmSync(old, { recursive: true, force: true });
