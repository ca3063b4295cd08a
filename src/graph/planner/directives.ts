import {
  DirectiveLocation,
  getDirectiveValues,
  GraphQLBoolean,
  GraphQLDirective,
  GraphQLEnumType,
  GraphQLInt,
  GraphQLNonNull,
  type OperationDefinitionNode,
} from 'graphql';
import type { FreshnessPolicy } from '../../posthog/request/plan.ts';

const BudgetExceed = new GraphQLEnumType({
  name: 'BudgetExceed',
  description: 'What happens when an operation needs more PostHog calls than allowed.',
  values: {
    FAIL: { description: 'It fails with BUDGET_EXCEEDED before the first call.' },
    PARTIAL: {
      description:
        'It runs until the calls are used up. The remaining fields are null, with BUDGET_SKIPPED in `errors`.',
    },
  },
});

export const BudgetDirective = new GraphQLDirective({
  name: 'budget',
  description: 'Limits the PostHog calls of one operation.',
  locations: [DirectiveLocation.QUERY, DirectiveLocation.MUTATION],
  args: {
    maxCalls: {
      type: new GraphQLNonNull(GraphQLInt),
      description: 'Maximum number of PostHog calls. 0 allows cached data only.',
    },
    onExceed: {
      type: new GraphQLNonNull(BudgetExceed),
      defaultValue: 'FAIL',
      description: 'What happens when the operation needs more.',
    },
  },
});

export const FreshDirective = new GraphQLDirective({
  name: 'fresh',
  description: 'Limits the age of the data used for one operation.',
  locations: [DirectiveLocation.QUERY],
  args: {
    maxAge: {
      type: GraphQLInt,
      description:
        'Maximum age in seconds. 0 reads everything from PostHog again. If omitted, each kind of data has its own default.',
    },
    staleOk: {
      type: new GraphQLNonNull(GraphQLBoolean),
      defaultValue: true,
      description:
        'Whether to accept stale data when PostHog is unavailable or the key is out of calls. False returns an error instead.',
    },
    speculate: {
      type: new GraphQLNonNull(GraphQLBoolean),
      defaultValue: true,
      description:
        'Whether reads that the last run of the operation made may start before this run asks for them, so that a list, its details and their series take one round trip instead of three. A wrong prediction costs a call, counted in `extensions.upstream.mispredicted`.',
    },
  },
});

export interface BudgetOfOperation {
  readonly maxCalls: number;
  readonly onExceed: 'FAIL' | 'PARTIAL';
}

/** The `@budget` of an operation; undefined where it has none. */
export function budgetOf(
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): BudgetOfOperation | undefined {
  return getDirectiveValues(BudgetDirective, operation, variables) as BudgetOfOperation | undefined;
}

/** The arguments of the `@fresh` of an operation; undefined where it has none. */
export function freshnessOf(
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): FreshnessValues | undefined {
  return getDirectiveValues(FreshDirective, operation, variables) as FreshnessValues | undefined;
}

/** The arguments of `@fresh`. */
export interface FreshnessValues {
  /** Seconds. */
  readonly maxAge?: number | null;
  readonly staleOk: boolean;
  readonly speculate: boolean;
}

/** The arguments of `@fresh` as a policy for each read. */
export const policyOf = ({ maxAge, staleOk }: FreshnessValues): FreshnessPolicy => ({
  staleOk,
  ...(maxAge != null && { maxAgeMs: maxAge * 1_000 }),
});
