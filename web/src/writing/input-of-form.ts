import type {
  MetricInput,
  MetricRole,
  SavedMetricUseInput,
  UpdateExperimentInput,
} from './generated/graphql.ts';
import type { ExperimentForm, MetricRow, SharedRow } from './form.ts';
import { metricInput } from './metric-input.ts';

/** The part of both inputs, for creating and for changing, that the form fills. */
export type FormInput = Omit<
  UpdateExperimentInput,
  'id' | 'expectedVersion' | 'idempotencyKey' | 'projectId'
>;

/** Everything the form says, as the API takes it. The form must have been checked before. */
export function inputOfForm(form: ExperimentForm): FormInput {
  return {
    name: form.name.trim(),
    description: form.description.trim(),
    tags: tagsOf(form.tags),
    // The variants and the rollout of an existing flag are its own.
    ...(!form.existingFlag && {
      variants: form.variants.map(({ key, name, share }) => ({
        key: key.trim(),
        ...(name.trim() !== '' && { name: name.trim() }),
        rolloutPercentage: Number(share),
      })),
      rolloutPercentage: numberOrNull(form.rolloutPercentage),
    }),
    metrics: ownMetrics(form, 'PRIMARY'),
    secondaryMetrics: ownMetrics(form, 'SECONDARY'),
    savedMetrics: sharedRows(form).map(use),
    ...(form.allowUnknownEvents && { allowUnknownEvents: true }),
    holdoutId: form.holdoutId === '' ? null : form.holdoutId,
    exposureCriteria: exposureInput(form),
    statsConfig: statisticsInput(form),
    runningTime: planInput(form),
  };
}

/** The fields that differ between two states of the form: what has to be sent to get from one to the other. */
export function changedInput(before: ExperimentForm, now: ExperimentForm): FormInput {
  const [old, next] = [inputOfForm(before), inputOfForm(now)];
  return Object.fromEntries(
    Object.entries(next).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(old[name as keyof FormInput]),
    ),
  ) as FormInput;
}

/** Tags as PostHog stores them: lower case, each once. */
export const tagsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((tag) => tag.trim().toLowerCase())
      .filter((tag) => tag !== ''),
  ),
];

const isOwn = (row: MetricRow) => row.kind !== 'shared';

const ownRows = (form: ExperimentForm, role: MetricRole) =>
  form.metrics.filter((row) => isOwn(row) && row.role === role);

const sharedRows = (form: ExperimentForm) =>
  form.metrics.filter((row): row is SharedRow => row.kind === 'shared');

/**
 * Where each metric is in the input, by which the API names it when something is wrong with it:
 * `secondaryMetrics.0` → the id of its row.
 */
export function rowsByPath(form: ExperimentForm): ReadonlyMap<string, string> {
  return new Map(
    [
      ['metrics', ownRows(form, 'PRIMARY')] as const,
      ['secondaryMetrics', ownRows(form, 'SECONDARY')] as const,
      ['savedMetrics', sharedRows(form)] as const,
    ].flatMap(([list, rows]) => rows.map(({ id }, index) => [`${list}.${index}`, id] as const)),
  );
}

const ownMetrics = (form: ExperimentForm, role: MetricRole): MetricInput[] =>
  ownRows(form, role).flatMap((row) => {
    if (row.kind === 'shared') return [];
    if (row.kind === 'stored') return [{ raw: row.raw }];
    // Sent as it is stored, an unchanged metric keeps its series of results.
    const isUnchanged =
      row.stored && JSON.stringify(row.stored.metric) === JSON.stringify(row.metric);
    return [isUnchanged ? { raw: row.stored.raw } : metricInput(row.metric)];
  });

const use = ({ savedMetricId, role, metadata }: SharedRow): SavedMetricUseInput => ({
  id: savedMetricId,
  role,
  ...(metadata != null && { metadata }),
});

function exposureInput({ exposure }: ExperimentForm) {
  const { event, filterTestAccounts, multipleVariantHandling, actionId, properties } = exposure;
  return {
    ...(event.trim() !== '' && { exposureEvent: event.trim() }),
    ...(actionId !== undefined && { exposureActionId: actionId }),
    ...(properties.length > 0 && { exposureProperties: [...properties] }),
    ...(filterTestAccounts !== '' && { filterTestAccounts: filterTestAccounts === 'yes' }),
    ...(multipleVariantHandling !== '' && { multipleVariantHandling }),
  };
}

function statisticsInput({ statistics }: ExperimentForm) {
  const { method, confidence, cuped, raw } = statistics;
  return {
    ...(raw != null && { raw }),
    ...(method !== '' && { method }),
    ...(confidence.trim() !== '' && {
      confidenceLevel: Number((Number(confidence) / 100).toFixed(6)),
    }),
    cupedEnabled: cuped,
  };
}

function planInput({ plan }: ExperimentForm) {
  const { effect, people, days, exposureEstimate } = plan;
  return {
    ...(effect.trim() !== '' && { minimumDetectableEffect: Number(effect) }),
    ...(people.trim() !== '' && { recommendedSampleSize: Number(people) }),
    ...(days.trim() !== '' && { recommendedRunningTimeDays: Number(days) }),
    ...(exposureEstimate != null && { exposureEstimateConfig: exposureEstimate }),
  };
}

const numberOrNull = (text: string) => (text.trim() === '' ? null : Number(text));
