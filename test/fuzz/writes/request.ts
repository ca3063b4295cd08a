import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { WriteFault } from '../../support/failing-posthog.ts';
import { respelled } from './spelling.ts';

/** A request that writes once for each of its names, with its fault and its caller's behaviour. */
export interface WritingRequest {
  readonly names: readonly string[];
  readonly way: 'post' | 'get' | 'hash' | 'graphql' | 'form';
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly fault: WriteFault;
  /** Milliseconds after which the caller leaves; undefined if it stays. */
  readonly leavesAfter: number | undefined;
}

const directives = ['', '', '', '@defer', '@defer(if: $defer)', '@defer(label: "d", if: true)'];
const takeable = [
  'application/json',
  '*/*',
  'application/graphql-response+json, application/json;q=0.9',
  'multipart/mixed, application/json',
  'text/event-stream, application/json',
];
const accepts = [
  'application/json',
  '*/*',
  'application/graphql-response+json',
  'multipart/mixed',
  'multipart/mixed;deferSpec=20220824, application/json',
  'text/event-stream',
  'text/html',
  'application/json, text/event-stream',
  'image/png',
  'nonsense',
  'application/json;q=0',
  'application/graphql-response+json; charset=utf-16',
];

/** One mutation field, named by its index: its selection may be deferred, directly or in a fragment. */
function field(index: number) {
  return fc
    .record({
      kind: fc.constantFrom('duplicate', 'rename'),
      defer: fc.constantFrom(...directives),
      isFragment: fc.boolean(),
      isIncluded: fc.constantFrom('', '', '@include(if: $yes)', '@skip(if: $defer)'),
    })
    .map(({ kind, defer, isFragment, isIncluded }) => {
      const isCopy = kind === 'duplicate';
      const payload = isCopy ? 'DuplicateExperimentPayload' : 'UpdateFeatureFlagPayload';
      const inner = isCopy
        ? 'experiment { featureFlag { filters } }'
        : 'featureFlag { key filters }';
      const parts = `${defer} ${isIncluded} { ${inner} }`;
      const selection = isFragment ? `...P${index}` : `... on ${payload} ${parts.trim()}`;
      const input = isCopy ? `id: "15", name: $n${index}` : `id: "3", name: $n${index}`;
      const name = isCopy ? 'duplicateExperiment' : 'updateFeatureFlag';
      return {
        text: `f${index}: ${name}(input: { ${input} }) { __typename ${selection} }`,
        fragment: isFragment ? `fragment P${index} on ${payload} { ... ${parts.trim()} }` : '',
      };
    });
}

const documents = fc
  .integer({ min: 1, max: 2 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => field(index))))
  .chain((fields) =>
    fc.record({
      fields: fc.constant(fields),
      others: fc.subarray([
        'query Other { __typename }',
        'subscription S { experimentChanged(id: 3) { pace } }',
      ]),
      isNamed: fc.boolean(),
    }),
  )
  .chain(({ fields, others, isNamed }) => {
    const names = fields.map((_, index) => `$n${index}: String!`).join(' ');
    const name = isNamed || others.length > 0 ? 'M' : undefined;
    const document = [
      `mutation ${name ?? ''}(${names}, $defer: Boolean = false, $yes: Boolean = true) { a: __typename @include(if: $yes) @skip(if: $defer) ${fields.map(({ text }) => text).join(' ')} }`,
      ...fields.map(({ fragment }) => fragment),
      ...others,
    ].join(' ');
    // The plain spelling is repeated often enough to be compiled.
    return fc.record({
      query: fc.oneof(fc.constant(document), respelled(document)),
      operationName: fc.constant(name),
      count: fc.constant(fields.length),
    });
  });

let requests = 0;

/** Requests with one or two mutations, in every spelling and over every transport, and a fault after the write. */
export const writingRequests: fc.Arbitrary<WritingRequest> = fc
  .record({
    document: documents,
    defer: fc.boolean(),
    way: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('post' as const, 'hash' as const) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('get' as const, 'graphql' as const, 'form' as const),
      },
    ),
    contentType: fc.constantFrom(
      'application/json',
      'application/json; charset=utf-8',
      'APPLICATION/JSON',
    ),
    accept: fc.oneof(fc.constantFrom(...takeable), fc.constantFrom(undefined, ...accepts)),
    isTraced: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
    fault: fc.oneof(
      {
        weight: 19,
        arbitrary: fc.constantFrom<WriteFault>('none', 'cut', 'half', 'malformed', 'html', 'deep'),
      },
      // Rare, because it waits for the retries of the subsequent check.
      { weight: 1, arbitrary: fc.constant<WriteFault>('down') },
    ),
    leavesAfter: fc.oneof(
      { weight: 5, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 40 }) },
    ),
  })
  .map(({ document, defer, way, contentType, accept, isTraced, fault, leavesAfter }) => {
    const names = Array.from({ length: document.count }, () => `copy ${(requests += 1)}`);
    return {
      names,
      way,
      query: document.query,
      variables: { defer, ...Object.fromEntries(names.map((name, at) => [`n${at}`, name])) },
      operationName: document.operationName,
      headers: {
        'content-type': contentType,
        ...(accept !== undefined && { accept }),
        ...(isTraced && { 'apollo-federation-include-trace': 'ftv1' }),
      },
      fault,
      leavesAfter,
    };
  });

const hashOf = (query: string) => createHash('sha256').update(query).digest('hex');

/** Converts a request to the arguments of fetch. */
export function toFetch(url: string, request: WritingRequest): [string, RequestInit] {
  const { way, query, variables, operationName, headers } = request;
  const params = { query, variables, operationName };
  const persistedQuery = { version: 1, sha256Hash: hashOf(query) };
  const asText = {
    query,
    variables: JSON.stringify(variables),
    operationName: operationName ?? '',
  };
  const form = 'application/x-www-form-urlencoded';
  const init = { method: 'POST', headers };
  switch (way) {
    case 'get':
      return [`${url}?${new URLSearchParams(asText)}`, { headers }];
    case 'hash':
      return [
        url,
        { ...init, body: JSON.stringify({ ...params, extensions: { persistedQuery } }) },
      ];
    case 'graphql':
      return [
        url,
        { ...init, headers: { ...headers, 'content-type': 'application/graphql' }, body: query },
      ];
    case 'form':
      return [
        url,
        {
          ...init,
          headers: { ...headers, 'content-type': form },
          body: new URLSearchParams(asText),
        },
      ];
    default:
      return [url, { ...init, body: JSON.stringify(params) }];
  }
}
