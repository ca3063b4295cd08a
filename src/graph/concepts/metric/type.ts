import { builder } from '../../core/builder.ts';
import { ExperimentRef } from '../experiment/ref.ts';
import { encodeGlobalId, localId } from '../../core/global-id.ts';
import { savedMetricLoader } from '../saved-metric/loader.ts';
import { SavedMetricRef } from '../saved-metric/ref.ts';
import { MetricGoal, MetricRole, WindowUnit } from './enums.ts';
import { goalOf, isCurrent, metricLocalId, metricTypename } from './node.ts';
import { metricIdText, MetricRef } from './ref.ts';

// Fields common to all kinds of metrics. The concepts that measure metrics (timeseries, result) add
// their own.
builder.interfaceFields(MetricRef, (t) => ({
  id: t.id({
    description: metricIdText,
    resolve: (node) => encodeGlobalId(metricTypename(node.metric), metricLocalId(node)),
  }),
  uuid: t.string({
    description:
      "PostHog's ID of the metric, unique within its experiment. Null only for old metrics that have not been saved since IDs were introduced.",
    nullable: true,
    resolve: ({ metric }) => metric.uuid ?? null,
  }),
  name: t.string({
    description: 'Name of the metric, or of the shared metric if it has none of its own.',
    nullable: true,
    resolve: ({ name }) => name,
  }),
  ...MetricGoal.fields(t, 'goal', {
    description:
      'The direction that counts as an improvement. INCREASE if PostHog stores none. Null for a metric of an unknown type.',
    word: ({ metric }) => goalOf(metric),
  }),
  role: t.field({
    type: MetricRole.ref,
    description: "The metric's role in its experiment. Null for the definition of a shared metric.",
    nullable: true,
    resolve: ({ use }) => use?.role ?? null,
  }),
  experiment: t.field({
    type: ExperimentRef,
    description:
      'The experiment the metric belongs to. Null for the definition of a shared metric.',
    nullable: true,
    extensions: { upstream: { brings: 'detail' } },
    resolve: ({ use }) => use?.experiment ?? null,
  }),
  fingerprint: t.string({
    description:
      'Hash of the metric and the settings it depends on. A daily series belongs to one fingerprint, so changing a metric starts a new, empty series. Null for the definition of a shared metric.',
    nullable: true,
    resolve: ({ metric }) => metric.fingerprint ?? null,
  }),
  conversionWindow: t.int({
    description:
      'How long after exposure an event counts, in `conversionWindowUnit`. Null means until the end of the experiment.',
    nullable: true,
    resolve: ({ metric }) => (isCurrent(metric) ? (metric.conversion_window ?? null) : null),
  }),
  ...WindowUnit.fields(t, 'conversionWindowUnit', {
    description: 'Unit of `conversionWindow`.',
    word: ({ metric }) => (isCurrent(metric) ? metric.conversion_window_unit : null),
  }),
  isShared: t.boolean({
    description: 'Whether this is a shared metric, which other experiments may use as well.',
    resolve: ({ savedMetricId, metric }) =>
      savedMetricId !== null || (isCurrent(metric) && metric.isSharedMetric === true),
  }),
  savedMetricId: t.id({
    description:
      "The `id` of the shared metric it comes from. Free. Null for an experiment's own metric.",
    nullable: true,
    resolve: ({ projectId, savedMetricId }) =>
      savedMetricId === null
        ? null
        : encodeGlobalId('SavedMetric', localId({ projectId, posthogId: savedMetricId })),
  }),
  savedMetric: t.field({
    type: SavedMetricRef,
    description:
      "The shared metric it comes from. Null for an experiment's own metric. Costs 1 upstream call, also for several shared metrics if they are among the project's first hundred.",
    nullable: true,
    resolve: async ({ projectId, savedMetricId }, _args, context) => {
      if (savedMetricId === null) return null;
      const row = await savedMetricLoader(context).load({ projectId, posthogId: savedMetricId });
      return row && { projectId, row };
    },
  }),
  version: t.float({
    description: 'Version of the stored format.',
    nullable: true,
    resolve: ({ metric }) => metric.version ?? null,
  }),
  raw: t.field({
    type: 'JSON',
    description: 'The metric as PostHog stores it.',
    resolve: ({ metric }) => metric,
  }),
}));
