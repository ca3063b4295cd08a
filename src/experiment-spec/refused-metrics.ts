import { isFields, type Fields } from './fields.ts';
import { isLegacyKind } from './metric-shape.ts';
import type { SpecProblem } from './problem.ts';

type Path = SpecProblem['path'];

/** What each type of metric is computed from. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  mean: ['source'],
  funnel: ['series'],
  ratio: ['numerator', 'denominator'],
  retention: ['start_event', 'completion_event'],
};

/** What each kind of source needs. */
const NEEDED_OF_KIND: Readonly<Record<string, readonly string[]>> = {
  ActionsNode: ['id'],
  ExperimentDataWarehouseNode: [
    'table_name',
    'timestamp_field',
    'data_warehouse_join_key',
    'events_join_key',
  ],
};

/** Why PostHog certainly refuses a metric that it has not stored, whatever its version. */
export function refusedMetric(metric: Fields, path: Path): SpecProblem[] {
  const { kind, metric_type: type } = metric;
  if (isLegacyKind(kind) || typeof type !== 'string') return [];
  return (NEEDED[type] ?? []).flatMap((name): SpecProblem[] => {
    const value = metric[name];
    const at = [...path, name];
    if (value == null) return [required(at, `A ${type} metric needs ${name}.`)];
    if (!Array.isArray(value)) return refusedSource(value, at);
    if (name === 'series' && value.length === 0)
      return [required(at, 'A funnel metric needs at least one step after the exposure.')];
    return value.flatMap((step, index) => refusedSource(step, [...at, index]));
  });
}

function refusedSource(value: unknown, path: Path): SpecProblem[] {
  // Something else than an object is a problem of its own.
  if (!isFields(value)) return [];
  const { kind } = value;
  if (kind == null)
    return [required([...path, 'kind'], 'It is required, such as "kind: EventsNode".')];
  // PostHog takes it for every event, which a name that was forgotten does not mean.
  if (kind === 'EventsNode' && !Object.hasOwn(value, 'event'))
    return [required([...path, 'event'], 'It is required; "event: null" stands for all events.')];
  return missing(value, typeof kind === 'string' ? (NEEDED_OF_KIND[kind] ?? []) : [], path);
}

/** Why PostHog certainly refuses what counts as an exposure. */
export function refusedExposure(value: unknown, path: Path): SpecProblem[] {
  if (!isFields(value)) return [];
  return missing(value, value['kind'] === 'ActionsNode' ? ['id'] : ['event', 'properties'], path);
}

const missing = (value: Fields, names: readonly string[], path: Path): SpecProblem[] =>
  names
    .filter((name) => value[name] == null)
    .map((name) => required([...path, name], 'It is required.'));

const required = (path: Path, message: string): SpecProblem => ({
  path,
  code: 'REQUIRED',
  message,
});
