import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startInProcess } from '../../../support/in-process.ts';
import { acceptedFormat } from '../../../../src/graph/http/delivery/accepted-format.ts';
import { mediaTypeOf, type Delivery } from '../../../../src/graph/http/delivery/formats.ts';

const chosen = (accept: string | undefined, delivery: Delivery) => {
  const format = acceptedFormat(accept, delivery);
  return format && mediaTypeOf(format);
};

const V02 = 'multipart/mixed;incrementalSpec=v0.2';
const DEFER = 'multipart/mixed;deferSpec=20220824';
const SUBSCRIPTION = 'multipart/mixed;subscriptionSpec=1.0';
const JSON_TYPE = 'application/json';
const GRAPHQL_JSON = 'application/graphql-response+json';
const SSE = 'text/event-stream';

describe('the format of a single answer', () => {
  it.each([
    [undefined, JSON_TYPE],
    ['*/*', JSON_TYPE],
    ['application/*', JSON_TYPE],
    ['text/event-stream, application/json', JSON_TYPE],
    ['application/graphql-response+json, application/json;q=0.9', GRAPHQL_JSON],
    ['application/json;q=0.9, application/graphql-response+json', GRAPHQL_JSON],
    ['application/json, application/graphql-response+json', JSON_TYPE],
    ['Application/JSON; charset=UTF-8', JSON_TYPE],
    ['application/json; charset=utf-16', undefined],
    ['application/json;q=0', undefined],
    ['application/json;q=0, */*', GRAPHQL_JSON],
    ['application/*;q=0, */*', DEFER],
    ['multipart/mixed', DEFER],
    ['multipart/mixed;subscriptionSpec=1.0', SUBSCRIPTION],
    ['multipart/mixed;deferSpec=20991231', undefined],
    ['text/event-stream', SSE],
    ['text/html', undefined],
    ['json', undefined],
  ])('for Accept: %s is %s', (accept, type) => {
    expect(chosen(accept, 'single')).toBe(type);
  });
});

describe('the format of an answer in parts', () => {
  it.each([
    // Apollo Client with its two handlers, Apollo iOS and Kotlin.
    [`${V02},application/graphql-response+json,application/json;q=0.9`, V02],
    [`${DEFER},application/graphql-response+json,application/json;q=0.9`, DEFER],
    ['multipart/mixed;deferSpec="20220824", application/json', DEFER],
    ['multipart/mixed; boundary="-"; deferSpec=20220824', DEFER],
    // urql, GraphiQL, curl.
    ['application/json, text/event-stream, multipart/mixed', DEFER],
    ['application/json, multipart/mixed', DEFER],
    ['text/event-stream', SSE],
    [`${DEFER};q=0.5, ${V02}`, V02],
    [`${V02}, ${DEFER}`, V02],
    // What names no format of parts gets all data in one piece.
    ['*/*', JSON_TYPE],
    [undefined, JSON_TYPE],
    ['application/json', JSON_TYPE],
    ['application/graphql-response+json', GRAPHQL_JSON],
    ['multipart/mixed;incrementalSpec=v0.9, application/json', JSON_TYPE],
    ['multipart/mixed;q=0, application/json', JSON_TYPE],
    [`${SUBSCRIPTION}, application/json`, JSON_TYPE],
    ['multipart/mixed;incrementalSpec=v0.9', undefined],
    [SUBSCRIPTION, undefined],
  ])('for Accept: %s is %s', (accept, type) => {
    expect(chosen(accept, 'incremental')).toBe(type);
  });
});

describe('the format of a subscription', () => {
  it.each([
    // Apollo Client.
    [
      'multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/graphql-response+json,application/json;q=0.9',
      SUBSCRIPTION,
    ],
    ['multipart/mixed;boundary="graphql";subscriptionSpec="1.0",application/json', SUBSCRIPTION],
    ['text/event-stream', SSE],
    ['*/*', SSE],
    ['application/json, text/event-stream, multipart/mixed', SSE],
    ['multipart/mixed;subscriptionSpec=2.0', undefined],
    ['multipart/mixed', undefined],
    [`${DEFER}, application/json`, undefined],
    ['application/json', undefined],
  ])('for Accept: %s is %s', (accept, type) => {
    expect(chosen(accept, 'events')).toBe(type);
  });
});

const ranges = fc.constantFrom(
  '*/*',
  'application/*',
  'text/*',
  'multipart/*',
  JSON_TYPE,
  GRAPHQL_JSON,
  SSE,
  'multipart/mixed',
  V02,
  DEFER,
  SUBSCRIPTION,
  'text/html',
  '',
  '/',
);
const parameters = fc.constantFrom('', ';q=0.5', '; q=0', ';charset=utf-8', ';a=b;c', ';q=x');

const headers = fc
  .array(fc.tuple(ranges, parameters), { minLength: 1, maxLength: 4 })
  .map((items) => items.map(([range, parameter]) => range + parameter).join(', '));

const documents: Readonly<Record<Delivery, string>> = {
  single: '{ __typename }',
  incremental: '{ __schema { types @stream(initialCount: 1) { name } } }',
  events: 'subscription { experimentChanged(id: 3) { pace } }',
};

/** The media type of an answer up to its boundary and charset; undefined when it is refused. */
async function sentAs(url: string, accept: string, delivery: Delivery) {
  const leaving = new AbortController();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify({ query: documents[delivery] }),
    signal: leaving.signal,
  });
  const type = response.headers.get('content-type') ?? '';
  leaving.abort();
  if (response.status === 406) return undefined;
  return type.replace(/;boundary="graphql"|; charset=utf-8/, '');
}

it.each(Object.keys(documents) as Delivery[])(
  'is the one in which the answer is sent: %s',
  async (delivery) => {
    const server = await startInProcess();
    await fc.assert(
      fc.asyncProperty(headers, async (accept) => {
        const type = chosen(accept, 'single') === undefined ? undefined : chosen(accept, delivery);
        // An event stream does not name the format of its parts.
        const expected = type?.startsWith(SSE) ? SSE : type;
        expect(await sentAs(server.url, accept, delivery)).toBe(expected);
      }),
      { numRuns: 60 },
    );
    await server.stop();
  },
);
