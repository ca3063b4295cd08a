import { uniqueId } from '../unique-id.ts';
import type { EditedFragment } from './generated/graphql.ts';
import type { ExperimentForm, ExposureForm, MetricRow } from './form.ts';
import { metricOfRaw } from './metric-of-raw.ts';

/** The form of an experiment that exists. */
export function formOfExperiment(experiment: EditedFragment): ExperimentForm {
  const { statsConfig, runningTime, featureFlag } = experiment;
  return {
    name: experiment.name ?? '',
    description: experiment.description ?? '',
    tags: (experiment.tags ?? []).join(', '),
    featureFlagKey: experiment.featureFlagKey ?? '',
    existingFlag: undefined,
    variants: (experiment.variants ?? []).map(({ key, name, rolloutPercentage }) => ({
      id: uniqueId(),
      key: key ?? '',
      name: name ?? '',
      share: textOf(rolloutPercentage),
    })),
    rolloutPercentage: textOf(featureFlag?.releaseConditions?.[0]?.rolloutPercentage),
    metrics: rowsOf(experiment),
    allowUnknownEvents: false,
    holdoutId: experiment.holdout?.id ?? '',
    exposure: exposureOf(experiment),
    statistics: {
      method: statsConfig?.method ?? '',
      confidence:
        statsConfig?.confidenceLevel == null
          ? ''
          : String(Number((statsConfig.confidenceLevel * 100).toFixed(4))),
      cuped: statsConfig?.cupedEnabled ?? false,
      raw: statsConfig?.raw,
    },
    plan: {
      effect: textOf(runningTime?.minimumDetectableEffect),
      people: textOf(runningTime?.recommendedSampleSize),
      days: textOf(runningTime?.recommendedRunningTimeDays),
      exposureEstimate: runningTime?.exposureEstimateConfig,
    },
  };
}

const textOf = (value: number | null | undefined) => (value == null ? '' : String(value));

function rowsOf({ metrics, savedMetrics }: EditedFragment): MetricRow[] {
  const own = (metrics ?? []).flatMap((metric): MetricRow[] => {
    if (!metric || metric.isShared) return [];
    const { raw, name } = metric;
    const role = metric.role ?? 'PRIMARY';
    const form = metricOfRaw(raw);
    return [
      form
        ? { kind: 'own', id: uniqueId(), role, metric: form, stored: { raw, metric: form } }
        : { kind: 'stored', id: uniqueId(), role, name: name ?? 'Unnamed metric', raw },
    ];
  });
  const shared = (savedMetrics ?? []).flatMap((link): MetricRow[] =>
    link?.savedMetricId == null
      ? []
      : [
          {
            kind: 'shared',
            id: uniqueId(),
            role: link.role ?? 'PRIMARY',
            savedMetricId: link.savedMetricId,
            name: link.name ?? 'Unnamed metric',
            metadata: link.metadata,
          },
        ],
  );
  return [...own, ...shared];
}

function exposureOf({ exposureCriteria }: EditedFragment): ExposureForm {
  const { exposureEvent, filterTestAccounts, multipleVariantHandling, raw } =
    exposureCriteria ?? {};
  const { exposure_config: config } = (raw ?? {}) as {
    exposure_config?: { kind?: string; id?: number; properties?: unknown[] } | null;
  };
  return {
    event: exposureEvent ?? '',
    filterTestAccounts: filterTestAccounts == null ? '' : filterTestAccounts ? 'yes' : 'no',
    multipleVariantHandling: multipleVariantHandling ?? '',
    actionId: config?.kind === 'ActionsNode' ? config.id : undefined,
    properties: config?.properties ?? [],
  };
}

/** What is said beside a field that cannot be changed; undefined where it can. */
export interface Locks {
  /** All fields but the name and the hypothesis. */
  readonly all: string | undefined;
  readonly flagKey: string | undefined;
  readonly variantKeys: string | undefined;
  readonly holdout: string | undefined;
}

export const noLocks: Locks = {
  all: undefined,
  flagKey: undefined,
  variantKeys: undefined,
  holdout: undefined,
};

/** What PostHog does not let change any more, with the reason. */
export function locksOf({ status, isLegacy }: EditedFragment): Locks {
  const isLaunched = status !== 'DRAFT';
  return {
    all:
      isLegacy === true
        ? 'PostHog allows changes only to the name and the hypothesis of an experiment on the legacy engine.'
        : undefined,
    flagKey: 'The key of a flag cannot change, as code asks for it.',
    variantKeys: isLaunched
      ? 'Since the launch, variants can be neither added, removed nor given another key.'
      : undefined,
    holdout: isLaunched ? 'A holdout can be chosen only before the launch.' : undefined,
  };
}
