import type { YogaServerInstance } from 'graphql-yoga';
import type { GraphContext } from '../context.ts';

/** What the front hands to the context factory, to get the graph's context back. */
export interface FrontContext extends Record<string, unknown> {
  readonly front?: { context?: GraphContext };
}

export type Yoga = YogaServerInstance<FrontContext, GraphContext>;
