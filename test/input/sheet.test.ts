// Sheets as exports have them that no spreadsheet has written.
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { sheetText } from '../../src/input/sheet/index.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A sheet of these rows, which stand between `<sheetData>` and its end. */
function sheetOf(rows: string): Buffer {
  const files = {
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Orders" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><dimension ref="A1:A1"/><sheetData>${rows}</sheetData></worksheet>`,
  };
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))));
}

/** A cell at a place such as ` r="B2"`, or at none. */
const cell = (place: string, text: string) => `<c${place} t="inlineStr"><is><t>${text}</t></is></c>`;
const EXPECTED = '"order","sku","quantity"\n"007","MUG","2"\n';

test.each([
  [
    'cells that do not say where they stand',
    `<row r="1">${cell('', 'order')}${cell('', 'sku')}${cell('', 'quantity')}</row>
     <row r="2">${cell('', '007')}${cell('', 'MUG')}<c><v>2</v></c></row>`,
  ],
  [
    'rows that do not either',
    `<row>${cell('', 'order')}${cell('', 'sku')}${cell('', 'quantity')}</row><row>${cell('', '007')}${cell('', 'MUG')}<c><v>2</v></c></row>`,
  ],
  [
    'a row in pieces',
    `<row r="1">${cell(' r="A1"', 'order')}</row><row r="1">${cell(' r="B1"', 'sku')}</row> <row r="1" spans="1:3">${cell(' r="C1"', 'quantity')}</row>
     <row r="2">${cell(' r="A2"', '007')}${cell(' r="B2"', 'MUG')}<c r="C2"><v>2</v></c></row>`,
  ],
  [
    'a row in pieces without places',
    `${['order', 'sku', 'quantity'].map((name) => `<row r="1">${cell('', name)}</row>`).join('')}<row r="2">${cell('', '007')}${cell('', 'MUG')}<c><v>2</v></c></row>`,
  ],
])('%s', async (_, rows) => {
  expect(await sheetText(sheetOf(rows))).toEqual({ text: EXPECTED, sheets: ['Orders'] });
});

test('a cell without a place stands beside the one before it, in the 28th column too', async () => {
  const read = await sheetText(sheetOf(`<row r="1"/><row r="2">${cell(' r="AA2"', 'a')}${cell('', 'b')}<c t="e"><v>#N/A</v></c></row>`));
  const columns = read?.text.split('\n')[1]?.split(',');
  expect(columns?.slice(25)).toEqual(['""', '"a"', '"b"', '"#N/A"']);
});
