import { primeRows } from '../../../core/loading/prime-rows.ts';
import { isPostHogFailure } from '../../../../posthog/errors/errors.ts';
import { builder } from '../../../core/builder.ts';
import {
  pageArguments,
  connectionWindow,
  toConnection,
  type ConnectionPage,
  type ConnectionWindow,
} from '../../../core/paging/connection.ts';
import type { GraphContext } from '../../../context/context.ts';
import { EvaluationRuntime } from '../enums.ts';
import { flagLoader, type FullFlag } from '../loader.ts';
import { FeatureFlagConnection } from '../ref.ts';
import { OrderDirection } from '../../../core/order-direction.ts';
import { projectArgument, projectOf } from '../../../core/project-argument.ts';
import { wireEnum } from '../../../core/wire-enum.ts';
import { byOrder, isEligible, matches, type EligibleFilter, type EligibleOrder } from './rule.ts';
import { pageCall } from '../../../planner/field-cost.ts';

const EligibleFlagOrderField = wireEnum(
  'EligibleFeatureFlagOrderField',
  'Fields that eligible flags can be ordered by.',
  {
    created_at: ['CREATED_AT', 'When it was created.'],
    key: ['KEY', "The flag's key."],
    name: ['NAME', 'Name.'],
  },
);

const EligibleFlagFilter = builder.inputType('EligibleFeatureFlagFilter', {
  description: 'Selects eligible flags. All conditions must hold.',
  fields: (t) => ({
    search: t.string({ description: 'Text contained in the key or the name, ignoring case.' }),
    active: t.boolean({
      description: 'True returns only flags that are on, false only flags that are off.',
    }),
    createdById: t.int({ description: "PostHog's number of the account that created the flag." }),
    evaluationRuntime: t.field({
      type: EvaluationRuntime.ref,
      description: 'Where the flag may be evaluated.',
    }),
    hasEvaluationContexts: t.boolean({
      description: 'True returns only flags with evaluation contexts, false only flags without.',
    }),
  }),
});

const EligibleFlagOrder = builder.inputType('EligibleFeatureFlagOrder', {
  description: 'Order of a list of eligible flags.',
  fields: (t) => ({
    field: t.field({
      type: EligibleFlagOrderField.ref,
      description: 'The field to order by.',
      required: true,
    }),
    direction: t.field({
      type: OrderDirection.ref,
      description: 'The direction to order in.',
      required: true,
      defaultValue: 'desc',
    }),
  }),
});

interface Request {
  readonly projectId: string;
  readonly window: ConnectionWindow;
  readonly filter: EligibleFilter;
  readonly field: EligibleOrder;
  readonly direction: 'asc' | 'desc';
}

/** Reads them from PostHog's picker endpoint. */
async function fromPicker(
  context: GraphContext,
  request: Request,
): Promise<ConnectionPage<FullFlag>> {
  const { filter, window } = request;
  return context.posthog.call('experiments_eligible_feature_flags_retrieve', {
    path: { project_id: request.projectId },
    query: {
      limit: window.limit,
      offset: window.offset,
      order: `${request.direction === 'asc' ? '' : '-'}${request.field}`,
      ...(filter.search != null && { search: filter.search }),
      ...(filter.active != null && { active: filter.active ? 'true' : 'false' }),
      ...(filter.createdById != null && { created_by_id: filter.createdById }),
      ...(filter.evaluationRuntime != null && {
        evaluation_runtime: filter.evaluationRuntime,
      }),
      ...(filter.hasEvaluationContexts != null && {
        has_evaluation_contexts: filter.hasEvaluationContexts ? 'true' : 'false',
      }),
    },
  });
}

/** Computes the same answer from the list of all flags, for servers without the picker endpoint. */
async function fromFlags(
  context: GraphContext,
  request: Request,
): Promise<ConnectionPage<FullFlag>> {
  const { results } = await context.posthog.allPages('feature_flags_list', {
    path: { project_id: request.projectId },
    query: { ...(request.filter.search != null && { search: request.filter.search }) },
  });
  const eligible = results
    .filter((flag) => isEligible(flag) && matches(flag, request.filter))
    .toSorted(byOrder(request.field, request.direction));
  const { offset, limit } = request.window;
  return { count: eligible.length, results: eligible.slice(offset, offset + limit) };
}

builder.queryField('eligibleFeatureFlags', (t) =>
  t.field({
    type: FeatureFlagConnection,
    description:
      'Flags that an experiment can use: flags with at least two variants, the first of which is `control`. Costs 1 upstream call. Newer servers have dropped the endpoint; there, the same rule is applied to the list of all flags, at 1 more call per 100 flags.',
    nullable: true,
    args: {
      ...pageArguments(t.arg),
      filter: t.arg({
        type: EligibleFlagFilter,
        description: 'Which flags to return. All if omitted.',
      }),
      orderBy: t.arg({ type: EligibleFlagOrder, description: 'Newest first if omitted.' }),
      projectId: projectArgument(t.arg),
    },
    extensions: pageCall('experiments_eligible_feature_flags_retrieve', { brings: 'detail' }),
    resolve: async (_root, args, context) => {
      const projectId = projectOf(args, context);
      const window = connectionWindow(args);
      const request: Request = {
        projectId,
        window,
        filter: args.filter ?? {},
        field: args.orderBy?.field ?? 'created_at',
        direction: args.orderBy?.direction ?? 'desc',
      };
      const page = await fromPicker(context, request).catch((error: unknown) => {
        if (isPostHogFailure(error) && error.kind === 'unsupported') {
          return fromFlags(context, request);
        }
        throw error;
      });
      primeRows(flagLoader(context), projectId, page.results);
      return toConnection(window, page, (row) => ({ projectId, row }));
    },
  }),
);
