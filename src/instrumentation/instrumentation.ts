import type { Observer } from './observer.ts';
import { Operation, type OperationStart } from './operation.ts';
import { RequestRecord } from './request-record.ts';
import type { UpstreamCallRecord, UpstreamCallStart } from './upstream-call.ts';
import type { WriteRecord } from './write.ts';

/** How an attempt to call PostHog ended. */
export type CallOutcome = Pick<UpstreamCallRecord, 'status' | 'failure' | 'reason' | 'isAbandoned'>;

/**
 * Reports what one server does to its observers. Every server has its own, and hands it to its parts; there is none for the
 * whole process. Without observers it records nothing.
 */
export class Instrumentation {
  readonly #observers: readonly Observer[];
  readonly #onFault: (error: unknown) => void;

  /** @param onFault called with what an observer throws */
  constructor(observers: readonly Observer[] = [], onFault: (error: unknown) => void = () => {}) {
    this.#observers = observers;
    this.#onFault = onFault;
  }

  /** False when nothing observes, so that nothing need be reported. */
  get isObserved(): boolean {
    return this.#observers.length > 0;
  }

  requestStarted(request: RequestRecord): void {
    for (const observer of this.#observers) this.#attempt(() => observer.requestStarted?.(request));
  }

  requestEnded(request: RequestRecord, status: number, isAborted: boolean): void {
    request.status = status;
    request.isAborted = isAborted;
    request.ms = performance.now() - request.startedAt;
    for (const observer of this.#observers) this.#attempt(() => observer.requestEnded?.(request));
  }

  /** Begins an operation; undefined when nothing observes. */
  startOperation(start: OperationStart): Operation | undefined {
    if (!this.isObserved) return undefined;
    const operation = new Operation(start);
    if (start.parent instanceof RequestRecord) start.parent.operations.push(operation);
    for (const observer of this.#observers)
      this.#attempt(() => observer.operationStarted?.(operation));
    return operation;
  }

  /**
   * Ends an operation; calls after the first do nothing.
   * @param codes of its errors
   */
  endOperation(operation: Operation | undefined, codes: readonly string[] = []): void {
    if (!operation || operation.ms !== undefined) return;
    operation.codes = codes;
    operation.ms = performance.now() - operation.startedAt;
    for (const observer of this.#observers)
      this.#attempt(() => observer.operationEnded?.(operation));
  }

  /** Begins an attempt to call PostHog; undefined when nothing observes. */
  startCall(start: UpstreamCallStart): UpstreamCallRecord | undefined {
    if (!this.isObserved) return undefined;
    const call: UpstreamCallRecord = {
      ...start,
      startedAt: performance.now(),
      status: undefined,
      failure: undefined,
      reason: undefined,
      isAbandoned: false,
      ms: undefined,
      traceHeaders: undefined,
      span: undefined,
    };
    for (const observer of this.#observers) this.#attempt(() => observer.callStarted?.(call));
    return call;
  }

  endCall(call: UpstreamCallRecord, outcome: CallOutcome): void {
    Object.assign(call, outcome);
    call.ms = performance.now() - call.startedAt;
    if (!call.isAbandoned) call.cause?.noteStatus(call.status ?? 0);
    for (const observer of this.#observers) this.#attempt(() => observer.callEnded?.(call));
  }

  writeEnded(write: WriteRecord): void {
    for (const observer of this.#observers) this.#attempt(() => observer.writeEnded?.(write));
  }

  #attempt(report: () => void): void {
    try {
      report();
    } catch (error) {
      this.#onFault(error);
    }
  }
}

/** For parts that nobody observes. */
export const unobserved = new Instrumentation();
