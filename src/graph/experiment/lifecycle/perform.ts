import { NotFoundError } from '../../../posthog/errors.ts';
import type { PostHogKey } from '../../global-id.ts';
import { InvalidInput } from '../../mutation/faults.ts';
import type { MutationRun } from '../../mutation/run.ts';
import { experimentTouched, experimentWritten } from '../../mutation/written.ts';
import type { Problem } from '../../problems/problem-of.ts';
import { versionConflict } from '../../problems/version-conflict.ts';
import { experimentLoader, type ExperimentDetail } from '../loader.ts';
import { toExperiment, type ExperimentNode } from '../ref.ts';
import { dryRun, type DryRun } from './dry-run.ts';
import { obstacle } from './evaluate.ts';
import type { ActionOptions } from './options.ts';
import { readExperiment, reconcile, safelyBefore } from './reconcile.ts';
import type { ExperimentAction } from './rule.ts';
import { stateOf } from './state.ts';

/** What came of an action that was not refused. */
export interface Performed {
  /** As it is now; null only where it cannot be read: deleted and seen to be gone, or a dry run on a deleted one. */
  readonly experiment: ExperimentNode | null;
  readonly dryRun: DryRun | null;
  readonly reconciled: boolean;
  readonly replayed: boolean;
}

const DONE = { dryRun: null, reconciled: false, replayed: false } as const;

const placeOf = ({ projectId, posthogId }: PostHogKey) => ({
  project_id: projectId,
  id: posthogId,
});

const unknownTo = (action: ExperimentAction) =>
  new NotFoundError({ operation: action.operation, message: 'Not found.' });

/** PATCH takes the version along, so PostHog compares it itself and nobody can come between. */
const comparesVersion = ({ operation }: ExperimentAction) =>
  operation === 'experiments_partial_update';

/** Answers what an action would do. 1 upstream call, which reads. */
export async function rehearse(
  run: MutationRun,
  action: ExperimentAction,
  key: PostHogKey,
  options: ActionOptions,
): Promise<Performed | Problem> {
  const row = await readExperiment(run.context, key);
  if (!row && action.operation !== 'experiments_partial_update') throw unknownTo(action);
  if (row) experimentLoader(run.context).primeDetail(key.projectId, row);
  const stale = row && versionProblem(row, options);
  if (stale) return stale;
  const state = row && stateOf(row);
  refuseFaults(action, state, options);
  return {
    ...DONE,
    experiment: row && toExperiment(key.projectId, row),
    dryRun: dryRun(action, placeOf(key), options, state, run.context.now),
  };
}

/** Does an action. 1 upstream call; 2 with `expectedVersion` where PostHog does not compare itself, or when reconciling. */
export async function perform(
  run: MutationRun,
  action: ExperimentAction,
  key: PostHogKey,
  options: ActionOptions,
): Promise<Performed | Problem> {
  const { context } = run;
  if (options.expectedVersion != null && !comparesVersion(action)) {
    const row = await readExperiment(context, key);
    if (!row) throw unknownTo(action);
    const stale = versionProblem(row, options);
    if (stale) return stale;
  }
  experimentTouched(context, key);
  try {
    const detail = await action.send(context.posthog, placeOf(key), options);
    return { ...DONE, experiment: experimentWritten(context, key.projectId, detail) };
  } catch (failure) {
    return lookAgain(run, action, key, options, failure);
  }
}

/** Finds out by reading whether an action happened whose answer did not arrive. 1 upstream call. */
export async function lookAgain(
  { context }: MutationRun,
  action: ExperimentAction,
  key: PostHogKey,
  options: ActionOptions,
  failure: unknown,
): Promise<Performed> {
  const since = safelyBefore(context.now);
  const found = await reconcile(failure, async () => {
    const row = await readExperiment(context, key);
    if (!row) return action.hides ? 'gone' : null;
    return action.settled?.(stateOf(row), options, since) ? row : null;
  });
  const experiment = found === 'gone' ? null : experimentWritten(context, key.projectId, found);
  return { ...DONE, experiment, reconciled: true };
}

function versionProblem(row: ExperimentDetail, { expectedVersion: expected }: ActionOptions) {
  const current = row.version ?? null;
  if (expected == null || current === expected) return null;
  if (current === null) {
    throw new InvalidInput([
      {
        path: 'expectedVersion',
        code: 'VERSION_UNSUPPORTED',
        message: 'This PostHog keeps no versions of experiments, so none can be compared.',
      },
    ]);
  }
  return versionConflict({
    message: `The experiment is at version ${current}, not at ${expected}.`,
    expected,
    current,
  });
}

function refuseFaults(
  action: ExperimentAction,
  state: ReturnType<typeof stateOf> | null,
  options: ActionOptions,
): void {
  // PostHog looks at the state first: where that refuses, the dry run says so.
  const faults = state && !obstacle(action, state) ? (action.faults?.(state, options) ?? []) : [];
  if (faults.length > 0) throw new InvalidInput(faults);
}
