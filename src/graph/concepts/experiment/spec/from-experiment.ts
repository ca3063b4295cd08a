import { isGuardrailName, withGuardrail } from '../../../../experiment-spec/guardrail.ts';
import { isLegacyKind } from '../../../../experiment-spec/metric-shape.ts';
import { roleOf } from '../../metric/metric-of-experiment.ts';
import type { Wire } from '../../../core/wire.ts';
import { MalformedError } from '../../../../posthog/errors/errors.ts';
import { shareOf } from '../../feature-flag/share.ts';
import { groupsOf, variantsOf } from '../lifecycle/state.ts';
import type { WithProperty } from '../loader.ts';
import type { Spec, SpecVariant } from '../../../../experiment-spec/shape.ts';

type StoredMetric = Wire['ExperimentStoredMetric'];
type Link = Wire['ExperimentToSavedMetric'];

/** The properties of a metric, in PostHog's names. */
export type MetricFields = Readonly<Record<string, unknown>>;

/**
 * The spec of an experiment. Its keys are always in the same order, so that version control shows
 * only real changes.
 * @param tagged numbers of the shared metrics that have the tag of guardrails
 */
export function specOf(
  row: WithProperty<'saved_metrics'>,
  tagged: ReadonlySet<number> = new Set(),
): Spec {
  const isGuardrail = (link: Link) =>
    roleOf(link) === 'secondary' && (tagged.has(link.saved_metric) || isGuardrailName(link.name));
  return {
    name: row.name,
    featureFlagKey: row.feature_flag_key,
    description: row.description ?? null,
    kind: row.type ?? 'product',
    ...(row.feature_flag && { flag: flagSpec(row.feature_flag) }),
    metrics: (row.metrics ?? []).map(metricSpec) as Spec['metrics'],
    secondaryMetrics: (row.metrics_secondary ?? []).map((metric) =>
      withGuardrail(metricSpec(metric)),
    ) as Spec['secondaryMetrics'],
    sharedMetrics: row.saved_metrics.map((link) => ({
      name: link.name,
      role: isGuardrail(link) ? 'guardrail' : roleOf(link),
    })),
    holdout: row.holdout?.name ?? null,
    statsConfig: { ...row.stats_config },
    exposureCriteria: { ...row.exposure_criteria },
    runningTime: { ...row.running_time_calculation },
    excludedVariants: [...(row.excluded_variants ?? [])],
    onlyCountMaturedUsers: row.only_count_matured_users ?? false,
    tags: [...(row.tags ?? [])],
  };
}

/** The part of a spec that describes its flag. */
export function flagSpec(
  flag: Wire['MinimalFeatureFlag'] | Wire['FeatureFlag'],
): NonNullable<Spec['flag']> {
  const payloads = flag.filters?.payloads ?? {};
  return {
    variants: variantsOf(flag).map((variant): SpecVariant => {
      const { key, name } = variant;
      const share = shareOf(variant);
      if (share === null) throw unknownShare(key);
      const payload = payloads[key];
      return {
        key,
        ...(name != null && name !== '' && { name }),
        rolloutPercentage: share,
        ...(payload !== undefined && { payload: parsed(payload) }),
      };
    }),
    rolloutPercentage: groupsOf(flag)[0]?.rollout_percentage ?? 100,
    aggregationGroupTypeIndex: flag.filters?.aggregation_group_type_index ?? null,
    ensureExperienceContinuity: flag.ensure_experience_continuity ?? null,
  };
}

/** A spec states every share, and a share that is made up would be applied. */
const unknownShare = (key: string) =>
  new MalformedError({
    operation: undefined,
    message: `PostHog does not say which percentage of people gets the variant ${key}.`,
  });

/** PostHog stores payloads as JSON text; text that is not valid JSON is returned as it is. */
function parsed(payload: unknown): unknown {
  if (typeof payload !== 'string') return payload;
  try {
    return JSON.parse(payload) as unknown;
  } catch {
    return payload;
  }
}

/** A metric without the fields that belong to this experiment alone, and without empty fields. */
export function metricSpec(metric: StoredMetric | MetricFields): MetricFields {
  const { uuid: _uuid, fingerprint: _fingerprint, ...rest } = metric as MetricFields;
  return withoutNulls(rest, !isLegacyKind(rest['kind'])) as MetricFields;
}

/** @param isExplicit true where a source of all events is to say so */
function withoutNulls(value: unknown, isExplicit: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutNulls(item, isExplicit));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value)
    .filter(([, one]) => one != null)
    .map(([name, one]) => [name, withoutNulls(one, isExplicit)] as const);
  const { kind, event } = value as MetricFields;
  const isOfAllEvents = isExplicit && kind === 'EventsNode' && event == null;
  return Object.fromEntries(isOfAllEvents ? [...fields, ['event', null]] : fields);
}
