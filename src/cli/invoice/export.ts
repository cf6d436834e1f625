// oms invoice export
import { koreanEntryExport } from '../../output/views/korean-entry.ts';
import { koreanTaxInvoices } from '../../usecases/invoice/register.ts';
import type { Command } from '../command.ts';
import { exportOptions, exportTo } from '../export.ts';

export const exportInvoices: Command = {
  name: 'export',
  summary: 'the data of Korean tax invoices (세금계산서, 수정세금계산서) for Hometax, as CSV or JSON',
  notes: `One entry for each document and way of taxing, in the order of issue; receipts are left out. What is given back is below
zero. type: 0101 세금계산서, 0102 영세율, 0301 계산서, and amended 0201, 0202, 0401. reason: 01 기재사항 착오정정 (two entries,
the one below zero and the right one, both of the first day), 02 공급가액 변동, 03 환입, 04 계약의 해제 (of the day it
happened, with the first day in the note), 06 이중발급; by "invoice credit --code", empty where none was given. 05
(내국신용장) does not arise here. approval: as "invoice register" was told. purpose: 01 영수, 02 청구.`,
  options: [
    ...exportOptions,
    { flags: '--from <date>', about: 'issued on or after' },
    { flags: '--to <date>', about: 'issued on or before' },
  ],
  examples: ['invoice export --from 2026-11-01 --to 2026-11-30 -o hometax.csv --bom', 'invoice export --json'],
  async run(context, input) {
    const period = { from: input.date('from'), to: input.date('to') };
    await exportTo(context, input, koreanEntryExport, async (shop, page) => page(await koreanTaxInvoices(shop, period)));
    return undefined;
  },
};
