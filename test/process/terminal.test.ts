// The program on a real terminal: questions and answers, Ctrl-C, colours, the width.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNative } from '../../src/store/native.ts';
import { ensureBuilt, inFolder, inShopFolder, must } from '../process.ts';
import { hasTerminal, onTerminal } from '../terminal.ts';
import { projectRoot } from '../world.ts';

beforeAll(ensureBuilt, 120_000);

const RED = '\u001B[31m';
const ANY_COLOR = '\u001B[3';

async function settingsOf(folder: string): Promise<Record<string, string>> {
  const list = JSON.parse(await must(['config', 'list', '--json'], folder)) as { key: string; value: string }[];
  return Object.fromEntries(list.map(({ key, value }) => [key, value]));
}

describe.runIf(hasTerminal)('oms init asks', () => {
  test('what is not given, proposes what the country usually has, and keeps the answers', () =>
    inFolder((folder) =>
      onTerminal({ cwd: folder, env: { LC_ALL: 'en_GB.UTF-8' } }, async (terminal) => {
        terminal.type('oms init shop');
        await terminal.shows(/Name of the shop \(shop\)/);
        terminal.type('파란 머그');
        await terminal.shows(/Country \(two letters\) \(GB\)/);
        terminal.type('UK');
        await terminal.shows(/country cannot be "UK"; allowed: a country code such as KR/);
        terminal.press('C-u');
        terminal.type('kr');
        await terminal.shows(/Currency \(KRW\)/);
        terminal.press('Enter');
        await terminal.shows(/Time zone \(Asia\/Seoul\)/);
        terminal.press('Enter');
        await terminal.shows(/❯ 한국어/);
        terminal.press('Up');
        await terminal.shows(/❯ Español/);
        terminal.press('Enter');
        await terminal.shows(/Tax registration \(empty: none\)/);
        terminal.type('124-81-00998');
        await terminal.shows(/Do your prices include tax\?[^❯]*❯ Yes/);
        terminal.press('Enter');
        await terminal.shows(/Invoice numbers begin with \(INV-\)/);
        terminal.type('MUG-');
        await terminal.shows(/tienda 파란 머그 creada en .*oms product add/s);
        expect(await settingsOf(path.join(folder, 'shop'))).toMatchObject({
          name: '파란 머그',
          country: 'KR',
          currency: 'KRW',
          'time-zone': 'Asia/Seoul',
          language: 'es',
          'tax-id': '124-81-00998',
          'prices-include-tax': 'true',
          'invoice-series': 'MUG-',
        });
      }),
    ));

  test('nothing that is given, and in the language of the reader', () =>
    inFolder((folder) =>
      onTerminal({ cwd: folder }, async (terminal) => {
        terminal.type(
          'oms init shop --lang ko --name A --country ES --currency EUR --language ko --tax-id X --prices-include-tax --invoice-series F-',
        );
        await terminal.shows(/시간대 \(Europe\/Madrid\)/);
        terminal.press('Enter');
        await terminal.shows(/oms product add/);
        expect(await settingsOf(path.join(folder, 'shop'))).toMatchObject({ name: 'A', country: 'ES', 'prices-include-tax': 'true' });
      }),
    ));

  test('only until Ctrl-C: 130, and nothing is left behind', () =>
    inFolder((folder) =>
      onTerminal({ cwd: folder }, async (terminal) => {
        terminal.type('oms init shop; echo "ended with $?"');
        await terminal.shows(/Name of the shop/);
        terminal.type('A');
        await terminal.shows(/Country/);
        terminal.press('C-c');
        const screen = await terminal.shows(/^ended with 130$/m);
        expect(screen).not.toMatch(/error|at .*\.cjs|Exit/i);
        expect(readdirSync(folder)).toEqual([]);
      }),
    ));

  test('nothing with --no-input, with OMS_NO_INPUT, under --json, and where there is a shop already', () =>
    inFolder((folder) =>
      onTerminal({ cwd: folder }, async (terminal) => {
        expect(await terminal.run('oms init one --no-input')).toMatchObject({ code: 0 });
        expect(await terminal.run('OMS_NO_INPUT=1 oms init two')).toMatchObject({ code: 0 });
        expect(await terminal.run('oms init three --json')).toMatchObject({ code: 0 });
        expect(await terminal.run('oms init four < /dev/null')).toMatchObject({ code: 0 });
        const again = await terminal.run('oms init one');
        expect(again.screen).toContain('there is a shop already');
        expect(again.code).toBe(1);
        const unknown = await terminal.run('oms init five --country AF --no-input');
        expect(unknown.screen).toContain('this has to be given with --currency');
        expect(unknown.code).toBe(2);
        expect(existsSync(path.join(folder, 'five'))).toBe(false);
      }),
    ));
});

describe.runIf(hasTerminal)('a question', () => {
  test('comes before orders are cancelled in bulk; no is no, and Enter is no', () =>
    inShopFolder((folder) =>
      onTerminal({ cwd: folder }, async (terminal) => {
        await must(['order', 'add', '--line', 'MUG=1', '--name', 'Ana Ruiz'], folder);
        const state = async () => (JSON.parse(await must(['order', 'show', 'O1', '--json'], folder)) as { state: string }).state;
        const answered = async (name: string, answer: string) => {
          terminal.type(`clear; oms order cancel --all --reason ${name}; echo "${name} ended with $?"`);
          await terminal.shows(/\(y\/N\)/);
          terminal.type(answer);
          return Number(/ended with (\d+)$/m.exec(await terminal.shows(new RegExp(`^${name} ended with \\d+$`, 'm')))?.[1]);
        };
        expect([await answered('enter', ''), await state()]).toEqual([2, 'new']);
        expect([await answered('no', 'n'), await state()]).toEqual([2, 'new']);
        expect([await answered('yes', 'y'), await state()]).toEqual([0, 'cancelled']);
      }),
    ));

  test('is not asked where it is answered, and refused where nobody can answer', () =>
    inShopFolder((folder) =>
      onTerminal({ cwd: folder }, async (terminal) => {
        await must(['order', 'add', '--line', 'MUG=1', '--name', 'Ana Ruiz'], folder);
        const refused = await terminal.run('oms order cancel --all --reason test --no-input');
        expect(refused.screen).toContain('this needs your consent: --yes');
        expect(refused.code).toBe(2);
        expect((await terminal.run('oms order cancel --all --reason test < /dev/null')).code).toBe(2);
        expect(await terminal.run('oms order cancel --all --reason test --yes')).toMatchObject({ code: 0 });
      }),
    ));

  test('asks for what an order needs: bad answers are told and asked again', () =>
    inShopFolder((folder) =>
      onTerminal({ cwd: folder, columns: 90 }, async (terminal) => {
        terminal.type('oms order add --payment cash --note "" --email "" --company "" --discount 0; echo "ended with $?"');
        await terminal.shows(/^\? .*SKU/m);
        terminal.type('MUGG');
        await terminal.shows(/there is no product MUGG; did you mean MUG\?/);
        terminal.type('MUG=2');
        await terminal.shows(/✔ .*MUG=2/);
        terminal.press('Enter');
        const answers = {
          'Who receives it': 'Ana Ruiz',
          Phone: '+44 20 7946 0000',
          'Street and number': '1 High Street',
          'Floor, door': '',
          Postcode: 'YO1 7HU',
          Town: 'York',
          'State or province': '',
          'Country (two letters) (GB)': '',
          Freight: '3.90',
        };
        for (const [question, answer] of Object.entries(answers)) {
          await terminal.shows(new RegExp(`^\\? ${question.replace(/[()]/g, '\\$&')}`, 'm'));
          terminal.type(answer);
        }
        await terminal.shows(/^ended with 0$/m);
        expect(JSON.parse(await must(['order', 'show', 'O1', '--json'], folder))).toMatchObject({ id: 'O1', state: 'new' });
      }),
    ));
});

describe.runIf(hasTerminal)('oms profile new', () => {
  test('shows the columns, proposes what it guesses, writes what is answered, and tries it', () =>
    inShopFolder((folder) =>
      onTerminal({ cwd: folder }, async (terminal) => {
        const rows = ['Ref,When,Thing,Pieces,Buyer name,Town', 'A1,03/04/2026,MUG,2,Ana Ruiz,York', 'A2,05/04/2026,MUG,1,Bo Li,Leeds'];
        writeFileSync(path.join(folder, 'Fair_May.csv'), `${rows.join('\n')}\n`);
        terminal.type('clear; oms profile new Fair_May.csv; echo "ended with $?"');
        await terminal.shows(/Name of the profile \(fair-may\)/);
        terminal.type('Fair');
        await terminal.shows(/a-z 0-9 -/);
        terminal.press('C-u');
        terminal.type('fair');
        await terminal.shows(/Ref: A1 · A2\nWhen: 03\/04\/2026 · 05\/04\/2026\n/);
        await terminal.shows(/\? Order number[^❯]*❯ Ref/);
        terminal.press('Enter');
        await terminal.shows(/\? Date of the order[^❯]*❯ When/);
        terminal.press('Enter');
        await terminal.shows(/\? SKU[^❯]*❯ \(no column\)/);
        for (const _ of ['Ref', 'When', 'Thing']) terminal.press('Down');
        await terminal.shows(/❯ Thing/);
        terminal.press('Enter');
        for (const question of ['Name of the item', 'Quantity', 'Price of one', 'Amount of the line', 'Recipient', 'Phone', 'E-mail']) {
          await terminal.shows(new RegExp(`^\\? ${question}`, 'm'));
          terminal.press('Enter');
        }
        const others = [
          'Street',
          'Floor',
          'Town',
          'State or',
          'Postcode',
          'Country',
          'Freight',
          'Total',
          'Currency',
          'Payment',
          'State of',
          'Note',
        ];
        for (const question of [...others, 'Where an order has several rows']) {
          await terminal.shows(new RegExp(`^\\? ${question}`, 'm'));
          terminal.press('Enter');
        }
        await terminal.shows(/\? Dates are written as[^❯]*❯ d\/M\/yyyy\n *M\/d\/yyyy/);
        terminal.press('Down');
        await terminal.shows(/❯ M\/d\/yyyy/);
        terminal.press('Enter');
        for (const question of ['Decimals stand behind', 'Do the prices', 'Channel the orders come from \\(fair\\)']) {
          await terminal.shows(new RegExp(`^\\? ${question}`, 'm'));
          terminal.press('Enter');
        }
        const screen = await terminal.shows(/^ended with 0$/m);
        expect(screen).toMatch(/wrote the profile fair: .*profiles\/fair\.yaml/s);
        expect(screen).toContain('2 orders: 2 new (2 lines, 3 units)');
        expect(screen).toContain('next: oms order import Fair_May.csv');
        expect(readFileSync(path.join(folder, 'profiles/fair.yaml'), 'utf8')).toMatch(/formats: \[ M\/d\/yyyy \][\s\S]*sku: Thing/);
        expect(await must(['order', 'list', '--ids'], folder)).toBe('');
      }),
    ));
});

describe.runIf(hasTerminal)('the screen', () => {
  test('has colours, but with NO_COLOR, with --no-color and on a terminal that has none', () =>
    inShopFolder((folder) =>
      onTerminal({ cwd: folder }, async (terminal) => {
        const colored = async (line: string) => {
          await terminal.run(line);
          return terminal.screen({ colors: true }).includes(`${RED}error`);
        };
        expect(await colored('oms stock show NONE')).toBe(true);
        expect(await colored('NO_COLOR=1 oms stock show NONE')).toBe(false);
        expect(await colored('oms stock show NONE --no-color')).toBe(false);
        expect(await colored('TERM=dumb oms stock show NONE')).toBe(false);
        expect(await colored('NO_COLOR= oms stock show NONE')).toBe(true);
        expect(await colored('oms stock show NONE 2>&1 | cat')).toBe(false);
      }),
    ));

  test('questions have no colours either with --no-color', () =>
    inFolder((folder) =>
      onTerminal({ cwd: folder }, async (terminal) => {
        const asked = async (name: string, flags = '') => {
          terminal.type(`clear; oms init ${name} ${flags}`);
          await terminal.shows(new RegExp(`Name of the shop \\(${name}\\)`));
          const screen = terminal.screen({ colors: true });
          terminal.press('C-c');
          await terminal.shows(/^ready>$/m);
          return screen.slice(screen.indexOf('?'));
        };
        expect(await asked('one')).toContain(ANY_COLOR);
        expect(await asked('two', '--no-color')).not.toContain(ANY_COLOR);
      }),
    ));

  test('40 columns wide: no line is longer, full-width characters counted as two', () =>
    inShopFolder((folder) =>
      onTerminal({ cwd: folder, columns: 40 }, async (terminal) => {
        await must(['product', 'add', '湯呑', '--name', '信楽焼の湯呑み・大・箱入り・送料込み', '--price', '33.00'], folder);
        const { screen } = await terminal.run('oms config list --limit 9');
        expect(screen).toMatch(/^time-zone {2,}Europe\/London +shop$/m);
        expect(screen).toContain('only the first 9; more with --limit');
        const products = await terminal.run('oms product show 湯呑');
        expect(products.screen).toContain('信楽焼の湯呑み');
      }),
    ));

  test('says that a list is empty, and a pipe does not', () =>
    inShopFolder((folder) =>
      onTerminal({ cwd: folder }, async (terminal) => {
        expect((await terminal.run('oms stock list --low')).screen).toContain('nothing found');
        expect((await terminal.run('oms stock list --low | cat')).screen).not.toContain('nothing found');
      }),
    ));
});

describe.runIf(hasTerminal)('Ctrl-C', () => {
  test('while another process has the shop: 130 at once, and nothing is said', () =>
    inShopFolder((folder) =>
      onTerminal({ cwd: folder }, async (terminal) => {
        const database = openNative(projectRoot, path.join(folder, 'oms.db'), 5_000);
        database.exec('begin immediate');
        terminal.type('clear; oms stock receive MUG 1 --wait 60 || echo "ended with $?"');
        await new Promise((resolve) => setTimeout(resolve, 1_500));
        terminal.press('C-c');
        terminal.type('echo "before: $?"');
        const screen = await terminal.shows(/^before: 130$/m);
        expect(screen).not.toContain('error');
        database.exec('rollback');
        database.close();
      }),
    ));
});
