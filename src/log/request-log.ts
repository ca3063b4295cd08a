import type { Logger } from 'pino';
import type { Observer } from '../instrumentation/observer.ts';
import type { OperationFacts } from '../instrumentation/operation-facts.ts';
import { requestIdOf, type Operation } from '../instrumentation/operation.ts';
import type { RequestRecord } from '../instrumentation/request-record.ts';

/**
 * Logs one line when the response is sent or the caller has left, without headers, query string or body. Operations that are
 * no request of their own, or outlast theirs, have lines of their own: those on a WebSocket, over stdio, and some in streams.
 */
export class RequestLog implements Observer {
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
  }

  requestEnded(request: RequestRecord): void {
    const { id, traceId, method, path, status, ms, isAborted, caller } = request;
    const line = {
      requestId: id,
      traceId,
      method,
      path,
      status,
      ms: Math.round(ms ?? 0),
      ...(isAborted && { aborted: true }),
      caller,
      ...(!request.isConnection && operationsOf(request.operations)),
    };
    if (request.isProbe) this.#log.debug(line, 'request');
    else this.#log.info(line, 'request');
  }

  operationEnded(operation: Operation): void {
    if (isOnLineOfRequest(operation)) return;
    const { caller, traceId } = operation.request ?? {};
    const line = {
      requestId: requestIdOf(operation),
      traceId,
      ms: Math.round(operation.ms ?? 0),
      caller,
      ...fieldsOf(operation),
    };
    if (operation.type === 'poll') this.#log.debug(line, 'poll');
    else this.#log.info(line, 'operation');
  }
}

/** True for an operation that the line of its request tells of, once the request has ended. */
function isOnLineOfRequest({ parent, request }: Operation): boolean {
  if (!parent || !request) return false;
  return parent !== request || (!request.isConnection && request.ms === undefined);
}

function operationsOf(operations: readonly OperationFacts[]): object | undefined {
  const [first, ...others] = operations;
  if (!first) return undefined;
  return others.length === 0 ? fieldsOf(first) : { operations: operations.map(fieldsOf) };
}

/** What a line says about an operation. Undefined values are left out of the line. */
function fieldsOf(operation: OperationFacts) {
  const { api, type, name, credential, cost, cache, worstStatus, codes } = operation;
  return {
    api,
    type,
    operation: name,
    credential,
    predicted: cost.predicted,
    calls: cost.calls,
    cache,
    upstreamStatus: worstStatus,
    ...(codes.length > 0 && { errors: codes }),
  };
}
