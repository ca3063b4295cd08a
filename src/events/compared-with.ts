import type { ExperimentFacts } from './facts.ts';
import { isOfSettings } from './finding-events.ts';

/** What is known of the results of a draft: that there are none yet. */
const NONE_YET: NonNullable<ExperimentFacts['results']> = {
  asOf: null,
  beforePlannedEnd: null,
  decision: null,
  significant: [],
};

/**
 * What newly read facts of an experiment are compared with. A run that has begun since the experiments were read before
 * has had no results at that time, whether it is the first run of a new experiment or one after a reset. So it is
 * compared with none, and not with those of the run before.
 * @param before the facts as they were known; undefined for an experiment that is seen for the first time
 * @param after the facts as they were read
 * @param since when the experiments of the project were read before; undefined if they never were completely
 * @returns undefined where nothing can be said, because it is not known how the experiment was
 */
export function comparedWith(
  before: ExperimentFacts | undefined,
  after: ExperimentFacts,
  since: string | undefined,
): ExperimentFacts | undefined {
  if (!before)
    return since !== undefined && isLater(after.startedAt, since) ? draftOf(after) : undefined;
  return isNewRun(before, after, since) ? { ...before, ...withoutResults(before) } : before;
}

/**
 * Whether an experiment was launched again since it was seen: its start date is another one, and has come since. An
 * edited date is no launch.
 */
export const isNewRun = (
  before: ExperimentFacts,
  after: ExperimentFacts,
  since: string | undefined,
): boolean =>
  after.startedAt !== before.startedAt && isLater(after.startedAt, since ?? before.readAt);

/** Whether a date, of a launch or an end, came after a moment. */
export const isLater = (date: string | null, moment: string): boolean =>
  date !== null && Date.parse(date) > Date.parse(moment);

/** An experiment that was created after the others were read, as it was before its launch. */
const draftOf = (after: ExperimentFacts): ExperimentFacts => ({
  ...after,
  status: 'DRAFT',
  startedAt: null,
  endedAt: null,
  plannedEnd: null,
  ...withoutResults(after),
});

/** What is wrong with the settings of an experiment was so before its launch; all else belongs to a run. */
const withoutResults = ({
  findings,
  unchecked,
}: ExperimentFacts): Pick<ExperimentFacts, 'results' | 'findings' | 'unchecked'> => ({
  results: NONE_YET,
  findings: findings.filter(({ code }) => isOfSettings(code)),
  unchecked: unchecked.filter(isOfSettings),
});
