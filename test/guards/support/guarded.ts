import { createGraphClient, type GraphClient } from '../../../src/graph-client/graph-client.ts';
import { checkGuards, type GuardRound } from '../../../src/guards/check-guards.ts';
import type { Firing } from '../../../src/guards/firing.ts';
import type { GuardedExperiment } from '../../../src/guards/guarded-experiment.ts';
import type { DeclaredGuards } from '../../../src/guards/resolve/declared.ts';
import { resolveGuards } from '../../../src/guards/resolve/resolve-guards.ts';
import { guardShape, scheduledEndShape } from '../../../src/guards/shape.ts';
import { createMemoryStore } from '../../../src/shared-store/memory-store.ts';
import { createSharedState } from '../../../src/watch-state/shared-state.ts';
import type { WatchState } from '../../../src/watch-state/watch-state.ts';
import { startGraph, type TestGraph, type TestGraphOptions } from '../../support/graph.ts';
import { asColleague, control, type WireObject } from '../../support/sandbox-control.ts';

/** When the clock of the sandbox starts. */
const START = '2026-05-04T09:00:00Z';

/** A sandbox with its clock at `START`, and a watcher's view of it. */
export interface Guarded extends AsyncDisposable {
  readonly graph: TestGraph;
  readonly client: GraphClient;
  readonly state: WatchState;
  /** Every firing that was reported, in order. */
  readonly reported: readonly Firing[];
  /** Runs one round of these guards; `mayAct` is true unless it is given. */
  round(
    guards: readonly GuardedExperiment[],
    options?: {
      readonly mayAct?: () => Promise<boolean>;
      readonly state?: WatchState;
      readonly client?: GraphClient;
      readonly now?: () => Date;
    },
  ): Promise<GuardRound>;
  advance(time: string): Promise<void>;
  /** The experiment at PostHog, as a colleague sees it. */
  experiment(id: number): Promise<WireObject>;
  /** Writes that PostHog received since the start: method and path after the project. */
  writes(): readonly string[];
}

export async function startGuarded(options: TestGraphOptions = {}): Promise<Guarded> {
  const graph = await startGraph({ ...options, sandbox: { now: START, ...options.sandbox } });
  const { sandbox } = graph;
  const client = clientOf(graph);
  const state = createSharedState({
    store: createMemoryStore({ now: Date.now, isShared: true }),
    now: Date.now,
  });
  const reported: Firing[] = [];
  return {
    graph,
    client,
    state,
    reported,
    round: (guards, { mayAct = () => Promise.resolve(true), ...others } = {}) =>
      checkGuards({
        client,
        state,
        guards,
        now: () => sandbox.now(),
        mayAct,
        report: (firing) => {
          reported.push(firing);
          return Promise.resolve();
        },
        ...others,
      }),
    advance: (time) => control(sandbox, 'clock', { advance: time }),
    experiment: (id) => asColleague(sandbox, 'GET', `experiments/${id}/`),
    writes: () =>
      sandbox
        .requests()
        .filter(({ method, path }) => method !== 'GET' && path.startsWith('/api/projects/1/'))
        .map(({ method, path }) => `${method} ${path.replace('/api/projects/1/', '')}`),
    [Symbol.asyncDispose]: () => graph.close(),
  };
}

/** A client as the watcher has one. */
export const clientOf = (graph: TestGraph, key = 'phx_sandbox'): GraphClient =>
  createGraphClient({
    graph,
    authorization: `Bearer ${key}`,
    client: 'watch',
    wait: () => Promise.resolve(),
  });

/** Guards of one experiment by the key of its flag, as a file has them; throws what is wrong with them. */
export async function guardsOf(
  { client }: Pick<Guarded, 'client'>,
  featureFlagKey: string,
  guards: readonly object[],
  scheduledEnd?: object,
): Promise<readonly GuardedExperiment[]> {
  const declared: DeclaredGuards<string> = {
    reference: { featureFlagKey },
    guards: guards.map((guard) => guardShape.parse(guard)),
    scheduledEnd: scheduledEnd && scheduledEndShape.parse(scheduledEnd),
    fault: (path, message) => `${path.join('.')}: ${message}`,
  };
  const { guards: resolved, faults } = await resolveGuards(client, [declared], '1');
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return resolved;
}

/** Makes an experiment harmful, or harmless, from its launch on. */
export const makeTruth = ({ graph }: Guarded, experiment: number, truth: object): Promise<void> =>
  control(graph.sandbox, 'truth', { experiment, ...truth });
