import type { Plugin } from 'graphql-yoga';
import type { GraphContext } from '../context.ts';

/** What `extensions.upstream` says: what the operation cost at PostHog, and what is left. */
export function upstreamExtension({ ledger, known }: GraphContext) {
  const budget = known.budget();
  return {
    calls: ledger.calls,
    deduplicated: ledger.deduplicated,
    cacheHits: ledger.cacheHits,
    staleHits: ledger.staleHits,
    retries: ledger.retries,
    predicted: ledger.predicted,
    waitedMs: Math.round(ledger.waitedMs),
    budget: budget && {
      minuteRemaining: budget.minuteRemaining,
      hourRemaining: budget.hourRemaining,
    },
  };
}

/** Puts `extensions.upstream` into every executed answer. */
export function useUpstreamExtension(): Plugin<GraphContext> {
  return {
    onExecute({ args }) {
      return {
        onExecuteDone({ result, setResult }) {
          if (Symbol.asyncIterator in result) return;
          const upstream = upstreamExtension(args.contextValue);
          setResult({ ...result, extensions: { ...result.extensions, upstream } });
        },
      };
    },
  };
}
