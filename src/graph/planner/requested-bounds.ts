import {
  coerceInputValue,
  GraphQLError,
  GraphQLInputObjectType,
  type GraphQLDirective,
  type OperationDefinitionNode,
} from 'graphql';
import type { FreshnessPolicy } from '../../posthog/request/plan.ts';
import {
  BudgetDirective,
  budgetOf,
  FreshDirective,
  freshnessOf,
  policyOf,
  type BudgetOfOperation,
  type FreshnessValues,
} from './directives.ts';

/** Header with the calls that a request may make, for requests through a gateway, where directives do not pass. */
export const BUDGET_HEADER = 'x-graph-budget';

/** What limits one operation: its directives, the `extensions` of its request, and the header. */
export interface RequestedBounds {
  readonly budget: BudgetOfOperation | undefined;
  readonly freshness: FreshnessPolicy | undefined;
  /** Whether reads may be begun before they are known to be needed. */
  readonly speculate: boolean;
}

/** Where a request can state its bounds besides the document. */
export interface StatedBounds {
  /** The value of the header; null without it. */
  readonly header: string | null;
  /** `extensions` of the request: `budget` and `fresh` have the arguments of the directives. */
  readonly extensions: Readonly<Record<string, unknown>> | undefined;
}

/**
 * The bounds of an operation. Of several budgets the smallest counts, since each is a promise to somebody: to the author
 * of the document, to the caller, to the operator of a gateway. The freshness is that of the document, else that of
 * `extensions`.
 * @throws GraphQLError BAD_USER_INPUT for a header or an extension that the directive would not accept
 */
export function boundsOf(
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
  { header, extensions }: StatedBounds,
): RequestedBounds {
  const budgets = [
    budgetOf(operation, variables),
    valuesOf(BudgetDirective, extensions?.['budget']) as BudgetOfOperation | undefined,
    header === null ? undefined : budgetOfHeader(header),
  ].filter((budget) => budget !== undefined);
  const fresh = valuesOf(FreshDirective, extensions?.['fresh']) as FreshnessValues | undefined;
  const freshness = freshnessOf(operation, variables) ?? fresh;
  return {
    budget: budgets.toSorted(stricterFirst)[0],
    freshness: freshness && policyOf(freshness),
    speculate: budgets.length === 0 && freshness?.speculate !== false,
  };
}

const stricterFirst = (one: BudgetOfOperation, other: BudgetOfOperation) =>
  one.maxCalls - other.maxCalls ||
  Number(other.onExceed === 'FAIL') - Number(one.onExceed === 'FAIL');

/** `20`, or `20; onExceed=PARTIAL`. */
function budgetOfHeader(text: string): BudgetOfOperation {
  const read = /^\s*(\d{1,9})\s*(?:;\s*onExceed\s*=\s*"?(FAIL|PARTIAL)"?\s*)?$/i.exec(text);
  if (!read)
    throw refused(
      BUDGET_HEADER,
      `The header \`${BUDGET_HEADER}\` is a number of PostHog calls, such as \`20\` or \`20; onExceed=PARTIAL\`.`,
    );
  const onExceed = read[2]?.toUpperCase() === 'PARTIAL' ? 'PARTIAL' : 'FAIL';
  return { maxCalls: Number(read[1]), onExceed };
}

const inputs = new Map<GraphQLDirective, GraphQLInputObjectType>();

/** The arguments of a directive as an input object, so that both are read by the same rules. */
function inputOf(directive: GraphQLDirective): GraphQLInputObjectType {
  const known = inputs.get(directive);
  if (known) return known;
  const fields = Object.fromEntries(
    directive.args.map(({ name, type, defaultValue }) => [name, { type, defaultValue }]),
  );
  const input = new GraphQLInputObjectType({ name: directive.name, fields });
  inputs.set(directive, input);
  return input;
}

function valuesOf(directive: GraphQLDirective, value: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  const place = `extensions.${directive.name}`;
  return coerceInputValue(value, inputOf(directive), (path, _value, { message }) => {
    throw refused(
      [place, ...path].join('.'),
      `\`${place}\` has the arguments of @${directive.name}: ${message}`,
    );
  });
}

const refused = (argument: string, message: string) =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', argument } });
