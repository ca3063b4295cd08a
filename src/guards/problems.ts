import type { Guard, ScheduledEnd } from './shape.ts';

/** A contradiction in a guard or a scheduled end. */
export interface GuardProblem {
  /** Where in the guard or the scheduled end; empty for the whole of it. */
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Properties that only mean something for a metric, or only for a finding. */
const OF_METRICS = ['variant', 'threshold', 'basis', 'minPerArm'] as const;

/** What is wrong with the guards and the scheduled end of one experiment, with paths that begin at these. */
export function watchProblems(
  guards: readonly Guard[],
  scheduledEnd: ScheduledEnd | undefined,
): readonly GuardProblem[] {
  const ofGuards = guards.flatMap((guard, index) => {
    const at = ['guards', index];
    const isTwice = guards.findIndex(({ name }) => name === guard.name) < index;
    return [
      ...below(at, guardProblems(guard)),
      ...(isTwice
        ? [{ path: [...at, 'name'], message: `The guard "${guard.name}" appears twice.` }]
        : []),
    ];
  });
  const ofEnd = scheduledEnd ? scheduledEndProblems(scheduledEnd) : [];
  return [...ofGuards, ...below(['scheduledEnd'], ofEnd)];
}

const below = (at: readonly PropertyKey[], problems: readonly GuardProblem[]) =>
  problems.map(({ path, message }) => ({ path: [...at, ...path], message }));

/** What is wrong with a guard although each of its properties is right. */
function guardProblems(guard: Guard): readonly GuardProblem[] {
  const { metric, finding } = guard;
  if ((metric === undefined) === (finding === undefined))
    return [{ path: [], message: 'A guard watches either a "metric" or a "finding".' }];
  const foreign = finding === undefined ? (['severity'] as const) : OF_METRICS;
  return foreign
    .filter((name) => guard[name] !== undefined)
    .map((name) => ({
      path: [name],
      message: `Only a guard of a ${finding === undefined ? 'finding' : 'metric'} has it.`,
    }));
}

/** What is wrong with a scheduled end although each of its properties is right. */
function scheduledEndProblems(end: ScheduledEnd): readonly GuardProblem[] {
  const { at, afterDays, action, fallback } = end;
  const problems: GuardProblem[] = [];
  if ((at === undefined) === (afterDays === undefined))
    problems.push({ path: [], message: 'It needs either "at" or "afterDays".' });
  if (!fallback) return problems;
  if (action !== 'SHIP_WINNER')
    problems.push({ path: ['fallback'], message: 'Only SHIP_WINNER has a fallback.' });
  if ((fallback.action === 'SHIP') !== (fallback.variant !== undefined))
    problems.push({
      path: ['fallback'],
      message: 'SHIP needs a "variant"; other actions have none.',
    });
  return problems;
}
