// oms demo: an invented shop in a new folder, and a whole day of it by the real commands.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { OmsError } from '../../domain/error.ts';
import { businessDate } from '../../domain/time.ts';
import { demoFiles, demoSteps } from '../../input/demo.ts';
import { writeFileWhole } from '../../output/files.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import type { World } from '../world.ts';
import { splitCommands } from './demo-line.ts';

const DEMO_ZONE = 'Europe/Madrid';

const demo: Command = {
  name: 'demo',
  summary: 'an invented shop, and a whole day of it',
  args: '[dir]',
  notes:
    'Makes a new folder (default: oms-demo), and runs the real commands in it, one by one: import, check, reserve, label, ship, invoice, return, report.',
  examples: ['demo', 'demo /tmp/casa-lavanda'],
  async run(context, input) {
    const { world } = context;
    const folder = path.resolve(world.cwd, input.args[0] ?? 'oms-demo');
    if (existsSync(folder)) throw new OmsError('file-exists', { path: folder });
    for (const { name, text } of demoFiles(world.root, businessDate(world.now(), DEMO_ZONE))) writeFileWhole(path.join(folder, name), text);
    const inside: World = {
      ...world,
      cwd: folder,
      env: { ...world.env, OMS_DB: folder, OMS_LANG: context.language(), OMS_NO_INPUT: '1' },
      now: () => world.now(),
    };
    for (const { words, command } of demoSteps(world.root)) {
      if (words !== undefined) world.stdout.write(`\n# ${context.words.say(words)}\n`);
      if (command !== undefined) await perform(context, command, inside);
    }
    world.stdout.write(`\n${context.words.say('demo.next', { folder })}\n`);
    return undefined;
  },
};

/** Shows a command line and runs it; the output of each stage is the next one's input. */
async function perform(context: Context, line: string, world: World): Promise<void> {
  context.world.stdout.write(`\n$ ${line}\n`);
  const stages = splitCommands(line);
  let input = '';
  for (const [index, argv] of stages.entries()) {
    const isLast = index === stages.length - 1;
    let output = '';
    const collected = { write: (text: string) => (output += text) };
    await context.runCommand(argv, { ...world, stdin: textSource(input), stdout: isLast ? world.stdout : collected, stderr: world.stdout });
    input = output;
  }
}

function textSource(text: string): World['stdin'] {
  return {
    async *[Symbol.asyncIterator]() {
      yield text;
    },
  };
}

export const commands = [demo];
