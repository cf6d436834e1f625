// A story that goes wrong is told in the fewest commands, to be pasted into an empty folder.
import { shrink } from './shrink.ts';
import { drawStory, type Story } from './story.ts';
import { type Failure, type Sabotage, tell } from './tell.ts';

/** Plays the story of a seed; throws with the shortest way to the same failure. */
export async function goesWell(seed: number, length: number): Promise<void> {
  const story = drawStory(seed, length);
  const failure = await tell(story);
  if (failure) throw new Error(await explained(story, failure));
}

/** What went wrong, and what to type to see it. */
export async function explained(story: Story, failure: Failure, sabotage?: Sabotage): Promise<string> {
  const shortest = await shrink(story, failure, (shorter) => tell(shorter, { sabotage, isHasty: true }));
  return [
    `seed ${story.seed} goes wrong at step ${failure.at + 1} of ${story.steps.length}; ${shortest.story.steps.length} steps are enough:`,
    '',
    `# starting at ${story.start}`,
    ...shortest.failure.typed,
    '',
    ...shortest.failure.details,
    '',
    `steps: ${JSON.stringify(shortest.story.steps)}`,
  ].join('\n');
}
