import { isPostHogFailure } from '../../../posthog/errors/errors.ts';
import type { PostHogKey } from '../../core/global-id.ts';
import type { MutationRun } from '../../mutations/run.ts';
import { isUncertain } from '../../mutations/uncertain.ts';
import { isProblem, type Problem } from '../../mutations/problems/problem-of.ts';
import { obstacle } from './lifecycle/evaluate.ts';
import { perform, dryRunLifecycleAction, type LifecycleAttempt } from './lifecycle/perform.ts';
import { asPayload, type ExperimentPayload } from './payload.ts';

export const ITEM_PAYLOAD = 'BulkExperimentItemPayload';

/** The outcome of a bulk action for one experiment. */
export interface BulkOutcome {
  readonly key: PostHogKey;
  /**
   * An Error when the call to PostHog failed; null when the experiment was skipped after an earlier
   * failure.
   */
  readonly result: ExperimentPayload | Problem | Error | null;
}

export interface BulkWork {
  readonly keys: readonly PostHogKey[];
  readonly attempt: Omit<LifecycleAttempt, 'key'>;
  readonly dryRun: boolean;
  readonly stopOnError: boolean;
}

/**
 * Runs an action on many experiments: in parallel, as fast as the client's concurrency limit
 * allows, or one after another when the first failure has to stop the rest.
 */
export async function bulk(run: MutationRun, work: BulkWork): Promise<BulkOutcome[]> {
  const { keys, stopOnError } = work;
  if (!stopOnError) return Promise.all(keys.map((key) => one(run, work, key)));
  const outcomes: BulkOutcome[] = [];
  let isStopped = false;
  for (const key of keys) {
    // oxlint-disable-next-line no-await-in-loop -- the next one waits for how this one ends
    const outcome: BulkOutcome = isStopped ? { key, result: null } : await one(run, work, key);
    outcomes.push(outcome);
    isStopped ||= !isDone(outcome);
  }
  return outcomes;
}

async function one(
  whole: MutationRun,
  { attempt, dryRun }: BulkWork,
  key: PostHogKey,
): Promise<BulkOutcome> {
  const run = whole.item();
  run.about({ experiment: key });
  const act = dryRun ? dryRunLifecycleAction : perform;
  try {
    const result = await run.settle(async () =>
      asPayload(ITEM_PAYLOAD, await act(run, { ...attempt, key })),
    );
    return { key, result };
  } catch (error) {
    // A lost connection for one experiment must not hide the outcomes of the others.
    if (isPostHogFailure(error) || error instanceof Error) return { key, result: error };
    throw error;
  }
}

/** How an outcome is counted. A dry run counts as the outcome it predicts. */
export function kindOf({ result }: BulkOutcome): 'done' | 'refused' | 'failed' | 'skipped' {
  if (result === null) return 'skipped';
  if (result instanceof Error) return 'failed';
  return isProblem(result) || wouldBeRefused(result) ? 'refused' : 'done';
}

function wouldBeRefused({ dryRun }: ExperimentPayload): boolean {
  return dryRun?.before != null && obstacle(dryRun.action, dryRun.before, dryRun.options) !== null;
}

const isDone = (outcome: BulkOutcome) => kindOf(outcome) === 'done';

/** False only when it is certain that the experiment was not changed. */
export const mayHaveChanged = (outcome: BulkOutcome): boolean =>
  isDone(outcome) || isUncertain(outcome.result);
