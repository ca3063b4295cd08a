import { operations } from '../../posthog/api/operations.ts';
import { totalOf, type PlannedCall } from './price.ts';

/** What `extensions.explain` answers: what an operation would cost, without calling anything. */
export interface Explanation {
  /** Total upstream calls with an empty cache. */
  readonly calls: number;
  /** Share of the calls a key may make in a minute, in percent. */
  readonly percentOfMinute: number;
  /** One line: which endpoint how often, in the order they are called. */
  readonly summary: string;
  readonly steps: readonly ExplainedCall[];
  /** Scopes the key needs, all together. */
  readonly scopes: readonly string[];
  /** Operations that the role of the caller may not use, where there are any. */
  readonly forbidden?: readonly string[];
  /** How it could cost less. */
  readonly tip: string | null;
}

export interface ExplainedCall {
  /** Where in the answer the field is that causes it. */
  readonly path: string;
  readonly operation: string;
  readonly method: string;
  readonly endpoint: string;
  readonly calls: number;
  readonly scopes: readonly string[];
  /** Fresh answers of this endpoint that are cached for the key: each may save a call. */
  readonly held: number;
}

/** What a plan is compared with. */
export interface ExplainedFor {
  /** Calls a key may make in a minute. */
  readonly callsPerMinute: number;
  /** How many fresh answers of an operation are held for the key. */
  readonly countCached: (operation: PlannedCall['operation']) => number;
  /** Why the caller's role may not use an operation; without it everything may be used. */
  readonly refusalOf?: (operation: PlannedCall['operation']) => Error | undefined;
}

/** Puts a plan into words. */
export function explainPlan(
  plan: readonly PlannedCall[],
  { callsPerMinute, countCached, refusalOf = () => undefined }: ExplainedFor,
): Explanation {
  const calls = totalOf(plan);
  const steps = plan.map(({ path, operation, times }): ExplainedCall => {
    const { method, path: endpoint, scopes } = operations[operation];
    return {
      path,
      operation,
      method,
      endpoint,
      calls: times,
      scopes,
      held: countCached(operation),
    };
  });
  const chain = steps.map(({ operation, calls: times }) => `${operation} ×${times}`).join(' → ');
  const percentOfMinute = Math.round((calls / callsPerMinute) * 1_000) / 10;
  const used = [...new Set(plan.map(({ operation }) => operation))];
  const forbidden = used.filter((operation) => refusalOf(operation) !== undefined);
  return {
    calls,
    percentOfMinute,
    summary: steps.length === 0 ? 'No upstream call.' : `${chain} = ${calls} calls`,
    steps,
    scopes: [...new Set(steps.flatMap(({ scopes }) => scopes))].toSorted(),
    ...(forbidden.length > 0 && { forbidden }),
    tip: tipFor(steps, calls),
  };
}

/** The field whose absence saves most, where it is most of the price. */
function tipFor(steps: readonly ExplainedCall[], calls: number): string | null {
  const dearest = steps.toSorted((a, b) => b.calls - a.calls)[0];
  if (!dearest || dearest.calls <= 1) return null;
  return dearest.calls * 2 >= calls
    ? `Omit \`${dearest.path}\` to save ${dearest.calls} of ${calls} calls, or request fewer rows.`
    : `Request fewer rows: most fields are read once per row.`;
}
