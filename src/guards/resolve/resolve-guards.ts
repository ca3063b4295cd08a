import { metricsWithName } from '../../experiment-spec/guardrail.ts';
import type { GuardedNamesFragment } from '../../graph-client/generated/graphql.ts';
import type { GraphClient } from '../../graph-client/graph-client.ts';
import type { GuardedExperiment, ResolvedGuard } from '../guarded-experiment.ts';
import type { DeclaredGuards } from './declared.ts';
import { findExperiment } from './find-experiment.ts';

/** What was found of declared guards. */
export interface ResolvedGuards<Fault> {
  readonly guards: readonly GuardedExperiment[];
  /** Names of experiments, metrics and variants that do not exist, and what else is wrong. Guards are used only without any. */
  readonly faults: readonly Fault[];
}

/**
 * Looks for everything that guards name in PostHog. 1 to 3 upstream calls for each experiment.
 * @param projectId number of the project that the experiments are in
 * @throws GraphFailure when PostHog could not be read
 */
export async function resolveGuards<Fault>(
  client: GraphClient,
  declared: readonly DeclaredGuards<Fault>[],
  projectId: string,
): Promise<ResolvedGuards<Fault>> {
  const guards: GuardedExperiment[] = [];
  const faults: Fault[] = [];
  for (const one of declared) {
    // One after another, so that a start takes few of the calls that the key has at one time.
    // oxlint-disable-next-line no-await-in-loop
    const found = await findExperiment(client, one.reference, projectId);
    if (typeof found === 'string') faults.push(one.fault([], found));
    else if (guards.some(({ posthogId }) => posthogId === found.posthogId))
      faults.push(one.fault([], `The experiment "${found.name ?? ''}" appears twice.`));
    else {
      faults.push(...faultsOf(one, found));
      guards.push({
        projectId: found.projectId,
        posthogId: found.posthogId,
        name: found.name ?? '',
        guards: one.guards.map((guard): ResolvedGuard => ({
          guard,
          metricUuid: metricsNamed(found, guard.metric)[0]?.uuid ?? undefined,
        })),
        scheduledEnd: one.scheduledEnd,
      });
    }
  }
  return { guards, faults };
}

/** The metrics with a `uuid` or a name, which may be that of a guardrail in a spec. */
function metricsNamed({ metrics }: GuardedNamesFragment, wanted: string | undefined) {
  if (wanted === undefined) return [];
  const all = (metrics ?? []).flatMap((metric) => metric ?? []);
  const byUuid = all.filter(({ uuid }) => uuid === wanted);
  return byUuid.length > 0 ? byUuid : metricsWithName(all, wanted);
}

const quoted = (names: readonly (string | null | undefined)[]): string =>
  names.map((name) => `"${name ?? ''}"`).join(', ');

/** What guards name that the experiment does not have. */
function faultsOf<Fault>(
  { guards, scheduledEnd, fault }: DeclaredGuards<Fault>,
  found: GuardedNamesFragment,
): Fault[] {
  const faults: Fault[] = [];
  const keys = (found.variants ?? []).map(({ key }) => key);
  const requireVariant = (path: readonly PropertyKey[], variant: string | undefined) => {
    if (variant !== undefined && !keys.includes(variant))
      faults.push(
        fault(path, `The experiment has no variant "${variant}"; it has ${quoted(keys)}.`),
      );
  };
  for (const [index, { metric, variant }] of guards.entries()) {
    requireVariant(['guards', index, 'variant'], variant);
    if (metric === undefined) continue;
    const problem = metricProblem(found, metric);
    if (problem !== undefined) faults.push(fault(['guards', index, 'metric'], problem));
  }
  requireVariant(['scheduledEnd', 'fallback', 'variant'], scheduledEnd?.fallback?.variant);
  return faults;
}

/** Why a guard cannot watch what it names as its metric; undefined where it can. */
function metricProblem(found: GuardedNamesFragment, wanted: string): string | undefined {
  const [metric, another] = metricsNamed(found, wanted);
  if (!metric) {
    const names = (found.metrics ?? []).map((one) => one?.name);
    return `The experiment has no metric "${wanted}"; it has ${names.length === 0 ? 'none' : quoted(names)}.`;
  }
  if (another) return `Several metrics have the name "${wanted}"; use the uuid of one.`;
  if (metric.uuid === null)
    return `The metric "${wanted}" has no uuid, so its results cannot be found.`;
  if (found.isLegacy === true)
    return `The metric "${wanted}" is of the legacy engine, which has no always-valid intervals.`;
  return metric.goal === 'INCREASE' || metric.goal === 'DECREASE'
    ? undefined
    : `The goal of the metric "${wanted}" is not known, so it cannot get worse.`;
}
