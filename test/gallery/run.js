// npm run gallery [folder]: every kind of document in every language, as PDFs and, where pdftoppm is there, as pictures.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const folder = path.resolve(process.argv[2] ?? path.join(root, 'gallery'));
// inside node_modules, so that the packages are found
const built = mkdtempSync(path.join(root, 'node_modules/.gallery-'));
try {
  const outfile = path.join(built, 'make.mjs');
  const entryPoints = [path.join(root, 'test/gallery/make.ts')];
  await build({
    entryPoints,
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
  });
  const { makeGallery } = await import(pathToFileURL(outfile).href);
  const files = await makeGallery(root, folder);
  for (const file of files) {
    if (spawnSync('pdftoppm', ['-r', '60', '-png', file, file.replace(/\.pdf$/, '')]).error) break;
  }
  console.log(`${files.length} documents in ${folder}`);
} finally {
  rmSync(built, { recursive: true, force: true });
}
