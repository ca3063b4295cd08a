import type { Plugin } from 'graphql-yoga';
import type { GraphContext } from '../context.ts';

/** Puts `extensions.upstream` into every executed answer: what the operation cost at PostHog. */
export function useUpstreamExtension(): Plugin<GraphContext> {
  return {
    onExecute({ args }) {
      const { ledger } = args.contextValue;
      return {
        onExecuteDone({ result, setResult }) {
          if (Symbol.asyncIterator in result) return;
          setResult({
            ...result,
            extensions: {
              ...result.extensions,
              upstream: {
                calls: ledger.calls,
                retries: ledger.retries,
                waitedMs: Math.round(ledger.waitedMs),
              },
            },
          });
        },
      };
    },
  };
}
