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

/** What a dry run of an action needs. */
export interface LifecycleDryRun {
  readonly action: LifecycleRule;
  readonly key: PostHogKey;
  readonly options: ActionOptions;
}

/** An attempt to perform an action on one experiment. */
export interface LifecycleAttempt extends LifecycleDryRun {
  readonly action: ExperimentAction;
  /** For actions that answer a new experiment: its project, and how to find it. */
  readonly copy?: Trace | undefined;
}

const placeOf = ({ projectId, posthogId }: PostHogKey) => ({
  project_id: projectId,
  id: posthogId,
});

const unknownTo = ({ operation }: LifecycleRule) =>
  new NotFoundError({ operation, message: 'Not found.' });

/**
 * Deletions and restorations are PATCHes. They send the expected version along, and PostHog accepts
 * them for deleted rows too.
 */
const isPatch = ({ operation }: LifecycleRule) => operation === 'experiments_partial_update';

/** The calls an action takes when none of them fails. */
export function callsOf(
  action: LifecycleRule,
  { dryRun: isDry, expectedVersion }: Pick<LifecycleInput, 'dryRun' | 'expectedVersion'>,
): readonly OperationId[] {
  if (isDry) return ['experiments_retrieve'];
  const reads = expectedVersion != null && !isPatch(action);
  return reads ? ['experiments_retrieve', action.operation] : [action.operation];
}

/** Predicts what an action would do. 1 upstream call, a read. */
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
 * Performs an action. 1 upstream call; one more with `expectedVersion` where PostHog does not
 * compare it itself, and one more when the response is lost and the outcome is looked up.
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
    const experiment = afterExperimentWrite(context, key.projectId, await send());
    return { ...DONE, ...deletedBy(attempt), experiment };
  } catch (failure) {
    return recoverOutcome(run, attempt, failure);
  }
}

/**
 * Checks the expected version. 1 upstream call, or none where no version is expected or PostHog
 * compares it itself.
 * @throws VersionConflictError NotFoundError InvalidInput
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

/** Reads the experiment to find out whether an action whose response was lost took effect. */
export async function recoverOutcome(
  run: MutationRun,
  attempt: LifecycleAttempt,
  failure: unknown,
): Promise<LifecycleOutcome> {
  const { action, key, options, copy } = attempt;
  const { context } = run;
  if (copy) return recoverCreated(run, copy, failure);
  const found = await reconcile(failure, async () => {
    const row = await fetchExperimentNow(context, key);
    if (!row) return action.hides ? 'deleted' : null;
    return action.settled?.(stateOf(row), options, run.since) ? row : null;
  });
  const experiment =
    found === 'deleted' ? null : afterExperimentWrite(context, key.projectId, found);
  return { ...DONE, ...deletedBy(attempt), experiment, reconciled: true };
}

const deletedBy = ({ action, key }: LifecycleAttempt) => (action.hides ? { deleted: key } : {});

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
        message:
          'This PostHog server does not version experiments, so versions cannot be compared.',
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

/**
 * PostHog checks the state before the options. When a precondition fails, the caller reports that
 * one instead of these faults.
 */
function refuseFaults(action: LifecycleRule, state: LifecycleState, options: ActionOptions): void {
  const faults = obstacle(action, state, options) ? [] : (action.faults?.(state, options) ?? []);
  if (faults.length > 0) throw new InvalidInput(faults);
}
