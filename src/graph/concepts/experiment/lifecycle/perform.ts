import { NotFoundError, VersionConflictError } from '../../../../posthog/errors/errors.ts';
import type { OperationId } from '../../../../posthog/api/operations.ts';
import type { PostHogKey } from '../../../core/global-id.ts';
import { InvalidInput } from '../../../mutations/input-faults.ts';
import { reconcile } from '../../../mutations/reconcile.ts';
import type { MutationRun } from '../../../mutations/run.ts';
import { forgetExperiment, afterExperimentWrite } from '../after-write.ts';
import { create, recoverCreated, type Trace } from '../create-with-recovery.ts';
import { experimentLoader, type ExperimentDetail } from '../loader.ts';
import { toExperiment } from '../ref.ts';
import { dryRun } from './dry-run.ts';
import { obstacle } from './evaluate.ts';
import type { ActionOptions, LifecycleInput } from './options.ts';
import { DONE, type LifecycleOutcome } from './outcome.ts';
import { fetchExperimentNow } from '../fetch-now.ts';
import type { ExperimentAction, LifecycleRule } from './rule.ts';
import { stateOf, type LifecycleState } from './state.ts';

/** What is needed to work an action out. */
export interface LifecycleDryRun {
  readonly action: LifecycleRule;
  readonly key: PostHogKey;
  readonly options: ActionOptions;
}

/** An action on one experiment. */
export interface LifecycleAttempt extends LifecycleDryRun {
  readonly action: ExperimentAction;
  /** Of actions that answer a new experiment: where that is, and how to find it. */
  readonly copy?: Trace | undefined;
}

const placeOf = ({ projectId, posthogId }: PostHogKey) => ({
  project_id: projectId,
  id: posthogId,
});

const unknownTo = ({ operation }: LifecycleRule) =>
  new NotFoundError({ operation, message: 'Not found.' });

/** Deleting and restoring are PATCHes: they take the version along, and a deleted row still takes them. */
const isPatch = ({ operation }: LifecycleRule) => operation === 'experiments_partial_update';

/** The calls an action takes when nothing goes wrong. */
export function callsOf(
  action: LifecycleRule,
  { dryRun: isDry, expectedVersion }: Pick<LifecycleInput, 'dryRun' | 'expectedVersion'>,
): readonly OperationId[] {
  if (isDry) return ['experiments_retrieve'];
  const reads = expectedVersion != null && !isPatch(action);
  return reads ? ['experiments_retrieve', action.operation] : [action.operation];
}

/** Answers what an action would do. 1 upstream call, which reads. */
export async function dryRunLifecycleAction(
  run: MutationRun,
  { action, key, options }: LifecycleDryRun,
): Promise<LifecycleOutcome> {
  const row = await fetchExperimentNow(run.context, key);
  if (!row && !isPatch(action)) throw unknownTo(action);
  if (row) experimentLoader(run.context).primeDetail(key.projectId, row);
  if (row) refuseOtherVersion(action, row, options);
  const state = row && stateOf(row);
  if (state) refuseFaults(action, state, options);
  return {
    ...DONE,
    experiment: row && toExperiment(key.projectId, row),
    dryRun: dryRun(action, placeOf(key), options, state, run.context.clock.now),
  };
}

/**
 * Does an action. 1 upstream call; one more with `expectedVersion` where PostHog does not compare it
 * itself, and when the answer does not arrive and is looked for.
 */
export async function perform(
  run: MutationRun,
  attempt: LifecycleAttempt,
): Promise<LifecycleOutcome> {
  const { action, key, options, copy } = attempt;
  const { context } = run;
  await expectVersion(run, attempt);
  const send = () => action.send(context.posthog, placeOf(key), options);
  if (copy) return create(run, { ...copy, send });
  forgetExperiment(context, key);
  try {
    return { ...DONE, experiment: afterExperimentWrite(context, key.projectId, await send()) };
  } catch (failure) {
    return lookAgain(run, attempt, failure);
  }
}

/**
 * Makes sure of the expected version. 1 upstream call, or none where no version is expected or PostHog
 * compares it itself. @throws VersionConflictError NotFoundError InvalidInput
 */
export async function expectVersion(
  { context }: MutationRun,
  { action, key, options }: LifecycleDryRun,
): Promise<void> {
  if (options.expectedVersion == null || isPatch(action)) return;
  const row = await fetchExperimentNow(context, key);
  if (!row) throw unknownTo(action);
  refuseOtherVersion(action, row, options);
}

/** Finds out by reading whether an action happened whose answer did not arrive. */
export async function lookAgain(
  run: MutationRun,
  { action, key, options, copy }: LifecycleAttempt,
  failure: unknown,
): Promise<LifecycleOutcome> {
  const { context } = run;
  if (copy) return recoverCreated(run, copy, failure);
  const found = await reconcile(failure, async () => {
    const row = await fetchExperimentNow(context, key);
    if (!row) return action.hides ? 'gone' : null;
    return action.settled?.(stateOf(row), options, run.since) ? row : null;
  });
  const experiment = found === 'gone' ? null : afterExperimentWrite(context, key.projectId, found);
  return { ...DONE, experiment, reconciled: true };
}

function refuseOtherVersion(
  { operation }: LifecycleRule,
  row: ExperimentDetail,
  { expectedVersion: expected }: ActionOptions,
): void {
  const current = row.version ?? null;
  if (expected == null || current === expected) return;
  if (current === null) {
    throw new InvalidInput([
      {
        path: 'expectedVersion',
        code: 'VERSION_UNSUPPORTED',
        message: 'This PostHog keeps no versions of experiments, so none can be compared.',
      },
    ]);
  }
  throw new VersionConflictError({
    operation,
    message: `The experiment is at version ${current}, not at ${expected}.`,
    currentVersion: current,
    conflictingFields: [],
    conflictingMetricUuids: [],
  });
}

/** PostHog looks at the state first: where that refuses, the preconditions of the dry run say so. */
function refuseFaults(action: LifecycleRule, state: LifecycleState, options: ActionOptions): void {
  const faults = obstacle(action, state, options) ? [] : (action.faults?.(state, options) ?? []);
  if (faults.length > 0) throw new InvalidInput(faults);
}
