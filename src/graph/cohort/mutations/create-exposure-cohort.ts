import { builder } from '../../builder.ts';
import { lifecycleRules } from '../../experiment/lifecycle/actions.ts';
import { checkOptions } from '../../experiment/lifecycle/check-options.ts';
import { DryRunRef, type DryRun } from '../../experiment/lifecycle/dry-run.ts';
import { lifecycleFields } from '../../experiment/lifecycle/fields.ts';
import { callsOf, expectVersion, rehearse } from '../../experiment/lifecycle/perform.ts';
import { experimentLoader } from '../../experiment/loader.ts';
import { readExperiment } from '../../experiment/read.ts';
import { ExperimentRef, toExperiment } from '../../experiment/ref.ts';
import type { PostHogKey } from '../../global-id.ts';
import { ALL_PROBLEMS, mutationField } from '../../mutation/field.ts';
import { safelyBefore } from '../../mutation/reconcile.ts';
import { write } from '../../mutation/write.ts';
import { experimentTouched } from '../../mutation/written.ts';
import { projectOf } from '../../project/argument.ts';
import { oneCall } from '../../upstream/field-cost.ts';
import { cohortLoader } from '../loader.ts';
import { CohortRef, type CohortNode } from '../ref.ts';

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
    const project = faults.reading('projectId', () => projectOf(options, context)) ?? '';
    const key = faults.key('Experiment', options.id, project, 'id');
    checkOptions(run, options);
    faults.raise();
    run.about({ experiment: key, expectedVersion: options.expectedVersion });
    const rehearsal = { action: lifecycleRules.createExposureCohort, key, options };
    const payload = { typename: PAYLOAD, key, dryRun: null, reconciled: false, replayed: false };
    if (options.dryRun) {
      const { dryRun } = await rehearse(run, rehearsal);
      return { ...payload, dryRun, cohort: null };
    }
    const { projectId, posthogId } = key;
    const since = safelyBefore(context.clock.now, options.idempotencyKey != null);
    return write(run, {
      idempotencyKey: options.idempotencyKey,
      input: { ...options, projectId },
      send: async () => {
        await expectVersion(run, rehearsal);
        experimentTouched(context, key);
        const { cohort } = await context.posthog.call(
          'experiments_create_exposure_cohort_for_experiment_create',
          { path: { project_id: projectId, id: posthogId } },
        );
        return cohort;
      },
      find: async () => {
        const id = (await readExperiment(context, key))?.exposure_cohort;
        if (id == null) return null;
        const path = { project_id: projectId, id };
        const cohort = await context.posthog.call('cohorts_retrieve', { path });
        const made = Date.parse(cohort.created_at ?? '');
        return made >= since.getTime() ? cohort : null;
      },
      answer: (row, reconciled) => {
        cohortLoader(context).prime({ projectId, posthogId: row.id }, row);
        return { ...payload, cohort: { projectId, row }, reconciled };
      },
    });
  },
});
