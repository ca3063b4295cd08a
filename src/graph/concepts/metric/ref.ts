import type { ObjectId, Reading } from '../../planner/readings.ts';
import { failingAlone } from '../../core/loading/not-found-as-null.ts';
import { builder } from '../../core/builder.ts';
import type { GraphContext } from '../../context/context.ts';
import { experimentLoader, withDetail } from '../experiment/loader.ts';
import { toExperiment } from '../experiment/ref.ts';
import { parseLocalId } from '../../core/global-id.ts';
import { savedMetricLoader } from '../saved-metric/loader.ts';
import type { Wire } from '../../core/wire.ts';
import {
  metricLocalId,
  metricTypename,
  type MetricNode,
  type MetricTypename,
  type StoredMetric,
} from './node.ts';
import { definitionOf, metricsOf } from './from-experiment.ts';

/** A metric's id names what it is part of: its experiment, or for a bare definition the shared metric. */
function ownerOfMetric(id: string): ObjectId | null {
  const owner = /^([^:]+):(saved:)?(\d+)/.exec(id);
  if (!owner) return null;
  const [, project, saved, number] = owner;
  return {
    typename: saved === undefined ? 'Experiment' : 'SavedMetric',
    id: `${project}:${number}`,
  };
}

const extensions = { reading: { partOf: ownerOfMetric } satisfies Reading };

export const MetricRef = builder.interfaceRef<MetricNode>('Metric');

MetricRef.implement({
  extensions,
  description:
    'A measure by which an experiment is evaluated, of any kind. Results can be read from it directly, without knowing the UUID and fingerprint that PostHog requires.',
  interfaces: [builder.nodeInterfaceRef()],
  resolveType: ({ metric }) => metricTypename(metric),
});

/** Description of `id`, on the interface and on every kind. */
export const metricIdText =
  'Globally unique ID, for `node` and caches. It is stable as long as the kind of the metric does not change.';

/** Declares how `node` reads a metric of this kind again; all kinds share it. */
function refetchable<Metric extends StoredMetric>(name: MetricTypename, description: string) {
  return {
    description,
    extensions,
    id: {
      description: metricIdText,
      resolve: (node: MetricNode<Metric>) => metricLocalId(node),
    },
    // A metric whose kind has changed is no longer the object that a stored id refers to.
    loadWithoutCache: failingAlone(async (id: string, context: GraphContext) => {
      const node = await loadMetric(id, context);
      return node && metricTypename(node.metric) === name ? (node as MetricNode<Metric>) : null;
    }),
  };
}

type MeanMetric = Wire['ExperimentMeanMetric'];
type FunnelMetric = Wire['ExperimentFunnelMetric'];
type RatioMetric = Wire['ExperimentRatioMetric'];
type RetentionMetric = Wire['ExperimentRetentionMetric'];
type LegacyMetric = Wire['ExperimentTrendsQuery'] | Wire['ExperimentFunnelsQuery'];

export const MeanMetricRef = builder.objectRef<MetricNode<MeanMetric>>('MeanMetric');
export const FunnelMetricRef = builder.objectRef<MetricNode<FunnelMetric>>('FunnelMetric');
export const RatioMetricRef = builder.objectRef<MetricNode<RatioMetric>>('RatioMetric');
export const RetentionMetricRef = builder.objectRef<MetricNode<RetentionMetric>>('RetentionMetric');
export const LegacyMetricRef = builder.objectRef<MetricNode<LegacyMetric>>('LegacyMetric');
export const UnknownMetricRef = builder.objectRef<MetricNode>('UnknownMetric');

builder.node(MeanMetricRef, {
  ...refetchable<MeanMetric>(
    'MeanMetric',
    'Average of a value per person, or the share of people who reach a threshold.',
  ),
  interfaces: [MetricRef],
});
builder.node(FunnelMetricRef, {
  ...refetchable<FunnelMetric>('FunnelMetric', 'Share of exposed people who complete the steps.'),
  interfaces: [MetricRef],
});
builder.node(RatioMetricRef, {
  ...refetchable<RatioMetric>('RatioMetric', 'One aggregate divided by another.'),
  interfaces: [MetricRef],
});
builder.node(RetentionMetricRef, {
  ...refetchable<RetentionMetric>('RetentionMetric', 'Share of people who return within a window.'),
  interfaces: [MetricRef],
});
builder.node(LegacyMetricRef, {
  ...refetchable<LegacyMetric>(
    'LegacyMetric',
    'A metric of the legacy engine. It can be read, but not copied or shared.',
  ),
  interfaces: [MetricRef],
});

builder.node(UnknownMetricRef, {
  ...refetchable<StoredMetric>(
    'UnknownMetric',
    'A metric of a type that this API does not know, as a newer PostHog may have it. `raw` has all of it.',
  ),
  interfaces: [MetricRef],
});

/** The metric of a local id (`project:experiment:key` or `project:saved:number`), or null. */
export async function loadMetric(id: string, context: GraphContext): Promise<MetricNode | null> {
  const match = /^([^:]+):(saved:)?(\d+)(?::(.+))?$/.exec(id);
  const key = match && parseLocalId(`${match[1]}:${match[3]}`);
  if (!key) return null;
  if (match[2] !== undefined) {
    const row = await savedMetricLoader(context).load(key);
    return row && definitionOf(key.projectId, row);
  }
  const row = await experimentLoader(context).load(key, true);
  return row && findMetric(toExperiment(key.projectId, row), context, match[4] ?? '');
}

/** The metric of an experiment with this uuid (or position, for legacy ones without), or null. */
export async function findMetric(
  experiment: Parameters<typeof withDetail>[0],
  context: GraphContext,
  metricKey: string,
): Promise<MetricNode | null> {
  const row = await withDetail(experiment, context, 'metrics');
  const metrics = row ? metricsOf(experiment.projectId, row) : [];
  return metrics.find(({ use }) => use?.key === metricKey) ?? null;
}
