// Makes a failing story as short as it can be: steps left out, then what is left of each made plainer.
import { acts, type Step, type Story } from './story.ts';
import type { Failure } from './tell.ts';

type Tell = (story: Story) => Promise<Failure | undefined>;

export interface Shrunk {
  readonly story: Story;
  readonly failure: Failure;
}

/** Stops after so long, and gives the shortest so far. */
const SECONDS_MOST = 90;

/** A story that goes wrong in the same way, from which no step can be left out. */
export async function shrink(story: Story, failure: Failure, tell: Tell): Promise<Shrunk> {
  const until = Date.now() + SECONDS_MOST * 1_000;
  let best: Shrunk = { story: upTo(story, failure.at), failure };
  const accept = async (steps: readonly Step[]): Promise<boolean> => {
    if (Date.now() > until) return false;
    const shorter = { ...story, steps };
    const again = await tell(shorter).catch(() => undefined);
    if (again?.kind !== failure.kind || steps[again.at]?.act !== story.steps[failure.at]?.act) return false;
    best = { story: upTo(shorter, again.at), failure: again };
    return true;
  };
  await leaveOut(() => best.story.steps, accept);
  await makePlainer(() => best.story.steps, accept);
  await leaveOut(() => best.story.steps, accept);
  return best;
}

function upTo(story: Story, at: number): Story {
  return { ...story, steps: story.steps.slice(0, at + 1) };
}

/** Delta debugging: leaves out halves, then quarters, down to single steps, as long as that still goes wrong. */
async function leaveOut(steps: () => readonly Step[], accept: (steps: readonly Step[]) => Promise<boolean>): Promise<void> {
  for (let size = Math.ceil(steps().length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = steps().length - size; from > -size; from -= size) {
      const rest = steps().filter((_, index) => index < from || index >= from + size);
      if (rest.length < steps().length) await accept(rest);
    }
  }
}

/** Tries each step without its dry run and its delay, and with less data. */
async function makePlainer(steps: () => readonly Step[], accept: (steps: readonly Step[]) => Promise<boolean>): Promise<void> {
  for (let index = steps().length - 1; index >= 0; index -= 1) {
    for (let isPlainer = true; isPlainer; ) {
      isPlainer = false;
      for (const plain of plainerSteps(steps()[index] as Step)) {
        const tried = steps().map((step, at) => (at === index ? plain : step));
        if ((isPlainer = await accept(tried))) break;
      }
      if (index >= steps().length) return;
    }
  }
}

function plainerSteps({ act, data, ...rest }: Step): Step[] {
  return [
    ...plainer(rest, []).map((less) => ({ act, data, ...(less as object) })),
    ...plainer(data, acts[act].needs).map((less) => ({ act, ...rest, data: less })),
  ];
}

/** Ways to say less: a field that is not needed or an element left out, a number brought to one. */
export function plainer(value: unknown, needs: readonly string[]): unknown[] {
  if (typeof value === 'number') return value > 1 ? [1] : [];
  if (Array.isArray(value)) {
    const fewer = value.length > 1 ? value.map((_, index) => value.filter((__, at) => at !== index)) : [];
    return [...fewer, ...value.flatMap((one, index) => plainer(one, needs).map((less) => value.with(index, less)))];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, one]) => {
    const { [field]: _, ...rest } = value as Record<string, unknown>;
    const left = one === undefined || needs.includes(field) ? [] : [rest];
    return [...left, ...plainer(one, needs).map((less) => ({ ...value, [field]: less }))];
  });
}
