// `oms order edit` on a real terminal: it asks what to change, says at once what cannot be, and shows what differs.
import { beforeAll, expect, test } from 'vitest';
import { ensureBuilt, inShopFolder, must } from '../process.ts';
import { hasTerminal, onTerminal } from '../terminal.ts';

beforeAll(ensureBuilt, 120_000);

test.runIf(hasTerminal)('oms order edit asks one thing after the other', () =>
  inShopFolder((folder) =>
    onTerminal({ cwd: folder }, async (terminal) => {
      await must(['order', 'add', '--line', 'MUG=2@9.50', '--name', 'Ana', '--address1', 'Calle Mayor 3', '--city', 'Bath'], folder);
      terminal.type('oms order edit O1');
      await terminal.shows(/\? What is to be changed\?.*quantity of a line/s);
      terminal.press('Down');
      terminal.press('Down');
      terminal.press('Enter');
      await terminal.shows(/\? Which line\?.*1 {2}2 × MUG/s);
      terminal.press('Enter');
      await terminal.shows(/\? quantity of a line/);
      terminal.type('none');
      await terminal.shows(/"none" is not a whole quantity/);
      terminal.press('C-u');
      terminal.type('3');
      await terminal.shows(/What is to be changed\?[^?]*nothing more/s);
      terminal.press('Enter');
      await terminal.shows(/changed O1: .28\.50.*MUG, quantity: 2 → 3/s);
      expect(JSON.parse(await must(['order', 'show', 'O1', '--json'], folder))).toMatchObject({ totalMinor: 2850 });
    }),
  ),
);
