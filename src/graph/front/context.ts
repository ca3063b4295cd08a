import type { IncomingMessage } from 'node:http';
import type { YogaServerInstance } from 'graphql-yoga';
import type { GraphContext } from '../context.ts';

/** What the context factory is given besides the request. */
export interface FrontContext extends Record<string, unknown> {
  /** Node's request, where yoga answers it itself. */
  readonly req?: IncomingMessage;
  /** When the request arrived, on the clock of `performance.now()`. */
  readonly arrivedAt?: number;
  /** Takes the graph's context back. */
  readonly front?: { context?: GraphContext };
}

export type Yoga = YogaServerInstance<FrontContext, GraphContext>;
