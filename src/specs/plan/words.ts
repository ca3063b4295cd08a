import type { DirectoryPlan, ExperimentPlan } from './directory-plan.ts';
import { countsOf, isUnchanged } from './directory-plan.ts';
import type { StepAction } from './steps.ts';

/** What a step does, as an imperative. */
const stepWords: Readonly<Record<StepAction, string>> = {
  LAUNCH: 'launch it',
  PAUSE: 'pause it: its flag is turned off',
  RESUME: 'resume it: its flag is turned on',
  FREEZE_EXPOSURE: 'freeze its exposure: nobody new is admitted',
  UNFREEZE_EXPOSURE: 'unfreeze its exposure: new people are admitted',
  END: 'end it',
  CONCLUDE: 'change its conclusion',
};

/** What a step does to this experiment, as an imperative. */
export function stepText({ file, steps }: ExperimentPlan, step: StepAction): string {
  const { conclusion } = file;
  const concludes = step === 'END' || step === 'CONCLUDE';
  const words = stepWords[step];
  if (!concludes || conclusion === undefined || !steps.includes(step)) return words;
  return `${words} (conclusion: ${conclusion ?? 'none'})`;
}

/** What happens to an experiment, as the beginning of a line. */
export function headline(plan: ExperimentPlan): { symbol: string; what: string } {
  const { action, obstacles } = plan;
  if (obstacles.length > 0) return { symbol: '!', what: 'cannot be applied' };
  if (action === 'create') return { symbol: '+', what: 'is created' };
  if (!isUnchanged(plan)) return { symbol: '~', what: 'is changed' };
  return { symbol: '=', what: 'has no changes' };
}

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** The counts of a plan, as a sentence. */
export function summaryOf(plan: DirectoryPlan): string {
  const { create, update, steps, impossible, unchanged } = countsOf(plan);
  const parts = [
    create > 0 && `${create} to create`,
    update > 0 && `${update} to change`,
    steps > 0 && plural(steps, 'lifecycle step'),
    impossible > 0 && `${impossible} that cannot be applied`,
    unchanged > 0 && `${unchanged} without changes`,
  ].filter((part) => part !== false);
  return `${plural(plan.experiments.length, 'experiment')}: ${parts.join(', ')}.`;
}

/** The calls that a plan took, as a sentence. */
export const callsText = ({ calls }: Pick<DirectoryPlan, 'calls'>): string =>
  `${plural(calls, 'call')} to PostHog, which only read.`;

/** A text in which nothing moves the cursor or changes colours. */
export const printable = (text: string): string =>
  text.replaceAll(/\p{Cc}/gu, (letter) =>
    JSON.stringify(letter).slice(1, -1).replace('\u007F', '\\u007f'),
  );
