import {
  SpanKind,
  SpanStatusCode,
  type Attributes,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import type { Observer } from '../instrumentation/observer.ts';
import type { Operation } from '../instrumentation/operation.ts';
import type { RequestRecord } from '../instrumentation/request-record.ts';
import type { UpstreamCallRecord } from '../instrumentation/upstream-call.ts';
import {
  arrivedRequest,
  endedCall,
  endedOperation,
  endedRequest,
  serverOf,
  operationName,
  startedCall,
} from './span-attributes.ts';
import { below, callersTrace, traceHeaders } from './trace-context.ts';

/** The records hold their spans, so that nothing has to look them up. */
const spanOf = ({ span }: { readonly span: unknown }) => span as Span | undefined;

/**
 * Makes spans of requests, of their operations and of the calls that these cause. A poller outlives the subscription that
 * started it: each of its checks is a trace of its own, with a link to that subscription.
 */
export class SpanObserver implements Observer {
  readonly #tracer: Tracer;
  readonly #posthog: Attributes;

  /** @param posthogUrl PostHog's address */
  constructor(tracer: Tracer, posthogUrl: string) {
    this.#tracer = tracer;
    this.#posthog = serverOf(posthogUrl);
  }

  requestStarted(request: RequestRecord): void {
    if (request.isProbe) return;
    const { method, traceparent, tracestate } = request;
    const span = this.#tracer.startSpan(
      method,
      { kind: SpanKind.SERVER, attributes: arrivedRequest(request) },
      callersTrace(traceparent, tracestate),
    );
    request.span = span;
    if (span.isRecording()) request.traceId = span.spanContext().traceId;
  }

  requestEnded(request: RequestRecord): void {
    const span = spanOf(request);
    if (!span) return;
    const { method, route, status = 0 } = request;
    if (route !== undefined) span.updateName(`${method} ${route}`);
    if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.setAttributes(endedRequest(request)).end();
  }

  operationStarted(operation: Operation): void {
    const { parent, startedBy } = operation;
    const starting = startedBy && spanOf(startedBy);
    operation.span = this.#tracer.startSpan(
      operationName(operation),
      { kind: SpanKind.INTERNAL, links: starting ? [{ context: starting.spanContext() }] : [] },
      below(parent && spanOf(parent)),
    );
  }

  operationEnded(operation: Operation): void {
    const span = spanOf(operation);
    if (!span) return;
    if (operation.codes.length > 0) span.setStatus({ code: SpanStatusCode.ERROR });
    span.updateName(operationName(operation)).setAttributes(endedOperation(operation)).end();
  }

  callStarted(call: UpstreamCallRecord): void {
    const span = this.#tracer.startSpan(
      `${call.method} ${call.route}`,
      { kind: SpanKind.CLIENT, attributes: { ...this.#posthog, ...startedCall(call) } },
      below(call.cause && spanOf(call.cause)),
    );
    call.span = span;
    call.traceHeaders = traceHeaders(span);
  }

  callEnded(call: UpstreamCallRecord): void {
    const span = spanOf(call);
    if (!span) return;
    if (call.failure !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
    span.setAttributes(endedCall(call)).end();
  }
}
