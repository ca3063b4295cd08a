import type { IncomingMessage, ServerResponse } from 'node:http';
import { arrivalOf } from '../http/arrival.ts';
import type { Instrumentation } from '../instrumentation/instrumentation.ts';
import { attachRecord, recordOf, RequestRecord } from '../instrumentation/request-record.ts';
import { setStandardHeaders } from './standard-headers.ts';

/**
 * Gives a request its record, and its response the standard headers. Reports the request, and its end when the response
 * is sent or the caller has left.
 */
export function reportRequest(
  instrumentation: Instrumentation,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): void {
  const record = new RequestRecord(request, path, arrivalOf(request));
  attachRecord(request, record);
  setStandardHeaders(response, record.id);
  if (!instrumentation.isObserved) return;
  instrumentation.requestStarted(record);
  response.on('close', () => {
    instrumentation.requestEnded(record, response.statusCode, !response.writableFinished);
  });
}

/** Notes the path of a route without placeholders. */
export function routedTo(request: IncomingMessage, path: string): void {
  const record = recordOf(request);
  if (record) record.route = path;
}
