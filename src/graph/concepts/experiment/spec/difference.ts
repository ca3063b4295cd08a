import { isDeepStrictEqual } from 'node:util';
import { metricSpec } from './from-experiment.ts';
import type { Spec } from './shape.ts';

/** One field that would change. */
export interface SpecChange {
  /** Where in the spec: `flag.variants`. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Objects whose given keys are compared one by one; the others are left as they are. */
const NESTED: ReadonlySet<string> = new Set([
  'flag',
  'statsConfig',
  'exposureCriteria',
  'runningTime',
]);

type Fields = Readonly<Record<string, unknown>>;

/**
 * What differs between an experiment and what a spec wants, field by field, in the order of the spec.
 * @param current the spec of what is there; null when nothing is
 */
export function specDifferences(current: Spec | null, wanted: Spec): SpecChange[] {
  return compare('', current ?? {}, normal(wanted));
}

/** The spec in the form experiments have it: metrics without what is their own, nothing undefined. */
function normal(spec: Spec): Fields {
  const { metrics, secondaryMetrics } = spec;
  return {
    ...spec,
    ...(metrics && { metrics: metrics.map(metricSpec) }),
    ...(secondaryMetrics && { secondaryMetrics: secondaryMetrics.map(metricSpec) }),
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

/** Where the order says nothing. */
const UNORDERED: ReadonlySet<string> = new Set(['tags', 'excludedVariants', 'sharedMetrics']);

function isSame(name: string, before: unknown, after: unknown): boolean {
  if (UNORDERED.has(name) && Array.isArray(before) && Array.isArray(after)) {
    return isDeepStrictEqual(new Set(before.map(text)), new Set(after.map(text)));
  }
  return isDeepStrictEqual(before, after);
}

const text = (value: unknown) => JSON.stringify(value);
