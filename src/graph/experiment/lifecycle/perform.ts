import { NotFoundError } from '../../../posthog/errors.ts';
import type { OperationId } from '../../../posthog/operations.ts';
import type { PostHogKey } from '../../global-id.ts';
import { InvalidInput } from '../../mutation/faults.ts';
import { reconcile, safelyBefore } from '../../mutation/reconcile.ts';
import type { MutationRun } from '../../mutation/run.ts';
import { experimentTouched, experimentWritten } from '../../mutation/written.ts';
import type { Problem } from '../../problems/problem-of.ts';
import { versionConflict } from '../../problems/version-conflict.ts';
import { create, findCreated, type Trace } from '../created.ts';
import { experimentLoader, type ExperimentDetail } from '../loader.ts';
import { toExperiment } from '../ref.ts';
import { dryRun } from './dry-run.ts';
import { obstacle } from './evaluate.ts';
import type { ActionOptions, LifecycleInput } from './options.ts';
import { DONE, type Performed } from './performed.ts';
import { readExperiment } from '../read.ts';
import type { ExperimentAction } from './rule.ts';
import { stateOf, type LifecycleState } from './state.ts';

/** An action on one experiment. */
export interface Attempt {
  readonly action: ExperimentAction;
  readonly key: PostHogKey;
  readonly options: ActionOptions;
  /** Of actions that answer a new experiment: where that is, and how to find it. */
  readonly copy?: Omit<Trace, 'keyed'> | undefined;
}

const placeOf = ({ projectId, posthogId }: PostHogKey) => ({
  project_id: projectId,
  id: posthogId,
});

const unknownTo = ({ operation }: ExperimentAction) =>
  new NotFoundError({ operation, message: 'Not found.' });

const isKeyed = ({ idempotencyKey }: ActionOptions) => idempotencyKey != null;

/** Deleting and restoring are PATCHes: they take the version along, and a deleted row still takes them. */
const isPatch = ({ operation }: ExperimentAction) => operation === 'experiments_partial_update';

/** The calls an action takes when nothing goes wrong. */
export function callsOf(
  action: ExperimentAction,
  { dryRun: isDry, expectedVersion }: Pick<LifecycleInput, 'dryRun' | 'expectedVersion'>,
): readonly OperationId[] {
  if (isDry) return ['experiments_retrieve'];
  const reads = expectedVersion != null && !isPatch(action);
  return reads ? ['experiments_retrieve', action.operation] : [action.operation];
}

/** Answers what an action would do. 1 upstream call, which reads. */
export async function rehearse(
  run: MutationRun,
  { action, key, options }: Attempt,
): Promise<Performed | Problem> {
  const row = await readExperiment(run.context, key);
  if (!row && !isPatch(action)) throw unknownTo(action);
  if (row) experimentLoader(run.context).primeDetail(key.projectId, row);
  const stale = row && versionProblem(row, options);
  if (stale) return stale;
  const state = row && stateOf(row);
  if (state) refuseFaults(action, state, options);
  return {
    ...DONE,
    experiment: row && toExperiment(key.projectId, row),
    dryRun: dryRun(action, placeOf(key), options, state, run.context.now),
  };
}

/**
 * Does an action. 1 upstream call; one more with `expectedVersion` where PostHog does not compare it
 * itself, and when the answer does not arrive and is looked for.
 */
export async function perform(run: MutationRun, attempt: Attempt): Promise<Performed | Problem> {
  const { action, key, options, copy } = attempt;
  const { context } = run;
  if (options.expectedVersion != null && !isPatch(action)) {
    const row = await readExperiment(context, key);
    if (!row) throw unknownTo(action);
    const stale = versionProblem(row, options);
    if (stale) return stale;
  }
  const send = () => action.send(context.posthog, placeOf(key), options);
  if (copy) return create(run, { ...copy, keyed: isKeyed(options), send });
  experimentTouched(context, key);
  try {
    return { ...DONE, experiment: experimentWritten(context, key.projectId, await send()) };
  } catch (failure) {
    return lookAgain(run, attempt, failure);
  }
}

/** Finds out by reading whether an action happened whose answer did not arrive. */
export async function lookAgain(
  run: MutationRun,
  { action, key, options, copy }: Attempt,
  failure: unknown,
): Promise<Performed> {
  const { context } = run;
  const keyed = isKeyed(options);
  if (copy) return findCreated(run, { ...copy, keyed }, failure);
  const since = safelyBefore(context.now, keyed);
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

/** PostHog looks at the state first: where that refuses, the preconditions of the dry run say so. */
function refuseFaults(
  action: ExperimentAction,
  state: LifecycleState,
  options: ActionOptions,
): void {
  const faults = obstacle(action, state) ? [] : (action.faults?.(state, options) ?? []);
  if (faults.length > 0) throw new InvalidInput(faults);
}
