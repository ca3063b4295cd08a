import { request as rawRequest, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { codes, post, type GraphQLBody } from '../support/post.ts';

let server: InProcess;
beforeAll(async () => {
  server = await startInProcess();
});
afterAll(() => server.stop());

async function send(body: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return { status: response.status, codes: codes((await response.json()) as GraphQLBody) };
}

const query = (document: string) => JSON.stringify({ query: document });
const strict = { accept: 'application/graphql-response+json' };

describe('a request that is not GraphQL over HTTP', () => {
  it.each([
    ['truncated JSON', '{"query":', 'BAD_REQUEST'],
    ['a JSON string', '"{__typename}"', 'BAD_REQUEST'],
    ['a batch, which is not supported', '[{"query":"{__typename}"}]', 'BATCHING_NOT_SUPPORTED'],
    ['no query', '{}', 'BAD_REQUEST'],
    ['a query that is not a string', '{"query":7}', 'BAD_REQUEST'],
    ['variables that are not an object', '{"query":"{__typename}","variables":"x"}', 'BAD_REQUEST'],
    ['an unknown parameter', '{"query":"{__typename}","nope":1}', 'BAD_REQUEST'],
    ['a document that does not parse', '{"query":"{ __typename"}', 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', '{"query":"{ nope }"}', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'two operations and no name',
      '{"query":"query a {__typename} query b {__typename}"}',
      'OPERATION_RESOLUTION_FAILURE',
    ],
  ])('is refused with 400 and a code: %s', async (_, body, code) => {
    expect(await send(body, strict)).toEqual({ status: 400, codes: [code] });
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/graphql',
    'application/json; charset=utf-16',
    'application/json;charset="ISO-8859-1"',
    'application/json, text/plain',
    '',
  ])('is refused with 415 as %s, which a form of another site could send', async (type) => {
    expect(await send('query={__typename}', { 'content-type': type })).toEqual({
      status: 415,
      codes: ['UNSUPPORTED_MEDIA_TYPE'],
    });
  });

  it('is refused with 405 when it is neither GET nor POST', async () => {
    const response = await fetch(`${server.url}/graphql`, { method: 'PUT' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, POST');
    expect(codes((await response.json()) as GraphQLBody)).toEqual(['METHOD_NOT_ALLOWED']);
  });

  it.each(['application/json; charset=UTF-8', 'Application/JSON;charset="utf-8"'])(
    'is no refusal for %s',
    async (type) => {
      expect(await send(query('{ __typename }'), { 'content-type': type })).toEqual({
        status: 200,
        codes: [],
      });
    },
  );

  it('is refused when it is a mutation by GET', async () => {
    const query = encodeURIComponent('mutation { __typename }');
    const response = await fetch(`${server.url}/graphql?query=${query}`);
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
    expect(codes((await response.json()) as GraphQLBody)).toEqual(['METHOD_NOT_ALLOWED']);
  });

  it('is refused with 400 when the variables of a GET are not JSON', async () => {
    const response = await fetch(`${server.url}/graphql?query={__typename}&variables={x`);
    expect(response.status).toBe(400);
    expect(codes((await response.json()) as GraphQLBody)).toEqual(['BAD_REQUEST']);
  });
});

describe('a refusal of MCP', () => {
  const ping = '{"jsonrpc":"2.0","id":1,"method":"ping"}';
  it.each([
    [405, 'METHOD_NOT_ALLOWED', { method: 'PUT' }],
    [405, 'METHOD_NOT_ALLOWED', { method: 'GET' }],
    [406, 'NOT_ACCEPTABLE', { method: 'POST', body: ping, accept: 'image/png' }],
    [406, 'NOT_ACCEPTABLE', { method: 'POST', body: ping, accept: '*/*;q=0' }],
    [415, 'UNSUPPORTED_MEDIA_TYPE', { method: 'POST', body: ping, type: 'text/plain' }],
    [
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      { method: 'POST', body: ping, type: 'application/json;charset=utf-16' },
    ],
  ])('with %i has the code %s', async (status, code, sent) => {
    const {
      method,
      body,
      accept = '*/*',
      type = 'application/json',
    } = sent as Record<string, string>;
    const response = await fetch(`${server.url}/mcp`, {
      method: method ?? 'POST',
      headers: { accept, 'content-type': type },
      ...(body !== undefined && { body }),
    });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ jsonrpc: '2.0', error: { data: { code } } });
  });
});

it('a body of REST in another charset than UTF-8 is refused', async () => {
  const response = await fetch(`${server.url}/v1/api/projects/1/experiments/15`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json; charset=iso-8859-1' },
    body: Buffer.from('{"description":"caf\u00e9"}', 'latin1'),
  });
  expect(response.status).toBe(415);
  expect(await response.json()).toMatchObject({ code: 'unsupported_media_type' });
});

describe('an oversized request', () => {
  it('is refused with 413 above a megabyte', async () => {
    const answer = await send(query(`{ ${'a '.repeat(600_000)}}`));
    expect(answer).toEqual({ status: 413, codes: ['REQUEST_ENTITY_TOO_LARGE'] });
  });

  it('is refused with 413 above a megabyte without a Content-Length too', async () => {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const headers = { 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
    const sent = rawRequest(`${server.url}/graphql`, { method: 'POST', headers }, resolve);
    sent.on('error', reject);
    sent.end(query(`{ ${'a '.repeat(600_000)}}`));
    const response = await promise;
    expect(response.statusCode).toBe(413);
    expect(codes((await json(response)) as GraphQLBody)).toEqual(['REQUEST_ENTITY_TOO_LARGE']);
  });

  it('is refused when the document has more than 5,000 tokens', async () => {
    const answer = await send(query(`{ ${'__typename '.repeat(5_000)}}`), strict);
    expect(answer).toEqual({ status: 400, codes: ['DOCUMENT_TOO_LONG'] });
  });

  it('is refused when it is nested more than 20 levels deep', async () => {
    const document = `{ experiments ${'{ nodes { featureFlag { experiments '.repeat(10)} { __typename ${'} } } '.repeat(10)} } }`;
    const { status, codes: found } = await send(query(document), strict);
    expect(status).toBe(400);
    expect(found).toContain('DOCUMENT_TOO_DEEP');
  });

  it('is refused when it has more than 200 aliases', async () => {
    const aliases = Array.from({ length: 201 }, (_, i) => `a${i}: __schema { __typename }`).join(
      ' ',
    );
    const answer = await send(query(`{ ${aliases} }`), strict);
    expect(answer).toEqual({ status: 400, codes: ['TOO_MANY_ALIASES'] });
  });

  it('is still served at the limit', async () => {
    const aliases = Array.from({ length: 200 }, (_, i) => `a${i}: __schema { __typename }`).join(
      ' ',
    );
    expect(await send(query(`{ ${aliases} }`), strict)).toEqual({ status: 200, codes: [] });
  });
});

describe('invalid arguments', () => {
  it.each([
    [
      'an unknown enum value',
      '{ experiments(filter: {status: NOPE}) { totalCount } }',
      {},
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'an unknown enum value in a variable',
      'query ($f: ExperimentFilter) { experiments(filter: $f) { totalCount } }',
      { f: { status: 'NOPE' } },
      'BAD_USER_INPUT',
    ],
    ['a missing variable', 'query ($id: ID!) { node(id: $id) { id } }', {}, 'BAD_USER_INPUT'],
    ['a page above the cap', '{ experiments(first: 101) { totalCount } }', {}, 'PAGE_OUT_OF_RANGE'],
    ['a malformed id', '{ experiment(id: "nope") { name } }', {}, 'INVALID_ID'],
  ])('are reported with a code: %s', async (_, query, variables, code) => {
    const { body } = await post(server.url, query, { variables });
    expect(codes(body)).toEqual([code]);
  });
});
