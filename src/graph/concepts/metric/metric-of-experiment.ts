import type { Wire } from '../../core/wire.ts';
import { readOr } from '../../core/malformed.ts';
import type { MetricNode, MetricRoleValue, MetricUse, StoredMetric } from './node.ts';

type Link = Wire['ExperimentToSavedMetric'];

/**
 * The role of a shared metric in an experiment. Like PostHog, it defaults to primary when the link
 * names none.
 */
export function roleOf({ metadata }: Link): MetricRoleValue {
  return metadata?.type === 'secondary' ? 'secondary' : 'primary';
}

/** The key of a metric in its experiment: its uuid, or its position where it has none that can be read. */
const keyOf = (metric: () => StoredMetric, role: MetricRoleValue, index: number): string =>
  readOr(() => metric().uuid, null) ?? `${role}-${index}`;

/** A metric that an experiment owns. Values are read when a field asks for them: one that does not fit fails alone. */
export class OwnMetric implements MetricNode {
  readonly metric: StoredMetric;
  readonly use: MetricUse;

  constructor(
    experiment: MetricUse['experiment'],
    role: MetricRoleValue,
    index: number,
    metric: StoredMetric,
  ) {
    this.metric = metric;
    this.use = { experiment, role, link: null, key: keyOf(() => metric, role, index) };
  }

  get projectId(): string {
    return this.use.experiment.projectId;
  }

  get savedMetricId(): number | null {
    const { metric } = this;
    const shared = 'sharedMetricId' in metric ? metric.sharedMetricId : null;
    return typeof shared === 'number' ? shared : null;
  }

  get name(): string | null {
    return this.metric.name ?? null;
  }
}

/** A shared metric that an experiment uses. */
export class LinkedMetric implements MetricNode {
  readonly use: MetricUse;
  readonly #link: Link;

  constructor(
    experiment: MetricUse['experiment'],
    role: MetricRoleValue,
    index: number,
    link: Link,
  ) {
    this.#link = link;
    const key = keyOf(() => link.query, role, index);
    this.use = {
      experiment,
      // The place among the metrics needs a role in any case; what shows it needs the real one.
      get role() {
        return roleOf(link);
      },
      link,
      key,
    };
  }

  get projectId(): string {
    return this.use.experiment.projectId;
  }

  get metric(): StoredMetric {
    return this.#link.query;
  }

  get savedMetricId(): number | null {
    return this.#link.saved_metric;
  }

  get name(): string | null {
    return readOr(() => this.metric.name, null) ?? this.#link.name;
  }
}
