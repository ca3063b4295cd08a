import { Counter, Gauge, type Registry } from 'prom-client';
import { metricName } from './name.ts';

/** One time series of a sampled metric: its value and the labels that identify it. */
export interface SampledValue {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

interface SampledMetric {
  /** Without the prefix. */
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
  /** Called when metrics are read. */
  readonly read: () => number | readonly SampledValue[];
}

/** Adds a gauge whose values are read when metrics are. A series that is not read any more disappears. */
export function addGauge(registry: Registry, { name, help, labels = [], read }: SampledMetric) {
  const gauge = new Gauge({
    name: metricName(name),
    help,
    labelNames: labels,
    registers: [registry],
    collect() {
      gauge.reset();
      for (const { labels = {}, value } of valuesOf(read())) gauge.set(labels, value);
    },
  });
}

/** Adds a counter that something else counts. */
export function addCounter(registry: Registry, { name, help, labels = [], read }: SampledMetric) {
  const counter = new Counter({
    name: metricName(name),
    help,
    labelNames: labels,
    registers: [registry],
    collect() {
      counter.reset();
      for (const { labels = {}, value } of valuesOf(read())) counter.inc(labels, value);
    },
  });
}

const valuesOf = (read: number | readonly SampledValue[]): readonly SampledValue[] =>
  typeof read === 'number' ? [{ value: read }] : read;

/** Reads once for all metrics of a scrape, so that their values are of the same moment. */
export function ofOneMoment<Value>(read: () => Value): () => Value {
  let known: { readonly value: Value } | undefined;
  return () => {
    if (!known) {
      known = { value: read() };
      setImmediate(() => {
        known = undefined;
      });
    }
    return known.value;
  };
}
