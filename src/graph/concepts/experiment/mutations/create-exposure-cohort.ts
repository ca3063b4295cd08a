import { builder } from '../../../core/builder.ts';
import { lifecycleRules } from '../lifecycle/actions.ts';
import { checkOptions } from '../lifecycle/check-options.ts';
import { DryRunRef, type DryRun } from '../lifecycle/dry-run.ts';
import { lifecycleFields } from '../lifecycle/inputs.ts';
import { callsOf, expectVersion, dryRunLifecycleAction } from '../lifecycle/perform.ts';
import { experimentLoader } from '../loader.ts';
import { fetchExperimentNow } from '../fetch-now.ts';
import { ExperimentRef, toExperiment } from '../ref.ts';
import type { PostHogKey } from '../../../core/global-id.ts';
import { ALL_PROBLEMS, mutationField } from '../../../mutations/define-mutation.ts';
import { findCreated } from '../../../mutations/reconcile.ts';
import { write } from '../../../mutations/write.ts';
import { forgetExperiment } from '../after-write.ts';
import { oneCall } from '../../../planner/field-cost.ts';
import { cohortLoader } from '../../cohort/loader.ts';
import { CohortRef, type CohortNode } from '../../cohort/ref.ts';

const CreateExposureCohortInput = builder.inputType('CreateExposureCohortInput', {
  description: 'The experiment whose exposed people to collect in a cohort.',
  fields: lifecycleFields,
});

interface CreateExposureCohortPayload {
  readonly typename: string;
  readonly key: PostHogKey;
  readonly cohort: CohortNode | null;
  readonly dryRun: DryRun | null;
  readonly reconciled: boolean;
  readonly replayed: boolean;
}

const PAYLOAD = 'CreateExposureCohortPayload';

const Payload = builder.objectRef<CreateExposureCohortPayload>(PAYLOAD).implement({
  description: 'Returned by `createExposureCohort` on success.',
  fields: (t) => ({
    cohort: t.field({
      type: CohortRef,
      description: 'The new cohort. Null after a dry run.',
      nullable: true,
      resolve: ({ cohort }) => cohort,
    }),
    experiment: t.field({
      type: ExperimentRef,
      description:
        'The experiment in its current state. Costs 1 upstream call, because PostHog responds with the cohort only.',
      nullable: true,
      extensions: oneCall('experiments_retrieve', { brings: 'detail' }),
      resolve: async ({ key }, _args, context) => {
        const row = await experimentLoader(context).detail(key);
        return row && toExperiment(key.projectId, row);
      },
    }),
    dryRun: t.field({
      type: DryRunRef,
      description: 'What would have happened. Null unless the input requested a dry run.',
      nullable: true,
      resolve: ({ dryRun }) => dryRun,
    }),
    reconciled: t.exposeBoolean('reconciled', {
      description:
        "True if PostHog's response was lost and reading the experiment back showed that it has the cohort.",
    }),
    replayed: t.exposeBoolean('replayed', {
      description: 'True if this is the response to an earlier call with the same idempotency key.',
    }),
  }),
});

mutationField('createExposureCohort', {
  description:
    'Creates a cohort of everyone exposed to an experiment since its start. Possible once per experiment. Costs 1 upstream call.',
  input: CreateExposureCohortInput,
  payload: Payload,
  problems: ALL_PROBLEMS,
  calls: (options) => callsOf(lifecycleRules.createExposureCohort, options),
  resolve: async (run, options) => {
    const { context, faults } = run;
    const key = run.key('Experiment', options.id);
    checkOptions(faults, options);
    run.raiseFaults();
    run.about({ experiment: key, expectedVersion: options.expectedVersion });
    const dryRunOptions = { action: lifecycleRules.createExposureCohort, key, options };
    const payload = { typename: PAYLOAD, key, dryRun: null, reconciled: false, replayed: false };
    if (options.dryRun) {
      const { dryRun } = await dryRunLifecycleAction(run, dryRunOptions);
      return { ...payload, dryRun, cohort: null };
    }
    const { projectId, posthogId } = key;
    return write(run, {
      send: async () => {
        await expectVersion(run, dryRunOptions);
        forgetExperiment(context, key);
        const { cohort } = await context.posthog.call(
          'experiments_create_exposure_cohort_for_experiment_create',
          { path: { project_id: projectId, id: posthogId } },
        );
        return cohort;
      },
      find: async () => {
        const id = (await fetchExperimentNow(context, key))?.exposure_cohort;
        if (id == null) return null;
        const path = { project_id: projectId, id };
        const cohort = await context.posthog.call('cohorts_retrieve', { path });
        return findCreated(context, [cohort], {
          kind: 'Cohort',
          since: run.since,
          matches: () => true,
        });
      },
      answer: async (row, reconciled) => {
        await context.answeredCreations.add('Cohort', row);
        cohortLoader(context).prime({ projectId, posthogId: row.id }, row);
        return { ...payload, cohort: { projectId, row }, reconciled };
      },
    });
  },
});
