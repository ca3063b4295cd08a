import { GraphQLError, OperationTypeNode, type ExecutionResult } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import { priorities } from '../../posthog/budget/admission.ts';
import { outcomes } from '../../posthog/outcomes.ts';
import type { GraphContext } from '../context.ts';
import { coerce, type ExecutionArguments } from './coerced-variables.ts';
import { budgetOf, freshnessOf } from './directives.ts';
import { explain } from './explain.ts';
import { fragmentsOf } from './fragments.ts';
import { priceOf, totalOf, type PlannedCall } from './price.ts';

/** The error of an operation that would take more calls than its own `@budget` allows. */
function overOwnBudget(predicted: number, available: number): GraphQLError {
  const { code, remedy } = outcomes['budget-exceeded'];
  return new GraphQLError(
    `This takes ${predicted} PostHog calls; @budget allows ${available}. Nothing was called.`,
    { extensions: { code, remedy, predicted, available } },
  );
}

/** Calls the plan will really make, when what is kept for the key answers the rest. */
function expected(plan: readonly PlannedCall[], context: GraphContext): number {
  const byOperation = new Map<PlannedCall['operation'], number>();
  for (const { operation, times } of plan) {
    byOperation.set(operation, (byOperation.get(operation) ?? 0) + times);
  }
  let calls = 0;
  for (const [operation, times] of byOperation) {
    calls += Math.max(0, times - context.known.held(operation, times));
  }
  return calls;
}

/** True when the request asks for the price and not for the data. */
function wantsExplanation(params: { extensions?: Record<string, unknown> | undefined }): boolean {
  return params.extensions?.['explain'] === true;
}

/**
 * Prices each operation before it runs: answers the price alone when that is what was asked, holds
 * the operation to its own bounds, and tells the budget what is to come.
 */
export function usePlan(): Plugin<GraphContext> {
  return {
    onExecute({ args, context, setResultAndStopExecution }) {
      const priced = priceFor(args);
      if (!priced) return undefined;
      const { operation, variables, calls } = priced;
      if (wantsExplanation(context.params)) {
        setResultAndStopExecution(explanationOf(calls, context));
        return undefined;
      }
      const { plan, ledger } = context;
      ledger.predicted = totalOf(calls);
      plan.predicted = () => expected(calls, context);
      plan.priority =
        operation.operation === OperationTypeNode.MUTATION ? priorities.mutation : priorities.query;
      plan.freshness = freshnessOf(operation, variables) ?? plan.freshness;
      const budget = budgetOf(operation, variables);
      if (budget) {
        const wanted = plan.predicted();
        if (budget.onExceed === 'PARTIAL') plan.maxCalls = budget.maxCalls;
        else if (wanted > budget.maxCalls) {
          setResultAndStopExecution({ errors: [overOwnBudget(wanted, budget.maxCalls)] });
          return undefined;
        }
      }
      const end = () => plan.end();
      return {
        onExecuteDone({ result }) {
          if (isAsyncIterable(result)) return { onEnd: end };
          end();
          return undefined;
        },
      };
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const priced = priceFor(args);
      if (!priced) return;
      const context = args.contextValue;
      if (wantsExplanation(context.params)) {
        setResultAndStopExecution(explanationOf(priced.calls, context));
      } else {
        context.ledger.predicted = totalOf(priced.calls);
      }
    },
  };
}

/** The operation and its calls; null where variables do not fit, which is the executor's to report. */
function priceFor(args: ExecutionArguments) {
  const { document, schema } = args;
  const read = coerce(args);
  if (!read?.variables) return null;
  const { operation, variables } = read;
  const fragments = fragmentsOf(document);
  return { operation, variables, calls: priceOf({ schema, operation, fragments, variables }) };
}

function explanationOf(calls: readonly PlannedCall[], { known }: GraphContext): ExecutionResult {
  return { data: null, extensions: { explain: explain(calls, (id) => known.held(id)) } };
}
