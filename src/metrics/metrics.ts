import { Gauge, Registry } from 'prom-client';
import type { LiveSample } from '../graph/subscriptions/live.ts';
import type { LoadLimit } from '../http/load-limit.ts';
import type { Observer } from '../instrumentation/observer.ts';
import type { BudgetLimits } from '../posthog/layers/budget/budget.ts';
import type { UpstreamSample } from '../posthog/sample.ts';
import type { SharedStore } from '../shared-store/shared-store.ts';
import type { WatchSample } from '../watch/watch-counts.ts';
import type { ExportedMetrics } from '../workers/messages.ts';
import { metricName, workerLabel } from './name.ts';
import { createObserver } from './observer.ts';
import { processMetrics } from './process-metrics.ts';
import { ofOneMoment } from './sampled-metric.ts';
import { addBudgetMetrics } from './state/budget.ts';
import {
  addFaultMetrics,
  addLoadMetrics,
  addStoreMetrics,
  type ProcessFaults,
} from './state/server.ts';
import { addSubscriptionMetrics } from './state/subscriptions.ts';
import { addUpstreamMetrics } from './state/upstream.ts';
import { addWatchMetrics } from './state/watch.ts';

/** Whose state is sampled when metrics are read. */
export interface StateSources {
  readonly upstream: () => UpstreamSample;
  readonly subscriptions: () => LiveSample;
  readonly load: Pick<LoadLimit, 'bound' | 'inWork' | 'refused'>;
  readonly store: Pick<SharedStore, 'isShared' | 'status'>;
  readonly faults: () => ProcessFaults;
  readonly budgetLimits: BudgetLimits;
  /** Base URL of PostHog. */
  readonly posthogUrl: string;
}

export interface MetricDescription {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly labelNames: readonly string[];
}

/** The metrics of one server. */
export class Metrics {
  /** Without those of Node and of the process. */
  readonly registry = new Registry();

  /** Measures what happens in the server. */
  readonly observer: Observer;

  /**
   * @param version of this server
   * @param knownNames names of GraphQL operations that always have time series of their own
   * @param worker the number of this process among several workers, which is then a label of every time series
   */
  constructor(version: string, knownNames: Iterable<string>, worker?: number) {
    // What it observes begins now, and not when metrics are first read.
    const ofProcess = processMetrics();
    if (worker !== undefined)
      for (const one of [this.registry, ofProcess]) one.setDefaultLabels(workerLabel(worker));
    this.observer = createObserver(this.registry, knownNames);
    new Gauge({
      name: metricName('build_info'),
      help: 'Always 1; the label says which version runs.',
      labelNames: ['version'],
      registers: [this.registry],
    }).set({ version }, 1);
  }

  /** Adds what is sampled whenever metrics are read. */
  addState(sources: StateSources): void {
    const { registry } = this;
    const upstream = ofOneMoment(sources.upstream);
    addBudgetMetrics(registry, upstream, sources.budgetLimits);
    addUpstreamMetrics(registry, upstream, new URL(sources.posthogUrl).host);
    addSubscriptionMetrics(registry, ofOneMoment(sources.subscriptions));
    addLoadMetrics(registry, sources.load);
    addStoreMetrics(registry, sources.store);
    addFaultMetrics(registry, sources.faults);
  }

  /** Adds what a watcher does. */
  addWatch(read: () => WatchSample): void {
    addWatchMetrics(this.registry, ofOneMoment(read));
  }

  /** What each metric means, without those of Node and of the process; by name. */
  describe(): readonly MetricDescription[] {
    // The types of the library know neither the text of the type nor the labels.
    const all = this.registry.getMetricsAsArray() as unknown as MetricDescription[];
    return all
      .map(({ name, help, type, labelNames }) => ({ name, help, type, labelNames }))
      .toSorted((one, other) => one.name.localeCompare(other.name));
  }

  /** The media type of `text`. */
  get contentType(): string {
    return this.registry.contentType;
  }

  /** All metrics at this moment, for the process that serves those of all workers. */
  async exported(): Promise<ExportedMetrics> {
    const all = [this.registry, processMetrics()].map((one) => one.getMetricsAsJSON());
    return (await Promise.all(all)).flat();
  }

  /** All metrics at this moment, in the text format of Prometheus. */
  text(): Promise<string> {
    return Registry.merge([this.registry, processMetrics()]).metrics();
  }
}
