// The README's tour is run: what it shows is what oms says. `OMS_UPDATE=1` writes what was really said into it.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runScript } from './script.ts';
import { projectRoot } from './world.ts';

const file = path.join(projectRoot, 'README.md');
const BLOCK = /```console\n([\s\S]*?)```/g;
const BETWEEN = '# next block';

/** A block of the README as a script: a here-document becomes a file. */
function toScript(block: string): string {
  return block.replace(/^\$ cat > (\S+) <<'END'\n([\s\S]*?)^END\n/gm, (_, name: string, body: string) => `=== ${name}\n${body}===\n`);
}

/** What was said, as the README shows it: both streams as a terminal mixes them, no exit codes. */
function fromScript(script: string): string {
  return script
    .replace(/^=== (\S+)\n([\s\S]*?)^===\n/gm, (_, name: string, body: string) => `$ cat > ${name} <<'END'\n${body}END\n`)
    .split('\n')
    .filter((line) => !/^\? \d+$/.test(line))
    .map((line) => (line.startsWith('! ') ? line.slice(2) : line))
    .join('\n')
    .replaceAll('$DIR', '/srv/mugs');
}

test('the tour prints what the README shows', async () => {
  const readme = readFileSync(file, 'utf8');
  const blocks = [...readme.matchAll(BLOCK)].map(([, block]) => block as string);
  // every expectation is dropped, so that the whole tour runs and is compared in the README's own form
  const commands = blocks.map((block) => toScript(block).split('\n').filter(isScriptLine).join('\n'));
  const { actual } = await runScript(`${commands.join(`\n${BETWEEN}\n`)}\n`);
  const said = actual.split(`${BETWEEN}\n`).map((part) => `${fromScript(part).trimEnd()}\n`);
  let index = 0;
  const updated = readme.replace(BLOCK, () => `\`\`\`console\n${said[index++]}\`\`\``);
  if (process.env.OMS_UPDATE) writeFileSync(file, updated);
  else expect(updated).toBe(readme);
});

let inFile = false;
/** Commands and the files between them; what stood below a command is what will be said anew. */
function isScriptLine(line: string): boolean {
  if (line.startsWith('=== ')) inFile = true;
  else if (line === '===') return !(inFile = false);
  return inFile || line.startsWith('$ ');
}
