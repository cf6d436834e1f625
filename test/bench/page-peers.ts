// The same Korean page as other programs make it, a process for each: python3-reportlab and weasyprint.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { korean } from './invoice-shop.ts';
import { processSide, programRoot, type Side } from './measure.ts';

const fonts = path.join(programRoot, 'node_modules/@expo-google-fonts/noto-sans-kr');
const regular = path.join(fonts, '400Regular/NotoSansKR_400Regular.ttf');
const bold = path.join(fonts, '700Bold/NotoSansKR_700Bold.ttf');
const [name, address, city] = korean.buyer(7);
const rows = [
  ['품목', '수량', '단가', '금액'],
  ...korean.products.map((product, index) => [product, `${index + 1}`, '1,200', `${(index + 1) * 1200}`]),
];
const facts = ['거래명세서 INV-2026-0001', '2026년 3월 2일', name, `${city} ${address}`, '12345', '합계 7,200원'];

const REPORTLAB = `
from reportlab.pdfgen import canvas
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Table, TableStyle
import json, sys
regular, bold, facts, rows, out = json.loads(sys.argv[1])
pdfmetrics.registerFont(TTFont('R', regular)); pdfmetrics.registerFont(TTFont('B', bold))
page = canvas.Canvas(out, pagesize=A4)
for at, text in enumerate(facts):
    page.setFont('B' if at == 0 else 'R', 20 if at == 0 else 9); page.drawString(57, 780 - 24 * at, text)
table = Table(rows, colWidths=[240, 70, 70, 70])
table.setStyle(TableStyle([('FONT', (0, 0), (-1, 0), 'B', 9), ('FONT', (0, 1), (-1, -1), 'R', 9), ('LINEBELOW', (0, 0), (-1, -1), 0.5, '#c9ccd1')]))
table.wrapOn(page, 450, 400); table.drawOn(page, 57, 480)
page.save()
`;

const html = `<meta charset="utf-8"><style>
@font-face { font-family: K; src: url("file://${regular}") }
@font-face { font-family: K; font-weight: bold; src: url("file://${bold}") }
body { font-family: K; font-size: 9pt } table { width: 100% } td { border-bottom: 1px solid #c9ccd1 }
</style><h1>${facts[0]}</h1>${facts
  .slice(1)
  .map((fact) => `<p>${fact}</p>`)
  .join('')}<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;

/** Each that is installed, to write its page into a folder; of one that is not, that it is left out. */
export function pagePeers(folder: string): { readonly reportlab?: Side; readonly weasyprint?: Side } {
  const page = path.join(folder, 'page.html');
  writeFileSync(page, html);
  const said = JSON.stringify([regular, bold, facts, rows, path.join(folder, 'reportlab.pdf')]);
  const python = pythons.find((one) => spawnSync(one, ['-c', 'import reportlab']).status === 0);
  if (!python) console.log('left out: no python3 here has reportlab (Debian: python3-reportlab)');
  return {
    reportlab: python ? processSide('reportlab', python, ['-c', REPORTLAB, said]) : undefined,
    weasyprint: hasWeasyprint() ? processSide('weasyprint', 'weasyprint', [page, path.join(folder, 'weasyprint.pdf')]) : undefined,
  };
}

/** The system's own may stand behind another that has no packages. */
const pythons = ['python3', '/usr/bin/python3'];

function hasWeasyprint(): boolean {
  const isThere = spawnSync('weasyprint', ['--version']).status === 0;
  if (!isThere) console.log('left out: weasyprint is not here (Debian: weasyprint)');
  return isThere;
}
