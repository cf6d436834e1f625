// Plays a story: each step through the real main(), its answer held against the model, then the whole shop looked over.
import type { RunResult } from '../world.ts';
import { type CommandLine, hoursLater, type Told } from './act.ts';
import { type Expected, foreseen, type Result } from './answer.ts';
import { compare, type Row } from './compare.ts';
import { differences, learn } from './look.ts';
import { newShop, type Shop } from './model.ts';
import { Place } from './place.ts';
import { isAnythingOver } from './rules.ts';
import { acts, type Step, type Story } from './story.ts';

/** Where a story went wrong. */
export interface Failure {
  /** The step, by its place in the story. */
  readonly at: number;
  /** What sort of wrong: a story made smaller must go wrong in the same way. */
  readonly kind: 'answer' | 'trace' | 'shop' | 'bug';
  readonly details: readonly string[];
  /** All that was typed up to there. */
  readonly typed: readonly string[];
}

/** For proving that a failure is seen: what is done behind the program's back after a step. */
export type Sabotage = (step: Step, place: Place) => void;

export interface TellingOptions {
  readonly sabotage?: Sabotage;
  /** Looks the shop over only at the end: quicker, for a story of which only the last step is in doubt. */
  readonly isHasty?: boolean;
}

/** Undefined when all went as it should. */
export async function tell(story: Story, options: TellingOptions = {}): Promise<Failure | undefined> {
  const place = new Place(story.start);
  try {
    return await new Telling(place, story, options).run();
  } finally {
    place.remove();
  }
}

type Wrong = Pick<Failure, 'kind' | 'details'>;

/** So many steps that changed something, then one look at everything. */
/** What validation finds by likeness and by countries' own rules, which have tests of their own. */
const unfollowed = ['address-short', 'postcode-invalid', 'duplicate-likely', 'quantity-unusual', 'amount-unusual', 'payment-over'];
const THOROUGH_EVERY = 6;

class Telling {
  readonly #place: Place;
  readonly #story: Story;
  readonly #options: TellingOptions;
  readonly #shop: Shop;
  #fingerprint = '';
  #changes = 0;

  constructor(place: Place, story: Story, options: TellingOptions) {
    this.#place = place;
    this.#story = story;
    this.#options = options;
    this.#shop = newShop(story.start);
  }

  async run(): Promise<Failure | undefined> {
    await this.#place.run({ argv: ['init', '.', '--name', 'Blue Mug', '--country', 'GB'] });
    for (const code of unfollowed) await this.#place.run({ argv: ['config', 'set', `severity.${code}`, 'off'] });
    this.#fingerprint = this.#place.fingerprint();
    const { steps } = this.#story;
    for (const [at, step] of steps.entries()) {
      const wrong = await this.#take(step, at === steps.length - 1);
      if (wrong) return { at, ...wrong, typed: this.#place.typed };
    }
    return undefined;
  }

  async #take(step: Step, isLast: boolean): Promise<Wrong | undefined> {
    this.#place.now = this.#shop.now = hoursLater(this.#shop.now, step.hours ?? 0);
    const line = acts[step.act].line(step.data, this.#shop);
    const rehearsal = step.dry ? await this.#rehearse(step, line) : undefined;
    if (rehearsal?.wrong) return rehearsal.wrong;
    if (step.dry !== 'only') {
      const wrong = await this.#act(step, line, rehearsal?.answer);
      if (wrong) return wrong;
    }
    return isLast ? this.#look(true) : undefined;
  }

  /** The dry run: answers as the act would, and changes nothing. */
  async #rehearse(step: Step, line: CommandLine): Promise<{ answer: Answer; wrong: Wrong | undefined }> {
    const answer = await this.#answerTo({ ...line, argv: [...line.argv, '--dry-run'] });
    const wrong = wrongAnswer(answer, expected(step, structuredClone(this.#shop), answer));
    if (wrong || this.#place.fingerprint() === this.#fingerprint) return { answer, wrong };
    return { answer, wrong: { kind: 'trace', details: ['the dry run has changed the shop'] } };
  }

  async #act(step: Step, line: CommandLine, rehearsed: Answer | undefined): Promise<Wrong | undefined> {
    const answer = await this.#answerTo(line);
    const isDue = isAnythingOver(this.#shop);
    const should = expected(step, this.#shop, answer);
    const wrong = wrongAnswer(answer, should);
    if (wrong) return wrong;
    if (rehearsed && asText(rehearsed) !== asText(answer)) {
      return { kind: 'answer', details: ['the dry run had said otherwise', asText(rehearsed), asText(answer)] };
    }
    this.#options.sabotage?.(step, this.#place);
    const fingerprint = this.#place.fingerprint();
    // a key is kept also when there was nothing to do
    const isIdle = should.changes === undefined ? didNothing(answer) : !should.changes;
    const leavesNoTrace = isIdle && !isDue && !(answer.code === 0 && line.argv.includes('--key'));
    if (fingerprint === this.#fingerprint) return leavesNoTrace || this.#options.isHasty ? undefined : this.#look(false);
    this.#fingerprint = fingerprint;
    if (leavesNoTrace) return { kind: 'trace', details: ['nothing was done, and yet the shop has changed', asText(answer)] };
    this.#changes += 1;
    if (this.#options.isHasty) await learn(this.#place, this.#shop);
    return this.#options.isHasty ? undefined : this.#look(this.#changes % THOROUGH_EVERY === 0);
  }

  async #look(isThorough: boolean): Promise<Wrong | undefined> {
    const details = await differences(this.#place, this.#shop, isThorough);
    return details.length > 0 ? { kind: 'shop', details } : undefined;
  }

  async #answerTo(line: CommandLine): Promise<Answer> {
    const answer = await this.#place.run(line);
    try {
      return { ...answer, json: JSON.parse(answer.stdout || answer.stderr) as Answer['json'] };
    } catch {
      return { ...answer, json: {} };
    }
  }
}

interface ToldResult {
  readonly id: string;
  readonly outcome: string;
  readonly error?: { readonly code: string };
  readonly [field: string]: unknown;
}

interface Answer extends RunResult {
  readonly json: {
    readonly results?: readonly ToldResult[];
    readonly error?: { readonly code: string };
    readonly [field: string]: unknown;
  };
}

function expected(step: Step, shop: Shop, { json }: Answer): Expected {
  const told: Told = (result, field) => {
    const value = json.results?.[result]?.[field];
    return typeof value === 'number' ? value : undefined;
  };
  return foreseen(shop, () => acts[step.act].expect(step.data, shop, told, rowsOf(json)));
}

function wrongAnswer(answer: Answer, should: Expected): Wrong | undefined {
  if (![0, 1, 2, 3].includes(answer.code)) return { kind: 'bug', details: [asText(answer)] };
  const isRight =
    answer.code === should.code &&
    (should.error === undefined || should.error.includes(answer.json.error?.code ?? '')) &&
    (should.results === undefined || sameResults(answer.json.results ?? [], should.results)) &&
    (should.rows === undefined || sameRows(answer.json, should.rows)) &&
    Object.entries(should.answer ?? {}).every(([field, value]) => JSON.stringify(answer.json[field]) === JSON.stringify(value));
  return isRight ? undefined : { kind: 'answer', details: [`should be ${JSON.stringify(should)}`, asText(answer)] };
}

function sameResults(actual: readonly ToldResult[], should: readonly Result[]): boolean {
  return actual.length === should.length && should.every((one, index) => sameResult(actual[index] as ToldResult, one));
}

/** None, where the answer is no list. */
function rowsOf(answer: unknown): readonly Row[] {
  return Array.isArray(answer) ? (answer as Row[]) : [];
}

function sameRows(actual: unknown, should: readonly Row[]): boolean {
  const rows = rowsOf(actual);
  return rows.length === should.length && should.every((one, index) => compare('row', rows[index], one).length === 0);
}

/** Every field foreseen is as foreseen; of outcomes, one of those named. */
function sameResult(actual: ToldResult, { outcome, error, ...fields }: Result): boolean {
  const code = actual.error?.code ?? '';
  return (
    outcome.split('|').includes(actual.outcome) &&
    (error === undefined ? code === '' : error.includes(code)) &&
    Object.entries(fields).every(([field, value]) => JSON.stringify(actual[field]) === JSON.stringify(value))
  );
}

/** Refused or unchanged, all of it. What validation finds in an order is kept, though the order is refused. */
function didNothing({ json }: Answer): boolean {
  const { results, error, files } = json;
  if (files) return (files as { readAs?: string }[]).every(({ readAs }) => readAs !== undefined);
  if (error) return true;
  return (results ?? []).every(
    ({ outcome, error }) =>
      outcome === 'unchanged' || (outcome === 'refused' && error?.code !== 'order-has-problems' && error?.code !== 'order-held'),
  );
}

/** Code and answer, without what only the act has and its dry run has not: the files it wrote, the batch it made. */
function asText({ code, json }: Answer): string {
  return `exit code ${code}: ${JSON.stringify(json, (field, value) => (field === 'file' || field === 'batch' ? undefined : value))}`;
}
