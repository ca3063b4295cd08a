import { primeRows } from '../../../core/loading/prime-rows.ts';
import { isPostHogFailure, UnsupportedError } from '../../../../posthog/errors/errors.ts';
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

const flagWord = (value: boolean) => (value ? ('true' as const) : ('false' as const));

/** The filters that both of PostHog's endpoints take alike. */
const sharedQuery = ({ filter, field, direction }: Request) => ({
  order: `${direction === 'asc' ? '' : '-'}${field}`,
  ...(filter.search != null && { search: filter.search }),
  ...(filter.active != null && { active: flagWord(filter.active) }),
  ...(filter.hasEvaluationContexts != null && {
    has_evaluation_contexts: flagWord(filter.hasEvaluationContexts),
  }),
});

/** The list's name for a flag's runtime; its `both` is the flag's `all`. */
const runtimes = { server: 'server', client: 'client', all: 'both' } as const;

/**
 * Reads a page of eligible flags from the list of flags. 1 call.
 * @returns undefined on a server before July 2026, which ignores the parameter: a flag of its answer is not eligible
 */
async function fromList(
  context: GraphContext,
  request: Request,
): Promise<ConnectionPage<FullFlag> | undefined> {
  const { createdById, evaluationRuntime } = request.filter;
  const page = await context.posthog.pages(
    'feature_flags_list',
    {
      path: { project_id: request.projectId },
      query: {
        eligible_for_experiment: 'true',
        ...sharedQuery(request),
        ...(createdById != null && { created_by_id: [createdById] }),
        ...(evaluationRuntime != null && { evaluation_runtime: runtimes[evaluationRuntime] }),
      },
    },
    request.window,
  );
  return page.results.every(isEligible) ? page : undefined;
}

/** Reads a page of them from the endpoint that older servers have. 1 call. */
function fromPicker(context: GraphContext, request: Request): Promise<ConnectionPage<FullFlag>> {
  const { createdById, evaluationRuntime } = request.filter;
  const { limit, offset } = request.window;
  return context.posthog.call('experiments_eligible_feature_flags_retrieve', {
    path: { project_id: request.projectId },
    query: {
      limit,
      offset,
      ...sharedQuery(request),
      ...(createdById != null && { created_by_id: createdById }),
      ...(evaluationRuntime != null && { evaluation_runtime: evaluationRuntime }),
    },
  });
}

/** Flags that are read at most where neither endpoint knows which ones are eligible. */
const MAX_ROWS = 1_000;

/**
 * Selects them from the newest flags, for servers with neither. At most 10 calls.
 * @throws UnsupportedError when the project has more flags than are read
 */
async function fromFlags(
  context: GraphContext,
  request: Request,
): Promise<ConnectionPage<FullFlag>> {
  const { search } = request.filter;
  const { results, complete } = await context.posthog.allPages(
    'feature_flags_list',
    {
      path: { project_id: request.projectId },
      query: { type: 'multivariant', ...(search != null && { search }) },
    },
    { maxRows: MAX_ROWS },
  );
  if (!complete) {
    throw new UnsupportedError({
      operation: 'feature_flags_list',
      message: `This PostHog server cannot list eligible flags, and has more than ${MAX_ROWS} flags with variants. Narrow them down with \`search\`.`,
    });
  }
  const eligible = results
    .filter((flag) => isEligible(flag) && matches(flag, request.filter))
    .toSorted(byOrder(request.field, request.direction));
  const { offset, limit } = request.window;
  return { count: eligible.length, results: eligible.slice(offset, offset + limit) };
}

/** Asks an older server, whose list of flags ignores the parameter. */
async function fromOlderServer(context: GraphContext, request: Request) {
  try {
    return await fromPicker(context, request);
  } catch (error) {
    if (isPostHogFailure(error) && error.kind === 'unsupported') return fromFlags(context, request);
    throw error;
  }
}

builder.queryField('eligibleFeatureFlags', (t) =>
  t.field({
    type: FeatureFlagConnection,
    description:
      'Flags that an experiment can use: those with 2 to 20 variants that are not archived. Costs 1 upstream call, and 1 more on servers before July 2026, which only return flags whose first variant is `control`.',
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
    extensions: pageCall('feature_flags_list', { brings: 'detail' }),
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
      const page = (await fromList(context, request)) ?? (await fromOlderServer(context, request));
      primeRows(flagLoader(context), projectId, page.results);
      return toConnection(window, page, (row) => ({ projectId, row }));
    },
  }),
);
