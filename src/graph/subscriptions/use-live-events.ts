import {
  createSourceEventStream,
  GraphQLError,
  type ExecutionArgs,
  type ExecutionResult,
} from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { GraphContext } from '../context/context.ts';
import { MappedStream } from '../core/mapped-stream.ts';
import { attributeToUpstream } from '../core/error-attribution.ts';
import { upstreamExtension } from '../planner/extension.ts';
import { withinLimit } from '../planner/result-size.ts';
import { lastEventIdOf, type Resuming } from './last-event-id.ts';
import type { LiveEvent } from './topic.ts';

/** The execution arguments of a subscription, with the graph's context as its context value. */
type SubscriptionArgs = ExecutionArgs & { readonly contextValue: GraphContext & Resuming };

/** Executes a subscription for one event, which is the root value. */
export type ExecuteEvent = (args: SubscriptionArgs) => ExecutionResult | Promise<ExecutionResult>;

/**
 * Executes each event of a subscription like a separate request: with its own context, so that
 * nothing read for an earlier event is mistaken for current, and with its own upstream cost.
 */
export function useLiveEvents(executeEvent: ExecuteEvent): Plugin<GraphContext> {
  return {
    onSubscribe({ setSubscribeFn }) {
      setSubscribeFn(async (args: ExecutionArgs) => {
        const asked = args as SubscriptionArgs;
        const lastEventId = lastEventIdOf(asked.contextValue);
        if (lastEventId instanceof GraphQLError) return { errors: [lastEventId] };
        const source = await createSourceEventStream(continuing(asked, lastEventId));
        if (!isAsyncIterable(source)) return source;
        const execution = new EventExecution(asked, executeEvent);
        // Every subscription field of this schema returns live events.
        const events = source as AsyncIterable<LiveEvent<unknown>>;
        return new MappedStream(events, { map: (event) => execution.answer(event) });
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

/** Executes a subscription once for each event. */
class EventExecution {
  readonly #args: SubscriptionArgs;
  readonly #execute: ExecuteEvent;
  /** Calls that subscribing took; the first event reports them. */
  #unreported: number;

  constructor(args: SubscriptionArgs, executeEvent: ExecuteEvent) {
    this.#args = args;
    this.#execute = executeEvent;
    this.#unreported = upstreamExtension(args.contextValue).calls;
  }

  async answer(event: LiveEvent<unknown>): Promise<ExecutionResult> {
    const args = this.#args;
    const contextValue = args.contextValue.live.eventContext();
    contextValue.ledger.predicted = args.contextValue.ledger.predicted;
    contextValue.ledger.received.push(...event.received);
    const executed = await this.#execute({ ...args, rootValue: event, contextValue });
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
