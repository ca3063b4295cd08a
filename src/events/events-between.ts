import { comparedWith, isLater, isNewRun } from './compared-with.ts';
import { createEvent, type Happening } from './create-event.ts';
import type { ExperimentEvent } from './event.ts';
import { completed } from './completed.ts';
import type { ExperimentFacts, SignificantFacts } from './facts.ts';
import { newFindings, typeOfFinding } from './finding-events.ts';
import { basisOfFinding, basisOfResults, keyOfFinding } from './repetition.ts';

/** How long before its planned end an experiment is said to end soon. */
const SOON_MS = 24 * 3_600_000;

/**
 * What has happened to an experiment between two readings: its status, its planned end, its results, its decision and
 * its findings, in this order. Of an experiment that is seen for the first time only what happened since the others
 * were read.
 * @param before the facts as `completed` gave them; undefined for one that is seen for the first time
 * @param after the facts as they were read
 * @param since when the experiments of the project were read before; undefined if they never were completely
 */
export function eventsBetween(
  before: ExperimentFacts | undefined,
  after: ExperimentFacts,
  since?: string,
): ExperimentEvent[] {
  const known = comparedWith(before, after, since);
  if (!known) return [];
  const now = completed(before, after, since);
  return [
    ...statusChange(known, now, since),
    ...endingSoon(known, now),
    ...significance(known, now),
    ...decision(known, now),
    ...findings(known, now),
  ].map((happening) => createEvent(now, happening));
}

const LIVE = new Set(['RUNNING', 'EXPOSURE_FROZEN']);

/**
 * Starts and ends are changes of the status. An edited date is neither; only one that has come since the experiments were
 * read before is, because an experiment can be reset and launched again, or ended again, between two readings.
 */
function statusChange(
  before: ExperimentFacts,
  now: ExperimentFacts,
  since: string | undefined,
): Happening[] {
  const { startedAt, endedAt, conclusion } = now;
  const found: Happening[] = [];
  const [was, is] = [before.status, now.status];
  const isStarted =
    startedAt !== null && is !== 'DRAFT' && (was === 'DRAFT' || isNewRun(before, now, since));
  if (isStarted)
    found.push({
      type: 'experiment.started',
      severity: 'INFO',
      message: 'It was launched.',
      data: { startedAt },
      at: startedAt,
      basis: startedAt,
    });
  if (was !== is && is === 'PAUSED')
    found.push({
      type: 'experiment.paused',
      severity: 'INFO',
      message: 'It was paused, so that its flag serves nobody.',
      data: { previous: was },
      ...changeOf(before, now),
    });
  const isResumed = was === 'PAUSED' ? LIVE.has(is) : was === 'EXPOSURE_FROZEN' && is === 'RUNNING';
  if (isResumed && !isStarted)
    found.push({
      type: 'experiment.resumed',
      severity: 'INFO',
      message: 'It is running again.',
      data: { previous: was },
      ...changeOf(before, now),
    });
  const isEnded =
    endedAt !== null &&
    is === 'STOPPED' &&
    (was !== 'STOPPED' || (endedAt !== before.endedAt && isLater(endedAt, since ?? before.readAt)));
  if (isEnded)
    found.push({
      type: 'experiment.stopped',
      severity: 'INFO',
      message: `It has ended${conclusion === null ? '' : ` with the conclusion ${conclusion}`}.`,
      data: { endedAt, conclusion },
      at: endedAt,
      basis: endedAt,
    });
  return found;
}

/**
 * When a pause or its end was, and what distinguishes it from every other one. The version of the flag is the same
 * whoever notices the change, and no two changes have the same; but PostHog does not say when the flag was changed.
 */
function changeOf(before: ExperimentFacts, now: ExperimentFacts): Pick<Happening, 'at' | 'basis'> {
  const { flagVersion, changedAt, readAt } = now;
  if (flagVersion !== null && flagVersion !== before.flagVersion)
    return { at: readAt, basis: `flag ${flagVersion}` };
  // The flag is as it was, so the experiment itself was changed: an end date was taken away, for example.
  if (flagVersion !== null && changedAt !== null && changedAt !== before.changedAt)
    return { at: changedAt, basis: changedAt };
  return { at: readAt, basis: readAt };
}

function endingSoon(before: ExperimentFacts, now: ExperimentFacts): Happening[] {
  const { plannedEnd, readAt } = now;
  if (plannedEnd === null || !isSoon(now)) return [];
  if (isSoon(before) && before.plannedEnd === plannedEnd) return [];
  return [
    {
      type: 'experiment.endingSoon',
      severity: 'INFO',
      message: `Its planned end is ${plannedEnd}.`,
      data: { plannedEnd },
      at: readAt,
      basis: plannedEnd,
    },
  ];
}

function isSoon({ status, plannedEnd, readAt }: ExperimentFacts): boolean {
  const ms = Date.parse(plannedEnd ?? '') - Date.parse(readAt);
  return LIVE.has(status) && ms > 0 && ms <= SOON_MS;
}

function significance(before: ExperimentFacts, now: ExperimentFacts): Happening[] {
  if (!before.results || !now.results) return [];
  const { asOf, beforePlannedEnd, significant } = now.results;
  const known = new Map(before.results.significant.map((one) => [comparedIn(one), one.direction]));
  return significant
    .filter((one) => known.get(comparedIn(one)) !== one.direction || !known.has(comparedIn(one)))
    .map(({ metric, metricUuid, variant, direction, delta, alwaysValid }) => ({
      type: 'experiment.info.significance' as const,
      severity: direction === 'WORSE' ? ('WARNING' as const) : ('INFO' as const),
      message: [
        `"${variant}" is significantly ${direction === null ? 'different' : direction.toLowerCase()} in "${metric}".`,
        ...(beforePlannedEnd === false ? [] : [caution(alwaysValid, beforePlannedEnd)]),
      ].join(' '),
      data: {
        metric,
        metricUuid,
        variant,
        direction,
        delta,
        alwaysValid,
        asOf,
        beforePlannedEnd,
      },
      at: now.readAt,
      subject: JSON.stringify([metricUuid, variant, direction]),
      basis: basisOfResults(before, now),
    }));
}

const comparedIn = ({ metricUuid, variant }: SignificantFacts) =>
  JSON.stringify([metricUuid, variant]);

/** @param beforePlannedEnd null where no running time was planned */
function caution(alwaysValid: boolean | null, beforePlannedEnd: true | null): string {
  if (alwaysValid === true) return 'The always-valid interval excludes zero too.';
  const timing =
    beforePlannedEnd === null
      ? 'No running time was planned'
      : 'This was read before the planned end';
  const interval =
    alwaysValid === null
      ? 'there is no always-valid interval'
      : 'the always-valid interval does not confirm it';
  return `${timing}, and ${interval}, so it may be chance.`;
}

const typeOfRecommendation = {
  SHIP: ['experiment.decision.ship', 'INFO'],
  ROLL_BACK: ['experiment.decision.rollback', 'CRITICAL'],
  REVIEW: ['experiment.decision.review', 'WARNING'],
} as const;

function decision(before: ExperimentFacts, now: ExperimentFacts): Happening[] {
  const [was, is] = [before.results?.decision, now.results?.decision];
  if (!is || !now.results || was === undefined) return [];
  if (was?.recommendation === is.recommendation && was.variant === is.variant) return [];
  const { asOf, beforePlannedEnd } = now.results;
  const { recommendation, variant, because } = is;
  // A first decision to keep running is what every launch brings.
  if (was === null && recommendation === 'KEEP_RUNNING') return [];
  const [type, severity] = Object.hasOwn(typeOfRecommendation, recommendation)
    ? typeOfRecommendation[recommendation as keyof typeof typeOfRecommendation]
    : (['experiment.decision.changed', 'INFO'] as const);
  const words = recommendation.replaceAll('_', ' ').toLowerCase();
  return [
    {
      type,
      severity,
      message: `The decision is to ${words}${variant === null ? '' : ` "${variant}"`}. ${because}`,
      data: {
        recommendation,
        variant,
        because,
        previous: was?.recommendation ?? null,
        asOf,
        beforePlannedEnd,
      },
      at: now.readAt,
      subject: JSON.stringify([was?.recommendation ?? null, recommendation, variant]),
      basis: basisOfResults(before, now),
    },
  ];
}

function findings(before: ExperimentFacts, now: ExperimentFacts): Happening[] {
  return newFindings(before.findings, before.unchecked, now.findings).flatMap((one) => {
    const type = typeOfFinding(one);
    if (type === undefined) return [];
    const { code, severity, message, metricUuid, variantKey } = one;
    return [
      {
        type,
        severity,
        message,
        data: { code, finding: message, metricUuid, variantKey },
        at: now.readAt,
        subject: keyOfFinding(one),
        basis: basisOfFinding(before, now, one),
      },
    ];
  });
}
