/** A project with the same objects as project 1, for the stand-in of these tests. */
export const OTHER_PROJECT = '2';

type Json = Readonly<Record<string, unknown>>;

/** How a field is given a value, where the type alone does not say what is valid. */
export interface FieldValue {
  readonly value: unknown;
  /** What it had before, for fields that cannot be left out. */
  readonly from?: unknown;
  /** What the input must say besides, before and after. */
  readonly beside?: Json;
  /** What changes together with it. */
  readonly together?: Json;
}

/** Experiments and other objects of the sandbox that the inputs name. */
export interface Subjects extends Readonly<Record<string, unknown>> {
  readonly running: number;
  readonly checkout: number;
  readonly metric: string;
  /** Of the running experiment. */
  readonly version: number;
}

const UUID = '11111111-1111-4111-8111-111111111111';
const event = { event: '$pageview' };
const mean = { source: event };

/** The least that a nested input can be. */
export const minimal: Readonly<Record<string, Json>> = {
  VariantInput: { key: 'control', rolloutPercentage: 50 },
  ReleaseConditionInput: {},
  HoldoutGroupInput: { exclusionPercentage: 20 },
  MetricInput: { mean },
  MeanMetricInput: mean,
  FunnelMetricInput: { steps: [event] },
  RatioMetricInput: { numerator: event, denominator: { event: '$pageleave' } },
  RetentionMetricInput: {
    startEvent: event,
    completionEvent: { event: '$pageleave' },
    retentionWindowStart: 1,
    retentionWindowEnd: 7,
    retentionWindowUnit: 'DAY',
    startHandling: 'FIRST_SEEN',
  },
  MetricSourceInput: event,
  WarehouseSourceInput: {
    tableName: 'orders',
    timestampField: 'at',
    dataWarehouseJoinKey: 'person',
    eventsJoinKey: 'distinct_id',
  },
  OutlierHandlingInput: { ignoreZeros: true },
  SavedMetricUseInput: { id: '1' },
  StatsConfigInput: { method: 'BAYESIAN' },
  ExposureCriteriaInput: { filterTestAccounts: true },
  RunningTimePlanInput: { minimumDetectableEffect: 5 },
};

/** Another object than the least, for fields that have that already. */
export const another: Readonly<Record<string, Json>> = {
  ...minimal,
  MetricInput: { funnel: { steps: [event] } },
  MeanMetricInput: { source: { event: '$autocapture' } },
  MetricSourceInput: { event: '$autocapture' },
};

/** Fields of which an input has one: giving one takes the others out. */
export const oneOf: Readonly<Record<string, readonly string[]>> = {
  MetricInput: ['mean', 'funnel', 'ratio', 'retention', 'raw'],
  MetricSourceInput: ['event', 'actionId', 'allEvents', 'warehouse'],
  RetentionMetricInput: ['startEvent', 'startsAtExposure'],
  CreateHoldoutInput: ['exclusionPercentage', 'groups'],
  UpdateHoldoutInput: ['exclusionPercentage', 'groups'],
};

/** The other entries of a list, given the one that is looked at: percentages add up to 100. */
export const siblings: Readonly<Record<string, (entry: Json) => readonly Json[]>> = {
  VariantInput: ({ rolloutPercentage }) => [
    { key: 'test', rolloutPercentage: 100 - Number(rolloutPercentage) },
  ],
};

/** The least that each mutation can be asked for; what is not here takes nothing but an `id`. */
export const minimalInput = (subjects: Subjects): Readonly<Record<string, Json>> => ({
  updateFeatureFlag: { id: '1', name: 'Checkout' },
  createHoldout: { name: 'Kept out', exclusionPercentage: 10 },
  updateHoldout: { id: '1', name: 'Kept out' },
  deleteHoldout: { id: '1' },
  createExperiment: { name: 'New', featureFlagKey: 'new' },
  updateExperiment: { id: String(subjects.running), name: 'New' },
  shipVariant: { id: String(subjects.running), variantKey: 'test' },
  copyExperimentToProject: { id: String(subjects.running), targetProjectId: '2' },
  bulkUpdateTags: { ids: [String(subjects.running)], action: 'ADD', tags: ['new'] },
  bulkExperimentAction: {
    ids: [String(subjects.running), String(subjects.checkout)],
    action: 'PAUSE',
  },
  createExperimentFromPrompt: {
    promptName: 'support-reply',
    versions: [1, 2],
    templates: ['latency'],
  },
  recalculateTimeseries: { id: String(subjects.checkout), metricUuid: subjects.metric },
  createSavedMetric: { name: 'Views', metric: { mean } },
  updateSavedMetric: { id: '1', name: 'Views' },
  deleteSavedMetric: { id: '1' },
});

const shipping = { action: 'SHIP_VARIANT', variantKey: 'test' };
const ending = { action: 'END' };

/** Values by field, as `Type.field`, or by the field's name alone for every input. */
export const values = (subjects: Subjects): Readonly<Record<string, FieldValue>> => ({
  id: { value: String(subjects.checkout) },
  // The project that is meant without it too, under another name.
  projectId: { value: OTHER_PROJECT },
  expectedVersion: { value: subjects.version },
  'UpdateExperimentInput.originalExperiment': {
    value: { name: 'Old' },
    beside: { expectedVersion: subjects.version },
  },
  repository: { value: 'owner/name' },
  uuid: { value: UUID },
  conversionWindow: { value: 3, beside: { conversionWindowUnit: 'DAY' }, from: 2 },
  conversionWindowUnit: { value: 'HOUR', from: 'DAY', beside: { conversionWindow: 3 } },
  math: { value: 'TOTAL' },
  mathProperty: { value: 'price', from: 'amount', beside: { math: 'SUM' } },
  mathHogql: { value: 'sum(1)', from: 'sum(2)', beside: { math: 'HOGQL' } },
  mathGroupTypeIndex: { value: 1, from: 0, beside: { math: 'UNIQUE_GROUP' } },
  properties: { value: [{ key: 'plan', value: 'pro', operator: 'exact', type: 'person' }] },
  'MetricInput.raw': {
    value: { kind: 'ExperimentMetric', metric_type: 'mean', source: { kind: 'EventsNode' } },
  },
  'MeanMetricInput.lowerBoundPercentile': { value: 0.1 },
  'MeanMetricInput.upperBoundPercentile': { value: 0.9 },
  'MeanMetricInput.threshold': { value: 3 },
  'OutlierHandlingInput.lowerBoundPercentile': { value: 0.1 },
  'OutlierHandlingInput.upperBoundPercentile': { value: 0.9 },
  'OutlierHandlingInput.ignoreZeros': { value: false },
  'RetentionMetricInput.startHandling': { value: 'LAST_SEEN' },
  'RetentionMetricInput.retentionWindowUnit': { value: 'HOUR' },
  'StatsConfigInput.method': { value: 'FREQUENTIST' },
  'StatsConfigInput.confidenceLevel': { value: 0.9 },
  'StatsConfigInput.baselineVariantKey': { value: 'test' },
  'ExposureCriteriaInput.filterTestAccounts': { value: false },
  'ExposureCriteriaInput.exposureProperties': {
    value: [{ key: 'plan', value: 'pro', operator: 'exact', type: 'event' }],
    beside: { exposureEvent: '$pageview' },
  },
  'VariantInput.rolloutPercentage': { value: 40 },
  holdoutId: { value: '1' },
  'SavedMetricUseInput.id': { value: '2' },
  'SavedMetricUseInput.role': { value: 'SECONDARY' },
  primaryMetricsOrder: { value: [UUID] },
  secondaryMetricsOrder: { value: [UUID] },
  excludedVariants: { value: ['test-2'], beside: { variants: threeVariants } },
  'UpdateExperimentInput.excludedVariants': {
    value: ['test-2'],
    beside: { variants: threeVariants },
  },
  aggregationGroupTypeIndex: { value: 1 },
  startDate: { value: '2026-01-05T09:00:00Z' },
  endDate: { value: '2026-02-05T09:00:00Z' },
  'UpdateExperimentInput.updateFeatureFlag': {
    value: true,
    beside: { rolloutPercentage: 40 },
  },
  'UpdateFeatureFlagInput.filters': { value: { groups: [{ rollout_percentage: 40 }] } },
  'CopyExperimentToProjectInput.targetProjectId': { value: '3' },
  'BulkUpdateTagsInput.ids': { value: [String(subjects.checkout)] },
  'BulkUpdateTagsInput.action': { value: 'REMOVE' },
  'BulkExperimentActionInput.ids': { value: [String(subjects.checkout)] },
  'BulkExperimentActionInput.action': { value: 'RESUME' },
  'BulkExperimentActionInput.stopOnError': { value: true },
  'BulkExperimentActionInput.variantKey': { value: 'other', beside: shipping, from: 'test' },
  'BulkExperimentActionInput.releaseToEveryone': { value: true, beside: shipping },
  'BulkExperimentActionInput.disableFeatureFlag': { value: true, beside: { action: 'ARCHIVE' } },
  'BulkExperimentActionInput.conclusion': { value: 'WON', beside: ending },
  'BulkExperimentActionInput.conclusionComment': { value: 'Better.', beside: ending },
  'BulkExperimentActionInput.openCleanupPr': { value: true, beside: ending },
  'BulkExperimentActionInput.repository': { value: 'owner/name', beside: ending },
  'BulkExperimentActionInput.setRepositoryAsTeamDefault': { value: true, beside: ending },
  'CreateExperimentFromPromptInput.versions': { value: [1, 3] },
  'CreateExperimentFromPromptInput.templates': { value: ['cost'] },
  'RecalculateMetricsInput.trigger': { value: 'CONFIG_CHANGE' },
  'RecalculateTimeseriesInput.id': {
    value: String(subjects.running),
    together: { metricUuid: subjects['other_metric'] },
  },
  'RecalculateTimeseriesInput.metricUuid': { value: subjects['second_metric'] },
});

const threeVariants = [
  { key: 'control', rolloutPercentage: 50 },
  { key: 'test', rolloutPercentage: 25 },
  { key: 'test-2', rolloutPercentage: 25 },
];
