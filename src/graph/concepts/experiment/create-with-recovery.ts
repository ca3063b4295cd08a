import { findCreated, isStoredAs, reconcile } from '../../mutations/reconcile.ts';
import type { MutationRun } from '../../mutations/run.ts';
import { afterExperimentWrite } from './after-write.ts';
import { DONE, type LifecycleOutcome } from './lifecycle/outcome.ts';
import { experimentLoader, type ExperimentDetail, type ExperimentRow } from './loader.ts';
import { toExperiment } from './ref.ts';

/** An experiment that is made, or may have been. */
export interface Trace {
  /** The project it is in. */
  readonly projectId: string;
  /** Words to find it by when the answer does not arrive. */
  readonly sought: RecoverySearch | (() => Promise<RecoverySearch | null>);
}

/** A call that makes an experiment. */
export interface Creation extends Trace {
  readonly send: () => Promise<ExperimentDetail>;
}

export interface RecoverySearch {
  /** Part of its name, which PostHog searches by. */
  readonly search: string;
  readonly matches: (row: ExperimentRow) => boolean;
}

/** Words for an experiment with exactly this name, and this flag where it is known. */
export function searchTermsOf(name: string, featureFlagKey?: string | null): RecoverySearch {
  return {
    search: name.trim(),
    matches: (row) =>
      isStoredAs(row.name, name) &&
      (featureFlagKey == null || isStoredAs(row.feature_flag_key, featureFlagKey)),
  };
}

/** Makes an experiment. 1 upstream call; 2 or 3 when the answer does not arrive and it is looked for. */
export async function create(run: MutationRun, creation: Creation): Promise<LifecycleOutcome> {
  let detail: ExperimentDetail;
  try {
    detail = await creation.send();
  } catch (failure) {
    return recoverCreated(run, creation, failure);
  }
  run.context.answeredCreations.add('Experiment', detail);
  return { ...DONE, experiment: afterExperimentWrite(run.context, creation.projectId, detail) };
}

/** Looks for what an attempt left whose answer did not arrive. @throws see {@link reconcile} */
export async function recoverCreated(
  { context, since }: MutationRun,
  { projectId, sought }: Trace,
  failure: unknown,
): Promise<LifecycleOutcome> {
  const row = await reconcile(failure, async () => {
    const words = typeof sought === 'function' ? await sought() : sought;
    if (!words) return null;
    const { results } = await context.posthog.pages('experiments_list', {
      path: { project_id: projectId },
      query: { search: words.search, order: '-created_at' },
    });
    return findCreated(context, results, { kind: 'Experiment', since, matches: words.matches });
  });
  context.answeredCreations.add('Experiment', row);
  experimentLoader(context).primeRow(projectId, row);
  return { ...DONE, experiment: toExperiment(projectId, row), reconciled: true };
}
