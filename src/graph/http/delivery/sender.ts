import { getSSEProcessor, processRegularResult } from 'graphql-yoga';
import type { GraphContext } from '../../context/context.ts';
import { MappedStream } from '../../core/mapped-stream.ts';
import type { MaskError } from '../mask-error.ts';
import { withEventId } from './event-stream-id.ts';
import type { Format } from './formats.ts';
import { Heartbeats } from './heartbeats.ts';
import { IncrementalTranslation } from './incremental-v02.ts';
import { multipartProcessor, type WritePart } from './multipart.ts';
import type { PartsOperation } from './pending-parts.ts';
import { sentJson } from './sent-json.ts';
import { HEARTBEAT, subscriptionPart } from './subscription-parts.ts';

/** The answer to an operation, and how it is sent. */
export interface Sending {
  readonly format: Format;
  /** The context of the operation; undefined when it was refused before it had one. */
  readonly context: GraphContext | undefined;
  /** The operation, where it asks for an answer in parts. */
  readonly asked?: PartsOperation;
}

export interface SenderOptions {
  readonly maskError: MaskError;
  /** Milliseconds without an event after which a multipart subscription sends a heartbeat. */
  readonly pingMs: number;
}

type Processor = typeof processRegularResult;

const processEvents = getSSEProcessor() as Processor;

/** Sends answers in the formats of this API. */
export class Sender {
  readonly #options: SenderOptions;

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  /** An answer in one piece as it is passed to its processor. Where it cannot be written as JSON, it is replaced by an error. */
  single<Result extends object>(result: Result, sending: Sending): Result {
    return { ...result, stringify: this.#writer(sending) };
  }

  /** An answer in parts, or the events of a subscription, in the parts of the format. */
  parts(result: AsyncIterable<object>, sending: Sending): AsyncIterable<object> {
    const { format, asked } = sending;
    const write = this.#writer(sending);
    const stringify = format.type === 'text/event-stream' ? withEventId(write) : write;
    if (format.spec === 'subscriptionSpec=1.0') {
      return new Heartbeats(result, HEARTBEAT, this.#options.pingMs);
    }
    const translation =
      format.spec === 'incrementalSpec=v0.2' && asked && new IncrementalTranslation(asked);
    return new MappedStream(result, {
      map: (part) => ({ ...(translation ? translation.translate(part) : part), stringify }),
    });
  }

  /** What writes an answer in a format. */
  processor(sending: Sending): Processor {
    const { type, spec } = sending.format;
    if (type === 'text/event-stream') return processEvents;
    if (type !== 'multipart/mixed' || !spec) return processRegularResult;
    const write = this.#writer(sending);
    const isSubscription = spec === 'subscriptionSpec=1.0';
    return multipartProcessor(spec, isSubscription ? subscriptionPart(write) : write) as Processor;
  }

  #writer({ context }: Sending): WritePart {
    return (part) => sentJson(part, context, this.#options.maskError);
  }
}
