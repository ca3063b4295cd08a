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
  description: 'What happens when an operation would take more PostHog calls than it may.',
  values: {
    FAIL: { description: 'It fails with BUDGET_EXCEEDED before the first call.' },
    PARTIAL: {
      description:
        'It runs until the calls are used up; fields left without are null with BUDGET_SKIPPED.',
    },
  },
});

export const BudgetDirective = new GraphQLDirective({
  name: 'budget',
  description: 'Bounds the PostHog calls of one operation.',
  locations: [DirectiveLocation.QUERY, DirectiveLocation.MUTATION],
  args: {
    maxCalls: {
      type: new GraphQLNonNull(GraphQLInt),
      description: 'PostHog calls the operation may take; 0 asks for what is kept only.',
    },
    onExceed: {
      type: new GraphQLNonNull(BudgetExceed),
      defaultValue: 'FAIL',
      description: 'What happens when it would take more.',
    },
  },
});

export const FreshDirective = new GraphQLDirective({
  name: 'fresh',
  description: 'Says how old the answers of one operation may be.',
  locations: [DirectiveLocation.QUERY],
  args: {
    maxAge: {
      type: GraphQLInt,
      description:
        'Seconds; 0 asks PostHog again for everything. Left out, each kind of data has its own default.',
    },
    staleOk: {
      type: new GraphQLNonNull(GraphQLBoolean),
      defaultValue: true,
      description:
        'False prefers an error to an answer past its time when PostHog cannot be asked.',
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
    { maxAge?: number | null; staleOk: boolean } | undefined;
  return (
    values && {
      staleOk: values.staleOk,
      ...(values.maxAge != null && { maxAgeMs: values.maxAge * 1_000 }),
    }
  );
}
