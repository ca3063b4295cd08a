import { isDeepStrictEqual } from 'node:util';
import { normalSpec } from '../../../../experiment-spec/normal.ts';
import { withGuardrail, withStoredName } from '../../../../experiment-spec/guardrail.ts';
import { metricSpec } from './from-experiment.ts';
import type { Spec } from '../../../../experiment-spec/shape.ts';

/** One field that would change. */
export interface SpecChange {
  /** Dotted path within the spec: `flag.variants`. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Objects that are compared key by key; keys that the spec does not give are left unchanged. */
const NESTED: ReadonlySet<string> = new Set([
  'flag',
  'statsConfig',
  'exposureCriteria',
  'runningTime',
]);

type Fields = Readonly<Record<string, unknown>>;

/**
 * The fields in which an experiment differs from a spec, in the order of the spec.
 * @param current the spec of the existing experiment; null when there is none
 */
export function specDifferences(current: Spec | null, wanted: Spec): SpecChange[] {
  return compare('', normalSpec(current ?? {}), normal(wanted));
}

/**
 * The spec in the form specs of experiments have: metrics without their experiment-specific fields,
 * no undefined values.
 */
export function normal(spec: Spec): Fields {
  const { metrics, secondaryMetrics } = spec;
  return {
    ...normalSpec(spec),
    ...(metrics && { metrics: metrics.map(metricSpec) }),
    ...(secondaryMetrics && {
      // In the form that specs of experiments have: as if it had been stored and read.
      secondaryMetrics: secondaryMetrics.map((metric) =>
        withGuardrail(metricSpec(withStoredName(metric))),
      ),
    }),
  };
}

function compare(prefix: string, current: Fields, wanted: Fields): SpecChange[] {
  return Object.entries(wanted).flatMap(([name, after]): SpecChange[] => {
    if (after === undefined) return [];
    const before = current[name] ?? null;
    const path = `${prefix}${name}`;
    if (prefix === '' && NESTED.has(name)) {
      return compare(`${path}.`, (before ?? {}) as Fields, after as Fields);
    }
    return isSame(name, before, after) ? [] : [{ path, before, after }];
  });
}

/** Lists whose order has no meaning. */
const UNORDERED: ReadonlySet<string> = new Set(['tags', 'excludedVariants', 'sharedMetrics']);

function isSame(name: string, before: unknown, after: unknown): boolean {
  if (UNORDERED.has(name) && Array.isArray(before) && Array.isArray(after)) {
    return isDeepStrictEqual(new Set(before.map(text)), new Set(after.map(text)));
  }
  return isDeepStrictEqual(before, after);
}

/** A guardrail is attached as a secondary metric; what makes it one is stored with the shared metric. */
const text = (value: unknown) =>
  JSON.stringify(value, (key, one: unknown) =>
    key === 'role' && one === 'guardrail' ? 'secondary' : one,
  );
