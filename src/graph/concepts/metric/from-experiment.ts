import type { ExperimentNode } from '../experiment/ref.ts';
import type { WithProperty } from '../experiment/loader.ts';
import { readOr } from '../../core/malformed.ts';
import { LinkedMetric, OwnMetric, roleOf } from './metric-of-experiment.ts';
import type { Wire } from '../../core/wire.ts';
import type { MetricNode, MetricRoleValue, StoredMetric } from './node.ts';

/**
 * All metrics of an experiment, its own and the shared ones, primary before secondary, each part in
 * display order. PostHog stores that order as a list of uuids; metrics missing from the list come
 * last.
 * @param row the detail, or a list row of an older server, which includes the metrics too
 */
export function metricsOf(projectId: string, row: WithProperty<'metrics'>): MetricNode[] {
  const experiment = { projectId, row } satisfies ExperimentNode;
  const part = (
    role: MetricRoleValue,
    own: readonly StoredMetric[] | null | undefined,
    order: readonly string[] | null | undefined,
  ) => {
    const links = (row.saved_metrics ?? []).filter(
      (link) => readOr(() => roleOf(link), 'primary') === role,
    );
    const nodes = [
      ...(own ?? []).map((metric, index) => new OwnMetric(experiment, role, index, metric)),
      ...links.map(
        (link, index) => new LinkedMetric(experiment, role, (own?.length ?? 0) + index, link),
      ),
    ];
    return inOrder(nodes, order ?? []);
  };
  return [
    ...part(
      'primary',
      row.metrics,
      readOr(() => row.primary_metrics_ordered_uuids, null),
    ),
    ...part(
      'secondary',
      row.metrics_secondary,
      readOr(() => row.secondary_metrics_ordered_uuids, null),
    ),
  ];
}

function inOrder(nodes: readonly MetricNode[], order: readonly string[]): MetricNode[] {
  const place = (node: MetricNode) => {
    const uuid = readOr(() => node.metric.uuid, null);
    const index = uuid == null ? -1 : order.indexOf(uuid);
    return index < 0 ? order.length : index;
  };
  return nodes.toSorted((one, other) => place(one) - place(other));
}

/**
 * The bare definition of a shared metric. No experiment measures it, so it has no role and no
 * results.
 */
export function definitionOf(projectId: string, row: Wire['ExperimentSavedMetric']): MetricNode {
  return {
    projectId,
    get metric() {
      return row.query;
    },
    use: null,
    get savedMetricId() {
      return row.id;
    },
    get name() {
      return row.query.name ?? row.name;
    },
  };
}
