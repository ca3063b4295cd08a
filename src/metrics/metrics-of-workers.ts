import { AggregatorRegistry, Registry } from 'prom-client';
import type { ExportedMetrics } from '../workers/messages.ts';
import type { WorkersSample } from '../workers/worker-pool.ts';
import { workerLabel } from './name.ts';
import { processMetrics } from './process-metrics.ts';
import { addFaultMetrics, type ProcessFaults } from './state/server.ts';
import { addWorkersMetrics } from './state/workers.ts';

export interface MetricsOfWorkersOptions {
  readonly faults: () => ProcessFaults;
  readonly workers: () => WorkersSample;
  /** Asks the workers for their metrics. */
  readonly ofWorkers: () => Promise<readonly ExportedMetrics[]>;
}

/** The metrics of all workers, and of the process that starts them. */
export class MetricsOfWorkers {
  readonly #registry = new Registry();
  readonly #ofWorkers: MetricsOfWorkersOptions['ofWorkers'];

  constructor({ faults, workers, ofWorkers }: MetricsOfWorkersOptions) {
    this.#ofWorkers = ofWorkers;
    addWorkersMetrics(this.#registry, workers);
    addFaultMetrics(this.#registry, faults);
    for (const one of this.#own()) one.setDefaultLabels(workerLabel('primary'));
  }

  /** The media type of `text`. */
  get contentType(): string {
    return this.#registry.contentType;
  }

  /** All metrics at this moment, in the text format of Prometheus. */
  async text(): Promise<string> {
    const own = this.#own().map((one) => one.getMetricsAsJSON());
    const all = await Promise.all([this.#ofWorkers(), ...own]);
    const [ofWorkers, ...ofPrimary] = all;
    const merged = [...ofWorkers, ...ofPrimary].map((metrics) => metrics.map(takenAsTheyAre));
    return AggregatorRegistry.aggregate(merged).metrics();
  }

  #own(): readonly Registry[] {
    return [this.#registry, processMetrics()];
  }
}

/** No two processes have a time series in common, so there is nothing to add up; some metrics would be left out. */
const takenAsTheyAre = (metric: object) => ({ ...metric, aggregator: 'first' });
