import type { YogaServerInstance } from 'graphql-yoga';
import type { Operation, Parent } from '../../../instrumentation/operation.ts';
import type { AlreadyRead } from '../../../posthog/types.ts';
import type { GraphContext } from '../../context/context.ts';
import type { NotExecuted } from './attempt.ts';

/** What the fast path, and connections that carry several operations, give the pipeline to be filled in. */
export interface FastPathState {
  /** True where the events of a subscription are sent by another protocol: the operation is not stopped for them. */
  readonly sendsEvents?: true;
  /** The context the request was executed with. */
  context?: GraphContext;
  /** Set when the operation was stopped because it is answered in a form the fast path does not send. */
  notExecuted?: NotExecuted;
}

/** The parts of a request that the context factory reads. */
export interface FastPathContext extends Record<string, unknown> {
  /** Set for requests of the fast path, and for operations of connections that carry several. */
  readonly fastPath?: FastPathState;
  /** When the request arrived, in epoch milliseconds by the clock of the upstream: its deadline counts from there. */
  readonly arrivedAt?: number;
  /** The request, or the operation, that this one is part of; undefined outside of any. */
  readonly parent?: Parent | undefined;
  /** The operation as it is reported; undefined when nothing observes, and before the pipeline has begun it. */
  operation?: Operation | undefined;
  /** Name of the program that calls, for PostHog; set by MCP. */
  readonly client?: string;
  /** True for a program that watches by itself: its queries come after those that somebody waits for. */
  readonly background?: boolean | undefined;
  /** Answers of PostHog that need not be read again; set by MCP. */
  readonly alreadyRead?: AlreadyRead | undefined;
}

export type Yoga = YogaServerInstance<FastPathContext, GraphContext>;
