import { GraphQLError, OperationTypeNode, type ExecutionResult } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import { failureTable } from '../../posthog/errors/failure-table.ts';
import {
  ASK_POSTHOG,
  priorities,
  type Forecast,
  type FreshnessPolicy,
  type RequestPlan,
} from '../../posthog/request/plan.ts';
import type { GraphContext, KnownOfKey } from '../context/context.ts';
import { coerce, type ExecutionArguments } from './coerced-variables.ts';
import type { BudgetOfOperation } from './directives.ts';
import { explainPlan } from './explain.ts';
import { fragmentsOf } from './fragments.ts';
import { nameOfRun } from './name-of-run.ts';
import { refusedIntrospection, withoutSuggestions } from './introspection.ts';
import { totalOf, type PlannedCall, type PricedDocument } from './price.ts';
import { priceCache } from './price-cache.ts';
import { boundsOf } from './requested-bounds.ts';
import { withinLimit } from './result-size.ts';

/** The error of an operation that would take more calls than its own budget allows. */
function overOwnBudget(predicted: number, available: number): GraphQLError {
  const { code, remedy } = failureTable['budget-exceeded'];
  return new GraphQLError(
    `This operation needs ${predicted} PostHog calls, but its budget allows ${available}. No call was made.`,
    { extensions: { code, remedy, predicted, available } },
  );
}

/** The calls a plan will make when cached answers of the key serve the rest. */
class Expected implements Forecast {
  readonly #plan: readonly PlannedCall[];
  readonly #known: KnownOfKey;
  readonly #usesCache: boolean;

  constructor(plan: readonly PlannedCall[], known: KnownOfKey, { maxAgeMs }: FreshnessPolicy) {
    this.#plan = plan;
    this.#known = known;
    this.#usesCache = maxAgeMs !== 0;
  }

  calls(): number {
    const byOperation = new Map<PlannedCall['operation'], number>();
    for (const { operation, times } of this.#plan) {
      byOperation.set(operation, (byOperation.get(operation) ?? 0) + times);
    }
    let calls = 0;
    for (const [operation, times] of byOperation) {
      const cached = this.#usesCache ? this.#known.countCached(operation, times) : 0;
      calls += Math.max(0, times - cached);
    }
    return calls;
  }
}

/** The part of a request beside its document that a plan depends on. */
interface RequestParams {
  readonly extensions?: Record<string, unknown> | undefined;
}

/** True when the request asks for the price and not for the data. */
export function wantsExplanation(params: RequestParams): boolean {
  return params.extensions?.['explain'] === true;
}

/**
 * Prices an operation before it runs, enforces its own limits, and announces its calls to the budget.
 * @returns the answer to give instead of running it
 */
export function plan(
  operation: PricedDocument,
  context: GraphContext,
  { extensions }: RequestParams = {},
): ExecutionResult | undefined {
  const hidden = refusedIntrospection(operation, context.known);
  if (hidden) return { errors: [hidden] };
  const calls = priceOf(operation, context);
  if (calls instanceof GraphQLError) return { errors: [calls] };
  const bounds = orRefusal(() =>
    boundsOf(operation.operation, operation.variables, {
      header: context.budgetHeader,
      extensions,
    }),
  );
  if (bounds instanceof GraphQLError) return { errors: [bounds] };
  context.ledger.predicted = totalOf(calls);
  const { budget } = bounds;
  const way = wayOf(operation, context, bounds.freshness);
  const forecast = new Expected(calls, context.known, way.freshness);
  context.planned.decide({
    ...way,
    forecast,
    maxCalls: boundOf(operation, budget),
    speculatesOn: bounds.speculate ? speculationName(operation, calls, context) : undefined,
  });
  if (!budget || budget.onExceed === 'PARTIAL') return undefined;
  const wanted = forecast.calls();
  return wanted > budget.maxCalls
    ? { errors: [overOwnBudget(wanted, budget.maxCalls)] }
    : undefined;
}

/**
 * The name by which the reads of an operation's last run are found; undefined where none may be begun ahead: there is
 * nothing to gain for a single call, a budget of its own leaves no call for a wrong prediction, and what nobody waits
 * for need not be quick.
 */
function speculationName(
  operation: PricedDocument,
  calls: readonly PlannedCall[],
  { credential, planned }: GraphContext,
): string | undefined {
  if (operation.operation.operation !== OperationTypeNode.QUERY) return undefined;
  if (planned.plan.priority !== priorities.query) return undefined;
  if (credential === undefined || calls.length < 2) return undefined;
  const run = nameOfRun(operation);
  return run && `${credential} ${run}`;
}

/**
 * The calls that an operation may make. A query never makes more than its budget: what the cache has of other objects was
 * counted as if it were of those that are asked for. A mutation that has been started is not stopped halfway.
 */
function boundOf({ operation }: PricedDocument, budget: BudgetOfOperation | undefined): number {
  const isMutation = operation.operation === OperationTypeNode.MUTATION;
  if (!budget || (isMutation && budget.onExceed === 'FAIL')) return Infinity;
  return budget.maxCalls;
}

/** Who goes first, and how old an answer may be: what a write is decided on, and shown after it, is as PostHog has it now. */
function wayOf(
  { operation }: PricedDocument,
  { planned }: GraphContext,
  requested: FreshnessPolicy | undefined,
): Pick<RequestPlan, 'priority' | 'freshness'> {
  if (operation.operation === OperationTypeNode.MUTATION)
    return { priority: priorities.mutation, freshness: ASK_POSTHOG };
  const freshness = requested ?? planned.plan.freshness;
  return { priority: planned.plan.priority, freshness };
}

/** Plans each operation before it runs, or answers the price alone when that is what was asked. */
export function usePlan(): Plugin<GraphContext> {
  return {
    onExecute({ args, context, setExecuteFn, setResultAndStopExecution }) {
      const priced = pricedOf(args, context);
      if (!priced) return undefined;
      if ('errors' in priced) {
        // Not run, and masked and extended like any answer.
        setExecuteFn(() => priced);
        return undefined;
      }
      const answer = wantsExplanation(context.params)
        ? explanationOf(priced, context)
        : plan(priced, context, context.params);
      if (answer) {
        setResultAndStopExecution(answer);
        return undefined;
      }
      const end = () => context.planned.end();
      return {
        onExecuteDone({ result, setResult }) {
          if (isAsyncIterable(result)) {
            return {
              onEnd: end,
              onNext: ({ result: part, setResult: setPart }) => {
                setPart(withinLimit(part, context));
              },
            };
          }
          setResult(withinLimit(result, context));
          end();
          return undefined;
        },
      };
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const context = args.contextValue;
      const priced = pricedOf(args, context);
      if (!priced || 'errors' in priced) return;
      if (wantsExplanation(context.params)) {
        setResultAndStopExecution(explanationOf(priced, context));
        return;
      }
      const calls = priceOf(priced, context);
      if (calls instanceof GraphQLError) setResultAndStopExecution({ errors: [calls] });
      else context.ledger.predicted = totalOf(calls);
    },
  };
}

/** What is to be priced, or what is wrong with the variables; null without an operation. */
function pricedOf(
  args: ExecutionArguments,
  context: GraphContext,
): PricedDocument | { readonly errors: readonly GraphQLError[] } | null {
  const { document, schema } = args;
  const read = coerce(args);
  if (!read) return null;
  const { operation, variables, errors = [] } = read;
  if (!variables)
    return { errors: context.known.mayIntrospect ? errors : errors.map(withoutSuggestions) };
  const selections = { schema, fragments: fragmentsOf(document), variables };
  return { ...selections, operation, ...projectOfPrice(context) };
}

/** What the price of an operation depends on besides the document. */
export function projectOfPrice({ projectId, currentProject }: GraphContext) {
  return { projectId, knowsCurrentProject: currentProject.known() !== undefined };
}

/** The price of an operation, or why it is refused. */
function priceOf(
  priced: PricedDocument,
  { known }: GraphContext,
): readonly PlannedCall[] | GraphQLError {
  return orRefusal(() => priceCache.of(priced, known.isAccepted()));
}

/** What a function returns, or the error by which it refuses the request. */
function orRefusal<Value>(read: () => Value): Value | GraphQLError {
  try {
    return read();
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

function explanationOf(priced: PricedDocument, context: GraphContext): ExecutionResult {
  const calls = priceOf(priced, context);
  if (calls instanceof GraphQLError) return { errors: [calls] };
  return {
    data: null,
    extensions: { explain: explainPlan(calls, context.known) },
  };
}
