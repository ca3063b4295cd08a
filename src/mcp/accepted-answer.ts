import { acceptedTypes } from '../http/accepted-types.ts';

const JSON_TYPE = 'application/json';
const EVENTS = 'text/event-stream';

/**
 * Answers a client that accepts either of the two types of streamable HTTP, by name or by a range such as `application/*`, or
 * that says nothing. The SDK answers only clients that name both; here nothing needs the second one, as every request
 * has one answer and no session. A client that takes no events gets the answer itself as JSON.
 * @param answer answers a request that accepts both types
 */
export async function inAcceptedType(
  request: Request,
  answer: (request: Request) => Promise<Response>,
): Promise<Response> {
  const accept = request.headers.get('accept') ?? undefined;
  const types = acceptedTypes(accept, [JSON_TYPE, EVENTS]);
  const namesBoth = (accept?.includes(JSON_TYPE) ?? false) && (accept?.includes(EVENTS) ?? false);
  if (namesBoth && types.length === 2) return answer(request);
  const headers = new Headers(request.headers);
  // The SDK compares names only. Without any it refuses the request, in its own words.
  headers.set('accept', types.length > 0 ? `${JSON_TYPE}, ${EVENTS}` : 'none');
  const response = await answer(new Request(request, { headers }));
  const isStream = response.headers.get('content-type')?.startsWith(EVENTS) ?? false;
  return isStream && !types.includes(EVENTS) ? asJson(response) : response;
}

/** The last message of a stream, which is the answer: progress and log messages before it have no place in JSON. */
async function asJson(response: Response): Promise<Response> {
  const stream = await response.text();
  const messages = stream
    .split(/\r?\n\r?\n/)
    .map((event) => /^data: ?(.*)$/m.exec(event)?.[1])
    .filter((data) => data !== undefined && data !== '');
  const headers = new Headers(response.headers);
  headers.set('content-type', JSON_TYPE);
  // What a stream needs of proxies would keep a single answer from being compressed.
  headers.set('cache-control', 'no-store');
  headers.delete('x-accel-buffering');
  return new Response(messages.at(-1) ?? null, { status: response.status, headers });
}
