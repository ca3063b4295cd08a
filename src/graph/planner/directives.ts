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

/** The `@fresh` of an operation as a policy; undefined where it has none. */
export function freshnessFromDirective(
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): FreshnessPolicy | undefined {
  const values = getDirectiveValues(FreshDirective, operation, variables) as
    FreshnessValues | undefined;
  return values && policyOf(values);
}

/** The arguments of `@fresh`. */
export interface FreshnessValues {
  /** Seconds. */
  readonly maxAge?: number | null;
  readonly staleOk: boolean;
}

export const policyOf = ({ maxAge, staleOk }: FreshnessValues): FreshnessPolicy => ({
  staleOk,
  ...(maxAge != null && { maxAgeMs: maxAge * 1_000 }),
});
