// What was printed, and the shop's print queue, on the screen.
import { slipKinds } from '../../domain/document/kind.ts';
import type { Details } from '../../domain/error.ts';
import type { PrintJobSummary, PrintJobView } from '../../domain/print.ts';
import type { ActResult, Outcome } from '../../domain/result.ts';
import { renderFacts, renderTable } from '../table.ts';
import { listView, type Paper, type View } from '../view.ts';

/** The view of a command that may print as well: what was printed before is said in its place, what is sent at the end. */
export function withPrinting(view: View<ActResult>): View<ActResult> {
  return {
    ...view,
    text(result, paper) {
      const before = result.results.filter(({ printed }) => printed === 'before');
      const rest = { ...result, results: result.results.filter(({ printed }) => printed !== 'before') };
      const said = before.map((one) => paper.words.say('print.before', details(one)));
      const sent = rest.results.filter(({ printed }) => printed === 'now');
      const would = rest.results.filter(({ printed }) => printed === 'would').map((one) => paper.words.say('print.would', details(one)));
      const jobs = [...new Map(sent.map((one) => [one.job, one])).values()];
      return [view.text(rest, paper), ...said, ...would, ...jobs.map((one) => paper.words.say('print.sent', details(one)))]
        .filter(Boolean)
        .join('\n');
    },
  };
}

function details(outcome: Outcome): Details {
  return outcome as unknown as Details;
}

/** The key of what a kind of job is called. */
export function kindKey(kind: string): string {
  return kind in slipKinds ? `slip.${kind}` : `document-kind.${kind}`;
}

const documentsText = (documents: readonly string[]) =>
  documents.length > 3 ? `${documents[0]} … ${documents.at(-1)} (${documents.length})` : documents.join(', ');

export const printJobListView: View<readonly PrintJobSummary[]> = listView<PrintJobSummary>({
  columns: [
    { title: 'id', show: ({ id }) => id },
    { title: 'at', show: ({ localAt }) => localAt },
    { title: 'kind', show: ({ kind }, { words }) => words.say(kindKey(kind)) },
    { title: 'documents', show: ({ documents }) => documentsText(documents) },
    { title: 'pages', align: 'right', show: ({ pages }) => String(pages) },
    { title: 'printer', show: ({ printer }) => printer },
    { title: 'state', show: ({ state }, { words }) => words.say(`print-state.${state}`) },
  ],
  csv: {
    id: ({ id }) => id,
    at: ({ at }) => at,
    kind: ({ kind }) => kind,
    documents: ({ documents }) => documents.join(' '),
    pages: ({ pages }) => pages,
    copies: ({ copies }) => copies,
    printer: ({ printer }) => printer,
    format: ({ format }) => format,
    state: ({ state }) => state,
    request: ({ request }) => request,
  },
  csvNumbers: ['pages', 'copies'],
  id: ({ id }) => id,
});

/** One job as an object, several as an array. */
export const printJobShow: View<readonly PrintJobView[]> = {
  text: (all, paper) => all.map((job) => oneJob(job, paper)).join('\n\n'),
  json: (all) => (all.length === 1 ? all[0] : all),
  ids: (all) => all.map(({ id }) => id),
};

function oneJob(job: PrintJobView, { words, width }: Paper): string {
  const name = (key: string) => words.say(`column.${key}`);
  const isThere = job.isAtPrinter === true ? ` (${words.say('print.still-there')})` : '';
  const facts = renderFacts([
    [name('job'), job.id],
    [name('kind'), words.say(kindKey(job.kind))],
    [name('state'), `${words.say(`print-state.${job.state}`)}${isThere}`],
    [name('printer'), [job.printer, job.tray, job.paper].filter(Boolean).join('  ')],
    [name('copies'), String(job.copies)],
    [name('request'), job.request],
    [name('reason'), job.cause],
    [name('documents'), job.documents.join(', ')],
    [name('at'), job.localAt],
    [name('actor'), job.actor],
  ]);
  const files = renderTable(
    [{ title: name('file') }, { title: name('pages'), align: 'right' }],
    job.files.map(({ path, pages }) => [path, String(pages)]),
    width,
  );
  return `${facts}\n\n${files}`;
}
