import { hasLine } from '../act/comment.ts';
import type { GuardedExperiment } from '../guarded-experiment.ts';
import type { ExperimentState } from '../read/read-state.ts';
import type { Guard, ScheduledEnd } from '../shape.ts';
import { definitionOf, recordKeyOf, type FiringRecord } from './record.ts';

type Records = ReadonlyMap<string, FiringRecord>;

/**
 * What finds the firing of a guard in the present run of its experiment. A run begins with the launch, so it goes on when
 * somebody edits the start date. PostHog's launch sets the start date to the moment of the launch: a firing that is not
 * older than the start date is of this run. PostHog's reset deletes the conclusion comment: a firing whose line is still
 * there is of this run, and so is every later one. An older firing without such a line is taken for one of an earlier
 * run, because a guard that wrongly stays silent protects nobody.
 * @param records of the experiment by their keys
 */
export function firedInRun(
  experiment: GuardedExperiment,
  { startDate, conclusionComment }: Pick<ExperimentState, 'startDate' | 'conclusionComment'>,
  records: Records,
  now: Date,
): (definition: Guard | ScheduledEnd) => FiringRecord | undefined {
  if (startDate === null) return () => undefined;
  const present = [...records.values()].filter(({ firing }) =>
    hasLine(conclusionComment, firing.id),
  );
  const since = Math.min(Date.parse(startDate), ...present.map(firedAt));
  const inRun = [...records.values()].filter(
    // The moment of a firing that is yet to come was taken from a wrong clock, and says nothing.
    (one) => present.includes(one) || (firedAt(one) >= since && firedAt(one) <= now.getTime()),
  );
  return (definition) =>
    records.get(recordKeyOf(experiment, startDate, definition)) ??
    inRun.find((one) => one.definition === definitionOf(definition));
}

const firedAt = ({ firing }: FiringRecord): number => Date.parse(firing.at);
