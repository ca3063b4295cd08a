import { notStored } from '../../../posthog/http/decoding/not-stored.ts';
import { findCreated, isStoredAs, reconcile } from '../../mutations/reconcile.ts';
import type { MutationRun } from '../../mutations/run.ts';
import { afterExperimentWrite } from './after-write.ts';
import { DONE, type LifecycleOutcome } from './lifecycle/outcome.ts';
import { experimentLoader, type ExperimentDetail, type ExperimentRow } from './loader.ts';
import { toExperiment } from './ref.ts';

/** An experiment that was created or may have been created, and how to find it. */
export interface Trace {
  /** The project of the experiment. */
  readonly projectId: string;
  /** Search terms used to find it if the response is lost. */
  readonly recovery: RecoverySearch | (() => Promise<RecoverySearch | null>);
}

/** A call that creates an experiment. */
export interface Creation extends Trace {
  readonly send: () => Promise<ExperimentDetail>;
  /** What is sent, to compare it with what PostHog answers; left out where that is no form of the experiment. */
  readonly sent?: unknown;
}

export interface RecoverySearch {
  /** A part of the experiment's name, for PostHog's search. */
  readonly search: string;
  readonly matches: (row: ExperimentRow) => boolean;
}

/** Search terms for an experiment with exactly this name, and with this flag where it is known. */
export function searchTermsOf(name: string, featureFlagKey?: string | null): RecoverySearch {
  return {
    search: name.trim(),
    matches: (row) =>
      isStoredAs(row.name, name) &&
      (featureFlagKey == null || isStoredAs(row.feature_flag_key, featureFlagKey)),
  };
}

/**
 * Creates an experiment. 1 upstream call; 2 or 3 when the response is lost and the experiment is
 * looked up.
 */
export async function create(run: MutationRun, creation: Creation): Promise<LifecycleOutcome> {
  let detail: ExperimentDetail;
  try {
    detail = await creation.send();
  } catch (failure) {
    return recoverCreated(run, creation, failure);
  }
  await run.context.answeredCreations.add('Experiment', detail);
  return {
    ...DONE,
    experiment: afterExperimentWrite(run.context, creation.projectId, detail),
    notStored: notStored('experiments_create', creation.sent, detail),
  };
}

/**
 * Looks for the experiment that an attempt created when its response was lost.
 * @throws see {@link reconcile}
 */
export async function recoverCreated(
  { context, since }: MutationRun,
  { projectId, recovery }: Trace,
  failure: unknown,
): Promise<LifecycleOutcome> {
  const row = await reconcile(failure, async () => {
    const terms = typeof recovery === 'function' ? await recovery() : recovery;
    if (!terms) return null;
    const { results } = await context.posthog.pages('experiments_list', {
      path: { project_id: projectId },
      query: { search: terms.search, order: '-created_at' },
    });
    return findCreated(context, results, { kind: 'Experiment', since, matches: terms.matches });
  });
  await context.answeredCreations.add('Experiment', row);
  experimentLoader(context).primeRow(projectId, row);
  return { ...DONE, experiment: toExperiment(projectId, row), reconciled: true };
}
