import { operations } from '../../../src/posthog/api/operations.ts';

export interface GuardedRoute {
  readonly method: string;
  readonly path: string;
  /** JSON body; undefined for none. */
  readonly body?: string;
}

const query = JSON.stringify({ query: '{ experiments(first: 1) { totalCount } }' });
const call = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name: 'experiment-list', arguments: { limit: 1 } },
});

export const graphRoutes: readonly GuardedRoute[] = [
  { method: 'POST', path: '/graphql', body: query },
  { method: 'GET', path: '/graphql?query={experiments(first:1){totalCount}}' },
  { method: 'POST', path: '/graphql/stream', body: query },
];

export const mcpRoutes: readonly GuardedRoute[] = [{ method: 'POST', path: '/mcp', body: call }];

const UUID = '11111111-1111-4111-8111-111111111111';

/** Every operation of the REST API, with one of its three path variants in turn, and what PostHog does not have. */
export const restRoutes: readonly GuardedRoute[] = [
  ...Object.values(operations).map(({ method, path }, at) => {
    const theirs = path
      .replace('{project_id}', '1')
      .replace('{id}', '5')
      .replace(/\{\w+\}/g, UUID);
    const ours = `/v1${theirs.replaceAll('_', '-').replace(/\/$/, '')}`;
    const address = [ours, `/v1${theirs}`, theirs][at % 3] ?? theirs;
    return { method, path: address, ...(method !== 'GET' && { body: '{}' }) };
  }),
  // Drafts have no results, so that each is one call.
  ...[
    'experiments.csv?status=draft',
    'results.ndjson?status=draft',
    'timeseries.parquet?status=draft',
    'experiments?format=csv&status=draft',
  ].map((file) => ({ method: 'GET', path: `/v1/export/${file}` })),
  { method: 'GET', path: '/v1/reports/5' },
  { method: 'GET', path: '/v1/reports/5?format=md' },
];

/** Public paths, in their exact spelling. */
export const publicPaths: readonly string[] = [
  '/',
  '/health',
  '/ready',
  '/graphql/graphiql/graphiql.js',
  '/graphql/graphiql/start.js',
  '/graphql/graphiql/styles.css',
  '/v1',
  '/v1/',
  '/v1/openapi.json',
  '/v1/viewer/start.js',
  '/v1/viewer/swagger-ui.css',
  '/v1/viewer/swagger-ui-bundle.js',
  '/v1/viewer/favicon-32x32.png',
];
