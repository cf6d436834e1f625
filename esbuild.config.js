// Builds dist/: one minified core, and what is heavy and seldom used as bundles of their own, loaded when used.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = path.dirname(fileURLToPath(import.meta.url));
/** Modules that the core loads with import(), and the thread it starts: each becomes dist/<name>.cjs. */
const apart = {
  'src/cli/prompts/inquirer.ts': 'prompts',
  'src/output/pdf/index.ts': 'pdf',
  'src/output/character-names/index.ts': 'character-names',
  'src/input/index.ts': 'input',
  'src/domain/phone/index.ts': 'phone',
  'src/input/sheet/index.ts': 'sheet',
  'src/read-ahead-worker.ts': 'read-ahead',
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

/** commander loads child_process, and with it all of Node's network code, for subcommands that are programs; here are none. */
const noPrograms = {
  name: 'no-programs',
  setup(setup) {
    setup.onResolve({ filter: /^node:child_process$/ }, ({ path: wanted, importer }) =>
      importer.includes('/commander/') ? { path: wanted, namespace: 'nothing' } : undefined,
    );
    setup.onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: '' }));
  },
};

/** fontkit brings decompressors of its own, slow ones, and uses one at every start: Node's do the same. */
const ownZip = {
  name: 'own-zip',
  setup(setup) {
    const by = {
      'tiny-inflate':
        "const { inflateRawSync } = require('node:zlib'); module.exports = (packed) => new Uint8Array(inflateRawSync(packed));",
      'brotli/decompress.js': "module.exports = (packed) => new Uint8Array(require('node:zlib').brotliDecompressSync(packed));",
    };
    setup.onResolve({ filter: /^(tiny-inflate|brotli\/decompress\.js)$/ }, ({ path: wanted }) => ({ path: wanted, namespace: 'zip' }));
    setup.onLoad({ filter: /.*/, namespace: 'zip' }, ({ path: wanted }) => ({ contents: by[wanted], loader: 'js' }));
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
  metafile: true,
  logLevel: 'warning',
};

// pdfkit asks where its module is; a script has no import.meta
const ownUrl = {
  define: { 'import.meta.url': 'bundleUrl' },
  banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
};

// the code cache: what V8 made of the core when it ran what is asked most, for the Node that built it. More in it would
// be more to load at every start.
const warm = `
const fs = require('node:fs'), path = require('node:path'), vm = require('node:vm'), module_ = require('node:module');
const [, dist, shop, filename, cache, day] = process.argv;
const file = path.join(dist, 'oms.cjs');
const script = new vm.Script(module_.wrap(fs.readFileSync(file, 'latin1')), { filename });
const bundle = { exports: {} };
script.runInThisContext()(bundle.exports, module_.createRequire(file), bundle, file, path.dirname(file));
const silent = { write() {} };
const world = { ...bundle.exports.processWorld(process.cwd()), stdout: silent, stderr: silent, cwd: shop, env: {}, home: shop };
(async () => {
  for (const argv of JSON.parse(day)) await bundle.exports.main(argv, world);
  if (cache) fs.writeFileSync(cache, script.createCachedData());
})();
`;
const madeFirst = [['init'], ['product', 'add', 'X', '--name', 'X']];
const askedMost = [['stock', 'show', 'X'], ['stock', 'show', 'X', '--json'], ['order', 'list'], ['--help']];

// built aside and swapped in, so that a program that runs meanwhile finds a whole dist/
const aside = path.join(root, `dist.${process.pid}`);
try {
  const built = [
    await build({ ...common, entryPoints: ['src/main.ts'], outfile: path.join(aside, 'oms.cjs'), plugins: [keepApart, noPrograms] }),
  ];
  for (const [entry, name] of Object.entries(apart)) {
    built.push(
      await build({ ...common, ...ownUrl, entryPoints: [entry], outfile: path.join(aside, `${name}.cjs`), plugins: [keepApart, ownZip] }),
    );
  }
  escapeRest(path.join(aside, 'oms.cjs'));
  writeFileSync(path.join(aside, 'third-party-licenses.txt'), licensesOf(built.flatMap(({ metafile }) => Object.keys(metafile.inputs))));
  writeFileSync(path.join(aside, 'profiles.cache'), createRequire(import.meta.url)(path.join(aside, 'input.cjs')).ownProfilesAhead(root));
  makeCache();
  swap(path.join(root, 'dist'));
} finally {
  rmSync(aside, { recursive: true, force: true });
}

/** esbuild escapes all that is not ASCII but what stands in regular expressions, where the same escape means the same. */
function escapeRest(file) {
  const escaped = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  writeFileSync(file, readFileSync(file, 'utf8').replace(/[^\0-\x7F]/g, escaped));
}

/** The license of every package whose code went in; the licenses ask for it. */
function licensesOf(inputs) {
  const packages = new Set(inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []));
  const texts = [...packages].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
    const file = readdirSync(path.join(root, folder)).find((each) => /^licen[cs]e/i.test(each));
    return `${name} ${version} (${license})\n\n${file ? readFileSync(path.join(root, folder, file), 'utf8').trim() : ''}`;
  });
  return `${texts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** Without a cache the program only starts more slowly. */
function makeCache() {
  const shop = mkdtempSync(path.join(tmpdir(), 'oms-build-'));
  const cache = path.join(aside, `oms.${process.version}-${process.arch}.cache`);
  runCore(shop, '', madeFirst);
  runCore(shop, cache, askedMost);
  rmSync(shop, { recursive: true, force: true });
}

function runCore(shop, cache, day) {
  const args = ['-e', warm, aside, shop, path.join(root, 'dist/oms.cjs'), cache, JSON.stringify(day)];
  const ran = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (ran.status !== 0) console.error(`no code cache: ${ran.stderr}`);
}

/** Puts the new folder in the old one's place; of several builds at once the last one stays. */
function swap(dist) {
  for (let attempt = 1; ; attempt += 1) {
    const old = `${aside}.old${attempt}`;
    try {
      if (existsSync(dist)) renameSync(dist, old);
      renameSync(aside, dist);
      return;
    } catch (error) {
      // another build came between
      if (attempt === 10) throw error;
    } finally {
      rmSync(old, { recursive: true, force: true });
    }
  }
}
