import type { Operation } from './operation.ts';

/** How a call to PostHog begins. */
export interface UpstreamCallStart {
  /** PostHog's operation id. */
  readonly operation: string;
  readonly method: string;
  /** The path with placeholders in place of ids. */
  readonly route: string;
  /** Id of the project or environment in the path; undefined for a path without one. */
  readonly project: string | undefined;
  /** The operation that caused the call. Others may have joined it. */
  readonly cause: Operation | undefined;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** Milliseconds that the attempt waited for the budget of its key. */
  readonly budgetWaitMs: number;
}

/** One attempt to call PostHog, and its outcome. */
export interface UpstreamCallRecord extends UpstreamCallStart {
  /** On the clock of `performance.now()`. */
  readonly startedAt: number;
  /** Undefined without an answer. */
  status: number | undefined;
  /** The stable code of the failure, such as `UPSTREAM_TIMEOUT`; undefined for a success. */
  failure: string | undefined;
  /** Why, in a few words without data of the caller, such as `ECONNREFUSED`. */
  reason: string | undefined;
  /** True when the caller left before the answer: what PostHog would have answered is not known. */
  isAbandoned: boolean;
  /** Milliseconds until the answer was read; undefined before. */
  ms: number | undefined;
  /** Headers that continue the trace at PostHog; set by the tracer. */
  traceHeaders: Readonly<Record<string, string>> | undefined;
  /** What the tracer knows of the call; nobody else reads it. */
  span: unknown;
}
