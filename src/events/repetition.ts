import type { ExperimentFacts, FindingFacts } from './facts.ts';
import { subjectOf } from './finding-events.ts';

/** A finding with its severity, as it is remembered after it has gone. */
export const keyOfFinding = (finding: FindingFacts): string =>
  `${subjectOf(finding)} ${finding.severity}`;

/** The day on which facts were read, in UTC. */
export const dayOf = ({ readAt }: Pick<ExperimentFacts, 'readAt'>): string => readAt.slice(0, 10);

/** Up to when the results had data that were ever read of an experiment; null before there were any. */
export function seenTo({ seenTo: earlier, results }: ExperimentFacts): string | null {
  const asOf = results?.asOf ?? null;
  return earlier !== undefined && (asOf === null || earlier > asOf) ? earlier : asOf;
}

/**
 * What distinguishes something that newer results say from the same thing said again. What comes with new data is
 * distinguished by the end of these data, which is the same for whoever reads them. On data that were read before, such as when a setting is changed
 * and changed back, only the moment at which it is noticed is another one each time.
 */
export function basisOfResults(before: ExperimentFacts, now: ExperimentFacts): string {
  const [asOf, known] = [now.results?.asOf ?? null, seenTo(before)];
  if (asOf === null) return now.readAt;
  return known === null || asOf > known ? asOf : `${asOf} ${now.readAt}`;
}

/**
 * What distinguishes a finding from the same one at another time: the run and the day, and where it has gone and come back
 * on one day the moment at which it is noticed.
 */
export function basisOfFinding(
  before: ExperimentFacts,
  now: ExperimentFacts,
  finding: FindingFacts,
): string {
  const isBack =
    dayOf(before) === dayOf(now) && before.gone?.includes(keyOfFinding(finding)) === true;
  return `${now.startedAt} ${isBack ? now.readAt : dayOf(now)}`;
}
