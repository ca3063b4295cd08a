import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/graph/core/global-id.ts';
import { operations } from '../../src/posthog/api/operations.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { post } from '../support/post.ts';
import { askRaw } from '../support/raw-http.ts';

let sandbox: Sandbox;
let server: InProcess;
beforeAll(async () => {
  sandbox = await createSandbox();
  server = await startInProcess({
    POSTHOG_HOST: sandbox.url,
    POSTHOG_API_KEY: 'phx_sandbox',
    LOG_LEVEL: 'silent',
  });
});
afterAll(async () => {
  await server.stop();
  await sandbox.close();
});
beforeEach(() => {
  sandbox.clearRequests();
});

/** Strings that would lead to another PostHog path if inserted into a path. */
const hostile = [
  '..',
  '.',
  '../..',
  '1/../2',
  '1/archive',
  '1/../../../users/@me',
  '%2e%2e',
  '..%2f..',
  '..\\..',
  '1?x=',
  '1#',
  '1;x',
  '1%00',
  '1\n2',
  '1 ',
  '',
  'stats',
  'latest',
  '@me',
  '-1',
  '1e3',
  '0x1',
  '１',
  '1\u0000',
  '99999999999999999999999',
];

const sentOn = () => sandbox.requests().map(({ method, path }) => `${method} ${path}`);

const withOnes = (path: string) => path.replaceAll(/\{\w+\}/g, '1');

/** True when a word in place of an id, such as `stats`, forms the path of another operation. */
const isAnotherRoute = (filled: string, path: string) =>
  Object.values(operations).some((one) => one.path !== path && withOnes(one.path) === filled);

describe('an invalid id causes no call to PostHog', () => {
  it.each(hostile)('through GraphQL: %j', async (text) => {
    const ids = [
      text,
      encodeGlobalId('Experiment', text),
      encodeGlobalId('Experiment', `1:${text}`),
      encodeGlobalId('Experiment', `${text}:1`),
      encodeGlobalId('FeatureFlag', `1:${text}`),
      encodeGlobalId('Experiment', `1:1:${text}`),
    ];
    for (const id of ids) {
      await post(
        server.url,
        'query($id: ID!) { node(id: $id) { id ... on Experiment { name } } }',
        {
          variables: { id },
        },
      );
      await post(server.url, 'query($id: ID!) { experiment(id: $id) { name } }', {
        variables: { id },
      });
      await post(
        server.url,
        'mutation($id: ID!) { archiveExperiment(input: { id: $id }) { __typename } }',
        { variables: { id } },
      );
    }
    await post(server.url, 'query($id: ID) { experiments(projectId: $id) { totalCount } }', {
      variables: { id: text },
    });
    expect(sentOn()).toEqual([]);
  });

  it.each(hostile)('through REST, for any id in any path: %j', async (text) => {
    const sent = Object.values(operations).flatMap(({ method, path, pathParameters }) =>
      pathParameters.flatMap(({ name }) =>
        [text, encodeURIComponent(text)]
          .map((value) => withOnes(path.replace(`{${name}}`, value)))
          .filter((filled) => !isAnotherRoute(filled, path))
          .map((filled) => {
            const body = method === 'GET' ? '' : '{}';
            const type = body && 'content-type: application/json\r\n';
            const length = `content-length: ${body.length}\r\n`;
            return `${method} ${filled} HTTP/1.1\r\nhost: localhost\r\n${type}${length}\r\n${body}`;
          }),
      ),
    );
    const answers = await askRaw(Number(new URL(server.url).port), sent);
    expect(sentOn()).toEqual([]);
    for (const { status } of answers) expect([0, 400, 404, 405]).toContain(status);
  });

  it.each(hostile)('through MCP tools: %j', async (text) => {
    const call = async (name: string, args: Record<string, unknown>) => {
      const params = { name, arguments: args };
      const response = await fetch(`${server.url}/mcp`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
        },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }),
      });
      expect(await response.text()).toMatch(/"isError":true|"error":/);
    };
    await call('experiment-get', { id: text });
    await call('experiment-get', { id: 1, project_id: text });
    await call('experiment-archive', { id: 1, project_id: text });
    await call('experiment-delete', { id: 1, project_id: text });
    await call('experiment-metrics-recalculation-get', { id: 1, recalculation_id: text });
    await call('organization-projects', { organization_id: text });
    await call('experiment-overview', { id: text });
    await call('experiments-dashboard', { projectId: text });
    // What may be the key of a flag is searched for by the overview, in the query of one path.
    const lookup = /^[\w-]*[a-z][\w-]*$/.test(text)
      ? ['GET /api/projects/@current/feature_flags/']
      : [];
    expect(sentOn()).toEqual(lookup);
  });
});
