import type { ExecutionResult } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { BudgetState } from '../../posthog/layers/budget/budget.ts';
import type { GraphContext } from '../context/context.ts';

const remaining = (budget: BudgetState | undefined) =>
  budget && { minuteRemaining: budget.minuteRemaining, hourRemaining: budget.hourRemaining };

/** What `extensions.upstream` says: what the operation cost at PostHog, and what is left. */
export function upstreamExtension({ ledger, known }: Pick<GraphContext, 'ledger' | 'known'>) {
  return {
    calls: ledger.calls,
    mispredicted: ledger.mispredicted,
    deduplicated: ledger.deduplicated,
    cacheHits: ledger.cacheHits,
    staleHits: ledger.staleHits,
    retries: ledger.retries,
    predicted: ledger.predicted,
    waitedMs: Math.round(ledger.waitedMs),
    budget: remaining(known.budget()),
  };
}

/** The same for a shared answer, which cost this request nothing. */
export function savedExtension(how: 'cacheHits' | 'deduplicated', budget: BudgetState | undefined) {
  return (answer: { readonly reads: number; readonly predicted: number }) => ({
    calls: 0,
    mispredicted: 0,
    deduplicated: 0,
    cacheHits: 0,
    staleHits: 0,
    retries: 0,
    [how]: answer.reads,
    predicted: answer.predicted,
    waitedMs: 0,
    budget: remaining(budget),
  });
}

/** An answer, or the last part of one, with what it cost. */
export function withUpstream(result: ExecutionResult, context: GraphContext): ExecutionResult {
  return { ...result, extensions: { ...result.extensions, upstream: upstreamExtension(context) } };
}

/** Puts `extensions.upstream` into every executed answer; into the last part of one in parts. */
export function useUpstreamExtension(): Plugin<GraphContext> {
  return {
    onExecute({ args }) {
      const extended = (result: ExecutionResult) => withUpstream(result, args.contextValue);
      return {
        onExecuteDone({ result, setResult }) {
          if (!isAsyncIterable(result)) {
            setResult(extended(result));
            return undefined;
          }
          return {
            onNext({ result: part, setResult: setPart }) {
              if ('hasNext' in part && !part.hasNext) setPart(extended(part));
            },
          };
        },
      };
    },
  };
}
