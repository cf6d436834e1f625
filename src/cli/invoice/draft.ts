// Pages of invoices as they would be issued now: no number is taken, nothing is written into the shop.
import path from 'node:path';
import type { Printable } from '../../domain/document/printable.ts';
import { printableOf } from '../../domain/invoice/printable.ts';
import type { ActResult } from '../../domain/result.ts';
import { writeFileAgain } from '../../output/files.ts';
import { invoiceActView } from '../../output/views/invoice.ts';
import type { IssueRequest } from '../../usecases/invoice/assemble.ts';
import type { Shop } from '../../usecases/shop.ts';
import type { Context } from '../context.ts';
import type { Input } from '../input.ts';
import { ownLayout } from '../layouts.ts';

export interface Drafts {
  readonly request: IssueRequest;
  /** Issues as asked for; nothing of it stays. */
  readonly issue: (request: IssueRequest) => Promise<ActResult>;
}

/** All drafts as one file; the exit code. Refuses as `issueInvoices` does. */
export async function draftInvoices(context: Context, input: Input, shop: Shop, { request, issue }: Drafts): Promise<number> {
  const pages: Printable[] = [];
  const onDraft: IssueRequest['onDraft'] = async (document) => {
    const page = printableOf({ ...document, number: document.order.id });
    await request.check({ ...document, number: document.order.id });
    pages.push({ ...page, title: { all: [page.title, { key: 'title.draft' }], between: ' – ' }, facts: page.facts.slice(1) });
  };
  const result = await issue({ ...request, onDraft });
  const first = pages[0];
  if (!first) return context.printAct(invoiceActView, result, input);
  const { renderSlips } = await import('../../output/pdf/index.ts');
  const bytes = await renderSlips(pages, context.world.root, await ownLayout(context, shop, first.kind));
  if (input.text('output') === '-') {
    context.world.stdout.write(bytes);
    return context.printAct({ text: () => '' }, result, input);
  }
  const name = `draft-${first.number}${pages.length > 1 ? `-${pages.at(-1)?.number}` : ''}.pdf`;
  const asked = input.text('output');
  const file =
    asked === undefined ? path.join(path.dirname(shop.database.path), 'documents', name) : path.resolve(context.world.cwd, asked);
  writeFileAgain(file, bytes, { force: input.on('force') });
  const results = result.results.map((outcome) => (outcome.outcome === 'drafted' ? { ...outcome, file } : outcome));
  return context.printAct(invoiceActView, { ...result, results }, input);
}
