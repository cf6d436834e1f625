#!/usr/bin/env node
// The launcher: runs the bundle, compiled ahead where the code cache was made by this very Node. The bundle is all ASCII,
// so that reading it takes no decoding.
const { existsSync, readFileSync } = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

const root = path.dirname(__dirname);
const file = path.join(root, 'dist/oms.cjs');
const cache = path.join(root, `dist/oms.${process.version}-${process.arch}.cache`);
const script = new vm.Script(require('node:module').wrap(readFileSync(file, 'latin1')), {
  filename: file,
  cachedData: existsSync(cache) ? readFileSync(cache) : undefined,
  importModuleDynamically: vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER,
});
const bundle = { exports: {} };
script.runInThisContext()(bundle.exports, require('node:module').createRequire(file), bundle, file, path.dirname(file));
bundle.exports.run(root);
