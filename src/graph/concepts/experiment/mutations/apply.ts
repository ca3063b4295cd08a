import { builder } from '../../../core/builder.ts';
import { InvalidInput } from '../../../mutations/input-faults.ts';
import { ALL_PROBLEMS, mutationField } from '../../../mutations/define-mutation.ts';
import { idempotencyField, projectField } from '../../../mutations/common-inputs.ts';
import { write } from '../../../mutations/write.ts';
import { afterExperimentWrite } from '../after-write.ts';
import { DONE } from '../lifecycle/outcome.ts';
import { numbered } from '../in-project.ts';
import { ExperimentRef, toExperiment } from '../ref.ts';
import { ExperimentPayloadRef, type ExperimentPayload } from '../payload.ts';
import { apply } from '../spec/apply.ts';
import { planCalls } from '../spec/calls.ts';
import { createdBefore, wasCreatedMeanwhile } from '../spec/created-twice.ts';
import { planOf, type Plan } from '../spec/plan.ts';
import { SpecChangeRef, PlanActionEnum } from '../spec/ref.ts';
import { readSpec } from '../spec/shape.ts';

const ApplyExperimentInput = builder.inputType('ApplyExperimentInput', {
  description: 'The spec to apply, and the plan that was reviewed.',
  fields: (t) => ({
    spec: t.field({
      type: 'JSON',
      required: true,
      description: 'The experiment as code, in the form of `Experiment.spec`.',
    }),
    planHash: t.string({
      required: true,
      description: 'The `planHash` that `planExperiment` returned for this spec.',
    }),
    projectId: projectField(t),
    idempotencyKey: idempotencyField(t),
  }),
});

interface ApplyExperimentPayload extends ExperimentPayload {
  readonly plan: Pick<Plan, 'action' | 'changes'>;
}

const Payload = builder.objectRef<ApplyExperimentPayload>('ApplyExperimentPayload').implement({
  description: 'Returned by `applyExperiment` on success.',
  interfaces: [ExperimentPayloadRef],
  fields: (t) => ({
    action: t.field({
      type: PlanActionEnum.ref,
      description: 'The action that was taken.',
      resolve: ({ plan }) => plan.action,
    }),
    changes: t.field({
      type: [SpecChangeRef],
      description: 'Every field that was changed, in the order of the spec.',
      resolve: ({ plan }) => [...plan.changes],
    }),
    duplicateOf: t.field({
      type: ExperimentRef,
      description:
        'The experiment with the same flag and name that somebody else created at the same time, shortly before this one, which then is a draft too many. Null if there is none, or nothing was created. Costs 1 upstream call after a creation.',
      nullable: true,
      extensions: { upstream: { calls: [{ operation: 'experiments_list' }] } },
      resolve: async ({ plan, experiment }, _args, context) => {
        if (plan.action !== 'create' || !experiment) return null;
        const { projectId, row } = experiment;
        const found = await createdBefore(context, projectId, row);
        return found && numbered(context, toExperiment(projectId, found));
      },
    }),
  }),
});

mutationField('applyExperiment', {
  description:
    'Creates or changes an experiment so that it matches a spec. Does nothing if it already does. Only the reviewed plan is applied: if anything has changed since, the result is a ValidationProblem with the code PLAN_CHANGED. Costs 3 to 8 upstream calls, of which the last writes. A creation looks right before it whether somebody else has created the experiment; PostHog allows two all the same, so select `duplicateOf`.',
  input: ApplyExperimentInput,
  payload: Payload,
  problems: ALL_PROBLEMS,
  destructive: true,
  calls: ({ spec }) => [...planCalls(spec), 'experiments_list', 'experiments_partial_update'],
  bringsDetail: true,
  project: 'answered',
  resolve: async (run, input) => {
    const { context, projectId } = run;
    run.raiseFaults();
    const spec = readSpec(input.spec);
    return write(run, {
      send: async () => {
        const plan = await planOf(context, projectId, spec);
        if (plan.hash !== input.planHash) throw otherPlan();
        if (plan.obstacles.length > 0) throw new InvalidInput(plan.obstacles);
        if (plan.existing) {
          const { id, version } = plan.existing;
          run.about({ experiment: { projectId, posthogId: id }, expectedVersion: version });
        }
        if (await wasCreatedMeanwhile(context, plan)) throw otherPlan();
        return { plan, ...(await apply(context, plan)) };
      },
      find: async () => {
        const plan = await planOf(context, projectId, spec);
        return plan.action === 'none' && plan.existing
          ? { plan, row: plan.existing, notStored: [] }
          : null;
      },
      answer: ({ plan, row, notStored }, reconciled) => ({
        ...DONE,
        notStored,
        typename: 'ApplyExperimentPayload',
        plan: { action: plan.action, changes: plan.changes },
        experiment: afterExperimentWrite(context, projectId, row),
        reconciled,
      }),
    });
  },
});

const otherPlan = () =>
  new InvalidInput([
    {
      path: 'planHash',
      code: 'PLAN_CHANGED',
      message: 'The spec or the experiment has changed since the plan was computed. Plan again.',
    },
  ]);
