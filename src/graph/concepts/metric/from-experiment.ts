import type { ExperimentNode } from '../experiment/ref.ts';
import type { WithProperty } from '../experiment/loader.ts';
import type { Wire } from '../../core/wire.ts';
import type { MetricNode, MetricRoleValue, StoredMetric } from './node.ts';

type Link = Wire['ExperimentToSavedMetric'];

/**
 * The role of a shared metric in an experiment. Like PostHog, it defaults to primary when the link
 * names none.
 */
export function roleOf({ metadata }: Link): MetricRoleValue {
  return metadata?.type === 'secondary' ? 'secondary' : 'primary';
}

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
    const links = (row.saved_metrics ?? []).filter((link) => roleOf(link) === role);
    const nodes = [
      ...(own ?? []).map((metric) => ({ metric, link: null })),
      ...links.map((link) => ({ metric: link.query, link })),
    ].map(({ metric, link }, index) => toMetric(experiment, role, metric, link, index));
    return inOrder(nodes, order ?? []);
  };
  return [
    ...part('primary', row.metrics, row.primary_metrics_ordered_uuids),
    ...part('secondary', row.metrics_secondary, row.secondary_metrics_ordered_uuids),
  ];
}

function toMetric(
  experiment: ExperimentNode & { readonly row: WithProperty<'metrics'> },
  role: MetricRoleValue,
  metric: StoredMetric,
  link: Link | null,
  index: number,
): MetricNode {
  const shared = 'sharedMetricId' in metric ? metric.sharedMetricId : null;
  return {
    projectId: experiment.projectId,
    metric,
    use: { experiment, role, link, key: metric.uuid ?? `${role}-${index}` },
    savedMetricId: link?.saved_metric ?? (typeof shared === 'number' ? shared : null),
    name: metric.name ?? link?.name ?? null,
  };
}

function inOrder(nodes: readonly MetricNode[], order: readonly string[]): MetricNode[] {
  const place = ({ metric }: MetricNode) => {
    const index = metric.uuid == null ? -1 : order.indexOf(metric.uuid);
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
    metric: row.query,
    use: null,
    savedMetricId: row.id,
    name: row.query.name ?? row.name,
  };
}
