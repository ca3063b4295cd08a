import fc from 'fast-check';
import { spellings } from '../server/paths/spellings.ts';

/** Part of the request bodies: an answer that contains it came from behind the guards. */
export const MARK = 'past-the-guards';

const query = JSON.stringify({
  query: `query { __typename experiments(first: 1) { totalCount } }`,
  operationName: null,
  variables: { mark: MARK },
});
const ping = JSON.stringify({ jsonrpc: '2.0', id: MARK, method: 'ping' });
const rows = '/v1/api/projects/1/experiments';

const method = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('GET', 'POST', 'HEAD', 'PUT', 'PATCH', 'DELETE') },
  fc.constantFrom('OPTIONS', 'TRACE', 'CONNECT', 'QUERY', 'PRI', 'FOO', 'get', 'GET ', '\nGET', ''),
);

const piece = fc.constantFrom(
  ...'/ / / .. . %2e %2E%2e %252e %2f %5c \\ ; % %zz v1 viewer start.js openapi.json api'.split(
    ' ',
  ),
  ...'projects 1 experiments @me graphql health ready mcp ? # & = * @ : http:// https://'.split(
    ' ',
  ),
  ...'localhost evil.example [::1] __proto__ \u00e9 \0 \t'.split(' '),
  ' ',
);

const target = fc.oneof(
  fc
    .constantFrom(rows, `${rows}/5/`, '/graphql', '/mcp', '/v1/api/users/@me')
    .chain((path) => fc.constantFrom(...spellings(path))),
  fc.constantFrom(
    '/',
    '/health',
    '/v1',
    '/v1/viewer/start.js',
    `/graphql?query={a:__typename}`,
    '*',
  ),
  fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
);

const version = fc.oneof(
  { weight: 6, arbitrary: fc.constant(' HTTP/1.1') },
  fc.constantFrom(
    ' HTTP/1.0',
    ' HTTP/0.9',
    ' HTTP/2.0',
    ' HTTP/1.1 ',
    ' http/1.1',
    '',
    ' HTTP/1.',
    '\tHTTP/1.1',
  ),
);

const lineEnd = fc.oneof(
  { weight: 12, arbitrary: fc.constant('\r\n') },
  fc.constantFrom('\n', '\r', '\r\r\n', '\n\r', ' \r\n', '\0\r\n'),
);

const values: Readonly<Record<string, readonly string[]>> = {
  host: [
    'localhost',
    'localhost',
    'LOCALHOST:1',
    'evil.example',
    '',
    'localhost/graphql?',
    'a@localhost',
    '[::1]',
    'localhost, evil.example',
    '\u00e9',
  ],
  'content-length': [
    '0',
    '2',
    '5',
    '-1',
    '+2',
    '2, 2',
    '5000000',
    '0x2',
    '',
    '99999999999999999999',
    '2 ',
  ],
  'transfer-encoding': [
    'chunked',
    'identity',
    'chunked, chunked',
    'xchunked',
    ' chunked',
    'gzip, chunked',
    'chunked;x',
    '',
  ],
  expect: ['100-continue', '100-Continue', '200-ok', ''],
  connection: ['close', 'keep-alive', 'upgrade', 'x-gateway-token', 'upgrade, http2-settings'],
  upgrade: ['websocket', 'h2c'],
  accept: ['text/html', 'application/json', 'text/event-stream', '*/*', 'x'.repeat(9_000)],
  'content-type': [
    'application/json',
    'application/json;charset=utf-16',
    'text/plain',
    'multipart/form-data',
  ],
  'content-encoding': ['gzip', 'identity'],
  origin: ['http://localhost', 'https://evil.example', 'null', 'x'],
  'sec-fetch-site': ['same-origin', 'none', 'cross-site', ''],
  'access-control-request-method': ['POST', 'x'],
  'x-gateway-token': ['', 'a', 'undefined', '\u00e9', 'a'.repeat(64)],
  authorization: ['Bearer phx_sandbox', 'Bearer', 'Basic eA==', 'bearer  phx_sandbox', '\0'],
  'x-forwarded-host': ['evil.example'],
  'x-forwarded-proto': ['https', 'x'],
  'x-http-method-override': ['DELETE'],
  'x-original-url': [rows],
  __proto__: ['x'],
  constructor: ['x'],
  'if-none-match': ['*', '"x"'],
  'cache-control': ['max-age=0', 'max-age=x'],
};

const header = fc
  .constantFrom(...Object.keys(values), '__proto__')
  .chain((name) =>
    fc.record({
      name: fc.oneof(
        { weight: 6, arbitrary: fc.constant(name) },
        fc.constantFrom(name.toUpperCase(), `${name} `, ` ${name}`, `${name}\0`, ''),
      ),
      separator: fc.oneof(
        { weight: 8, arbitrary: fc.constant(': ') },
        fc.constantFrom(':', ' : ', '', ':\t', ':\n '),
      ),
      value: fc.constantFrom(...(Object.hasOwn(values, name) ? (values[name] ?? ['']) : ['x'])),
      end: lineEnd,
    }),
  )
  .map(({ name, separator, value, end }) => name + separator + value + end);

const chunked = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n0\r\n\r\n`;
const body = fc.oneof(
  fc.constantFrom('', '', '{}', query, ping, chunked('{}'), chunked(query), chunked(ping)),
  fc.constantFrom(
    '0\r\n\r\n',
    'ffffffffffffffff\r\n',
    '-1\r\n',
    '5;x="\r\n',
    `2\r\n{}\r\n0\r\nhost: evil\r\n\r\n`,
  ),
  fc.constant(`GET ${rows} HTTP/1.1\r\nhost: localhost\r\n\r\n`),
);

/** A request that would be valid with the token: its length and type match its body. */
const sound = fc
  .record({
    method,
    target,
    body: fc.constantFrom(query, ping, '{}'),
    more: fc.array(header, { maxLength: 2 }),
  })
  .map(
    ({ method, target, body, more }) =>
      `${method} ${target} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n` +
      `accept: application/json, text/event-stream\r\ncontent-length: ${body.length}\r\n${more.join('')}\r\n${body}`,
  );

const odd = fc
  .record({
    method,
    target,
    version,
    end: lineEnd,
    headers: fc.array(header, { maxLength: 10 }),
    last: lineEnd,
    body,
  })
  .map(
    ({ method, target, version, end, headers, last, body }) =>
      `${method} ${target}${version}${end}${headers.join('')}${last}${body}`,
  );

/** One to three requests on one connection, none of which has the gateway token. */
export const hostileBytes: fc.Arbitrary<string> = fc
  .array(fc.oneof({ weight: 2, arbitrary: sound }, odd), { minLength: 1, maxLength: 3 })
  .map((requests) => requests.join(''));
