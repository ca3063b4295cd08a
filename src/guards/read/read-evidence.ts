import type { GraphClient } from '../../graph-client/graph-client.ts';
import type {
  FindingCode,
  GuardedArmFragment,
  GuardedVariantFragment,
  GuardEvidenceQuery,
  MetricGoal,
} from '../../graph-client/generated/graphql.ts';
import type { GuardedExperiment } from '../guarded-experiment.ts';
import { DAY_MS, isOld } from '../judge/age.ts';
import { EVIDENCE, SERIES } from './documents.ts';
import { readable, targetOf, type ExperimentState, type Unreadable } from './read-state.ts';

/** What the judgement of an experiment needs. Each costs upstream calls. */
export interface Needs {
  /** `uuid`s of metrics. */
  readonly metrics: ReadonlySet<string>;
  readonly findings: readonly FindingCode[];
  /** Whether the newest results count although no metric is needed. */
  readonly results: boolean;
  readonly decision: boolean;
}

/** The newest result of a metric. */
export interface MetricEvidence {
  readonly name: string | null;
  readonly goal: MetricGoal | null;
  /** Up to when it has data, ISO 8601. Null where there is no result. */
  readonly asOf: string | null;
  /** Why PostHog could not compute it, if it tried. */
  readonly error: string | null;
  readonly isRecalculating: boolean;
  readonly baseline: GuardedArmFragment | null;
  readonly variants: readonly GuardedVariantFragment[];
}

type Answered = NonNullable<GuardEvidenceQuery['experiment']>;

/** What an experiment is judged by. */
export interface Evidence extends Pick<
  Answered,
  'sampleRatioMismatch' | 'sampleRatioUntested' | 'findings' | 'decision'
> {
  readonly isRecalculating: boolean;
  /** The newest moment up to which any result has data, ISO 8601; null without results. */
  readonly newestAsOf: string | null;
  /** By `uuid`. */
  readonly metrics: ReadonlyMap<string, MetricEvidence>;
}

/**
 * Reads what an experiment is judged by. A result that is too old is replaced by the last day of the daily series, where
 * that is newer: the newest recalculation stays the newest, however long ago it was made.
 */
export async function readEvidence(
  client: GraphClient,
  experiment: GuardedExperiment,
  { startDate }: ExperimentState,
  needs: Needs,
  now: Date,
): Promise<Evidence | Unreadable> {
  const target = targetOf(experiment);
  return readable(async () => {
    const { data, errors } = await client.read(EVIDENCE, {
      ...target,
      withResults: needs.results || needs.decision || needs.metrics.size > 0,
      withFindings: needs.findings.length > 0,
      withDecision: needs.decision,
      codes: [...needs.findings],
    });
    const [error] = errors;
    if (error) return { unreadable: error.message };
    const found = data.experiment;
    if (!found) return { unreadable: 'The experiment was not found.' };
    const metrics = new Map<string, MetricEvidence>();
    for (const metric of found.metrics ?? []) {
      if (metric?.uuid == null) continue;
      metrics.set(metric.uuid, evidenceOf(metric));
    }
    const dates = [...metrics.values()].flatMap(({ asOf }) => asOf ?? []);
    for (const uuid of needs.metrics) {
      const known = metrics.get(uuid);
      if (!known || !isOld(known.asOf, startDate, now)) continue;
      // Few metrics have guards, and this is rarely needed.
      // oxlint-disable-next-line no-await-in-loop
      const series = await client.read(SERIES, { ...target, uuid });
      const [fault] = series.errors;
      if (fault) return { unreadable: fault.message };
      metrics.set(uuid, newerOf(known, series.data.experiment?.metric?.timeseries ?? null, now));
    }
    return {
      ...found,
      metrics,
      isRecalculating: found.latestRecalculation?.activeRunStatus != null,
      newestAsOf:
        dates.toSorted((one, other) => Date.parse(one) - Date.parse(other)).at(-1) ?? null,
    };
  });
}

type AnsweredMetric = NonNullable<NonNullable<Answered['metrics']>[number]>;

function evidenceOf({ name, goal, latestResult }: AnsweredMetric): MetricEvidence {
  return {
    name,
    goal,
    asOf: latestResult?.asOf ?? null,
    error: latestResult?.error ?? null,
    isRecalculating: false,
    baseline: latestResult?.baseline ?? null,
    variants: latestResult?.variants ?? [],
  };
}

interface Series {
  readonly recalculation: object | null;
  readonly latest: {
    readonly date: string | null;
    readonly baseline: GuardedArmFragment | null;
    readonly variants: readonly GuardedVariantFragment[] | null;
  } | null;
}

/** The last day of the series, where it is newer. A day that is not over has data up to now. */
function newerOf(known: MetricEvidence, series: Series | null, now: Date): MetricEvidence {
  const { latest, recalculation } = series ?? { latest: null, recalculation: null };
  if (latest?.date == null) return known;
  const end = Math.min(Date.parse(`${latest.date}T00:00:00Z`) + DAY_MS, now.getTime());
  if (known.asOf !== null && Date.parse(known.asOf) >= end) return known;
  return {
    ...known,
    asOf: new Date(end).toISOString(),
    isRecalculating: recalculation !== null,
    baseline: latest.baseline,
    variants: latest.variants ?? [],
  };
}
