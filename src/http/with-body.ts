import { IncomingMessage } from 'node:http';
import { attachRecord, recordOf } from '../instrumentation/request-record.ts';
import { arrivalOf, noteArrival } from './arrival.ts';

/** A request that is like another but for its body, which is not compressed. */
export function withBody(request: IncomingMessage, body: Buffer): IncomingMessage {
  const {
    'content-encoding': _coding,
    'transfer-encoding': _transfer,
    ...headers
  } = request.headers;
  const plain = new IncomingMessage(request.socket);
  noteArrival(plain, arrivalOf(request));
  attachRecord(plain, recordOf(request));
  plain.push(body);
  plain.push(null);
  return Object.assign(plain, {
    method: request.method,
    url: request.url,
    httpVersion: request.httpVersion,
    httpVersionMajor: request.httpVersionMajor,
    httpVersionMinor: request.httpVersionMinor,
    headers: { ...headers, 'content-length': String(body.length) },
    complete: true,
  });
}
