import type { GraphClient } from '../../graph-client/graph-client.ts';
import type {
  FindingCode,
  GuardedArmFragment,
  GuardedVariantFragment,
  GuardEvidenceQuery,
  MetricGoal,
} from '../../graph-client/generated/graphql.ts';
import type { GuardedExperiment } from '../guarded-experiment.ts';
import { EVIDENCE } from './documents.ts';
import { readable, targetOf, type Unreadable } from './read-state.ts';

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

/** Reads what an experiment is judged by. */
export async function readEvidence(
  client: GraphClient,
  experiment: GuardedExperiment,
  needs: Needs,
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

function evidenceOf({ name, goal, resultError, latestResult }: AnsweredMetric): MetricEvidence {
  return {
    name,
    goal,
    asOf: latestResult?.asOf ?? null,
    error: resultError,
    baseline: latestResult?.baseline ?? null,
    variants: latestResult?.variants ?? [],
  };
}
