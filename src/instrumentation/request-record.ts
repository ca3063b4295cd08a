import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { OperationFacts } from './operation-facts.ts';
import { readRequestId } from './request-id.ts';

/** What is known of one HTTP request, from its arrival to the end of its response. */
export class RequestRecord {
  /** The caller's `x-request-id`, or an id that was made here. */
  readonly id: string;
  readonly method: string;
  /** The path that was asked for, without the query. It may contain ids and words of the caller. */
  readonly path: string;
  /** Trace context (W3C) of the caller, as it was sent. */
  readonly traceparent: string | undefined;
  readonly tracestate: string | undefined;
  /** When it arrived, on the clock of `performance.now()`. */
  readonly startedAt: number;
  /** True for a request that has become a WebSocket: it lasts as long as the connection. */
  readonly isConnection: boolean;
  /** The path with placeholders in place of ids, where the request was routed to one. */
  route: string | undefined;
  /** Name of the caller that was authenticated; undefined when callers have no names. */
  caller: string | undefined;
  /** What the request ran, in order; those of other operations, such as an MCP tool's queries, are not among them. */
  readonly operations: OperationFacts[] = [];
  /** The code with which the request was refused before it ran anything; undefined for one that was not. */
  refusal: string | undefined;
  /** Status that was sent; undefined before the end. */
  status: number | undefined;
  /** True when the caller left before the response was complete. */
  isAborted = false;
  /** Milliseconds from the arrival to the end of the response; undefined before. */
  ms: number | undefined;
  /** The trace that the request is part of, for the log; set by the tracer when it records that trace. */
  traceId: string | undefined;
  /** What the tracer knows of the request; nobody else reads it. */
  span: unknown;

  /** @param startedAt when the request arrived, on the clock of `performance.now()` */
  constructor(
    { method = '', headers }: RequestHead,
    path: string,
    startedAt: number,
    isConnection = false,
  ) {
    this.id = readRequestId(headers);
    this.method = method;
    this.path = path;
    this.traceparent = textOf(headers['traceparent']);
    this.tracestate = textOf(headers['tracestate']);
    this.startedAt = startedAt;
    this.isConnection = isConnection;
  }

  /** True for a request that only asks whether the process lives. */
  get isProbe(): boolean {
    return PROBES.has(this.path);
  }
}

/** Paths by which others find out whether the process lives. */
const PROBES: ReadonlySet<string> = new Set(['/health', '/ready']);

interface RequestHead {
  readonly method?: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

const textOf = (header: string | string[] | undefined): string | undefined =>
  header === undefined || typeof header === 'string' ? header : header.join(',');

const RECORD = Symbol('request record');

/** A property rather than a WeakMap, whose entries survive every minor garbage collection. */
interface Recorded {
  [RECORD]?: RequestRecord | undefined;
}

/** Attaches the record to its request; the HTTP server calls this first. */
export function attachRecord(request: IncomingMessage, record: RequestRecord | undefined): void {
  (request as Recorded)[RECORD] = record;
}

/** The record of a request; undefined for one that did not come through the HTTP server. */
export function recordOf(request: IncomingMessage): RequestRecord | undefined {
  return (request as Recorded)[RECORD];
}
