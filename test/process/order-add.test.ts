// `oms order add` on a real terminal: it asks, says at once what cannot be, and keeps one order.
import { beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt, inShopFolder, must } from '../process.ts';
import { hasTerminal, onTerminal, type Terminal } from '../terminal.ts';

beforeAll(ensureBuilt, 120_000);

async function answer(terminal: Terminal, question: RegExp, text: string): Promise<void> {
  await terminal.shows(question);
  terminal.type(text);
}

async function shown(folder: string): Promise<Record<string, unknown>> {
  return JSON.parse(await must(['order', 'show', 'O1', '--json'], folder)) as Record<string, unknown>;
}

describe.runIf(hasTerminal)('oms order add', () => {
  test('asks for what was not given', () =>
    inShopFolder((folder) =>
      onTerminal({ cwd: folder }, async (terminal) => {
        await must(['promotion', 'add', 'TENTH', '--percent', '10'], folder);
        terminal.type('oms order add --email ana@example.com --country ES --company "" --address2 "" --region ""');
        await answer(terminal, /\? Product, as SKU.*$/, 'MUGG');
        await answer(terminal, /there is no product MUGG; did you mean MUG\?.*\? Product, as SKU[^\n]*$/s, 'MUG=0');
        await answer(terminal, /"0" is not a whole quantity.*\? Product, as SKU[^\n]*$/s, 'MUG=2@9.50');
        await answer(terminal, /\? Next product/, '');
        await answer(terminal, /\? Who receives it/, 'Ana Ruiz');
        await answer(terminal, /\? Phone/, '+34 655 501 299');
        await answer(terminal, /\? Street and number/, 'Calle Mayor 3');
        await answer(terminal, /\? Postcode/, '46001');
        await answer(terminal, /\? Town/, 'València');
        await answer(terminal, /\? Freight/, '3,90');
        await terminal.shows(/"3,90" is not an amount/);
        terminal.press('C-u');
        await answer(terminal, /\? Freight/, '3.90');
        await answer(terminal, /\? Discount/, '');
        await answer(terminal, /\? How it is to be paid/, 'transfer');
        await answer(terminal, /\? Note/, 'ring twice');
        await answer(terminal, /\? Promotion code/, 'TENT');
        await answer(terminal, /there is no promotion TENT; did you mean TENTH\?.*\? Promotion code[^\n]*$/s, 'tenth');
        await answer(terminal, /\? Another code/, '');
        await terminal.shows(/added O1: £21\.00, of which TENTH took off £1\.90.*next: oms order confirm O1/s);
        expect(await shown(folder)).toMatchObject({
          totalMinor: 2100,
          codes: ['TENTH'],
          paymentMethod: 'transfer',
          note: 'ring twice',
          shipTo: { name: 'Ana Ruiz', email: 'ana@example.com', address1: 'Calle Mayor 3', city: 'València', country: 'ES', company: null },
        });
      }),
    ));

  test('Ctrl-C in the middle keeps nothing', () =>
    inShopFolder((folder) =>
      onTerminal({ cwd: folder }, async (terminal) => {
        terminal.type('oms order add; echo "ended with $?"');
        await answer(terminal, /\? Product, as SKU/, 'MUG');
        await terminal.shows(/\? Next product/);
        terminal.press('C-c');
        await terminal.shows(/^ended with 130$/m);
        expect(await must(['order', 'list', '--ids'], folder)).toBe('');
      }),
    ));

  test('asks before it cancels all, and takes no for an answer', () =>
    inShopFolder((folder) =>
      onTerminal({ cwd: folder }, async (terminal) => {
        await must(['order', 'add', '--line', 'MUG', '--name', 'Ann', '--address1', 'Road 1'], folder);
        terminal.type('oms order cancel --all --reason test; echo "ended with $?"');
        await answer(terminal, /order cancel: 1 order\. Go on\?/, 'n');
        await terminal.shows(/^ended with 2$/m);
        expect(await must(['order', 'list', '--state', 'new', '--ids'], folder)).toBe('O1\n');
      }),
    ));
});
