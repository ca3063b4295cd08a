import {
  createSourceEventStream,
  execute,
  GraphQLError,
  type ExecutionArgs,
  type ExecutionResult,
} from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { GraphContext } from '../context/context.ts';
import { attributeToUpstream } from '../core/error-attribution.ts';
import { upstreamExtension } from '../planner/extension.ts';
import { withinLimit } from '../planner/result-size.ts';
import { lastEventIdOf, type Resuming } from './last-event-id.ts';
import type { LiveEvent } from './topic.ts';

/** The execution arguments of a subscription, with the graph's context as its context value. */
type SubscriptionArgs = ExecutionArgs & { readonly contextValue: GraphContext & Resuming };

/**
 * Executes each event of a subscription like a separate request: with its own context, so that
 * nothing read for an earlier event is mistaken for current, and with its own upstream cost.
 */
export function useLiveEvents(): Plugin<GraphContext> {
  return {
    onSubscribe({ setSubscribeFn }) {
      setSubscribeFn(async (args: ExecutionArgs) => {
        const asked = args as SubscriptionArgs;
        const lastEventId = lastEventIdOf(asked.contextValue);
        if (lastEventId instanceof GraphQLError) return { errors: [lastEventId] };
        const source = await createSourceEventStream(continuing(asked, lastEventId));
        return isAsyncIterable(source) ? new Answers(source, asked) : source;
      });
    },
  };
}

/** @param lastEventId the event after which the subscription continues */
function continuing(args: SubscriptionArgs, lastEventId: string | undefined): SubscriptionArgs {
  if (lastEventId === undefined) return args;
  const { contextValue } = args;
  const live = contextValue.live.after(lastEventId);
  return { ...args, contextValue: { ...contextValue, live } };
}

type Events = AsyncIterator<LiveEvent<unknown>, undefined>;

/** The execution results of a subscription, one for each event. */
class Answers implements AsyncIterableIterator<ExecutionResult, undefined> {
  readonly #events: Events;
  readonly #args: SubscriptionArgs;
  /** Calls that subscribing took; the first event reports them. */
  #unreported: number;

  constructor(source: AsyncIterable<unknown>, args: SubscriptionArgs) {
    // Every subscription field of this schema returns live events.
    this.#events = source[Symbol.asyncIterator]() as Events;
    this.#args = args;
    this.#unreported = upstreamExtension(args.contextValue).calls;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<ExecutionResult, undefined>> {
    try {
      const { done, value } = await this.#events.next();
      return done ? { done, value } : { done: false, value: await this.#answer(value) };
    } catch (error) {
      // The consumer does not call `return` after an error, so the source is closed here.
      await this.return();
      throw error;
    }
  }

  async return(): Promise<IteratorResult<ExecutionResult, undefined>> {
    await this.#events.return?.();
    return { done: true, value: undefined };
  }

  async #answer(event: LiveEvent<unknown>): Promise<ExecutionResult> {
    const args = this.#args;
    const contextValue: GraphContext = {
      ...args.contextValue,
      ...args.contextValue.live.eventContext(),
    };
    contextValue.ledger.predicted = args.contextValue.ledger.predicted;
    contextValue.ledger.received.push(...event.received);
    const executed = await execute({ ...args, rootValue: event, contextValue });
    const result = attributeToUpstream(withinLimit(executed, contextValue), contextValue.ledger);
    contextValue.planned.end();
    const own = upstreamExtension(contextValue);
    args.contextValue.ledger.cause?.spend({ ...own, predicted: 0 });
    const upstream = {
      ...own,
      calls: own.calls + event.cost.calls + this.#unreported,
      deduplicated: own.deduplicated + event.cost.shared,
    };
    this.#unreported = 0;
    const { id, resumed } = event;
    return { ...result, extensions: { ...result.extensions, event: { id, resumed }, upstream } };
  }
}
