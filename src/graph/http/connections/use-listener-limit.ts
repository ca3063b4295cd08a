import { GraphQLError, type ExecutionResult } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { GraphContext } from '../../context/context.ts';
import { MappedStream } from '../../core/mapped-stream.ts';
import { dropResult } from '../delivery/drop-result.ts';
import { ConnectionCounts } from './connections.ts';

/**
 * Subscriptions that one key may have open at a time, over all connections and protocols, however few things they are
 * about: each keeps memory, and is compared and written for every event.
 */
const MAX_LISTENERS_PER_KEY = 2_000;

/** Refuses subscriptions of a key that has as many as it may have. */
export function useListenerLimit(maxPerKey = MAX_LISTENERS_PER_KEY): Plugin<GraphContext> {
  const counts = new ConnectionCounts(maxPerKey);
  return {
    onSubscribe({ args }) {
      const { credential, known } = args.contextValue as GraphContext;
      return {
        onSubscribeResult({ result, setResult }) {
          if (!isAsyncIterable(result)) return;
          const release = counts.open({ credential, isAccepted: known.isAccepted() });
          if (release) {
            const events = result as AsyncIterable<ExecutionResult>;
            setResult(new MappedStream(events, { map: (event) => event, end: release }));
            return;
          }
          // Nothing was polled for it: that begins with the first read.
          dropResult(result);
          setResult({ errors: [tooMany(maxPerKey)] });
        },
      };
    },
  };
}

const tooMany = (maxPerKey: number) =>
  new GraphQLError(
    `This key already has ${maxPerKey} subscriptions on this server. Nothing was done.`,
    { extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } },
  );
