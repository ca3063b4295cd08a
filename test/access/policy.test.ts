import { createHash } from 'node:crypto';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { Files } from './support/files.ts';
import type { WireObject } from '../support/sandbox-control.ts';
import { connectSocket, subscribeTo } from '../support/socket-client.ts';

const tokens = {
  viewer: 'token-of-the-viewer-role',
  editor: 'token-of-the-editor-role',
  admin: 'token-of-the-admin-role',
  launcher: 'token-of-the-launcher-role',
  project1: 'token-limited-to-project-1',
  careful: 'token-of-the-careful-role',
};
type Name = keyof typeof tokens;

const policy = `
roles:
  viewer: { allow: [read] }
  editor: { allow: [read, write], deny: [endExperiment] }
  admin: { allow: [read, write, destructive] }
  launcher: { allow: [read, experiments_launch_create] }
  project1: { allow: [read, write], projects: [1] }
  careful: { allow: [read, write], deny: [unarchiveExperiment, pauseExperiment, resumeExperiment] }
callers: { viewer: viewer, editor: editor, admin: admin, launcher: launcher, project1: project1, careful: careful }
`;

describe('a policy by role', () => {
  const files = new Files();
  let server: InProcess;
  beforeAll(async () => {
    server = await startInProcess({
      GATEWAY_TOKENS: Object.entries(tokens)
        .map(([name, token]) => `${name}=${token}`)
        .join(','),
      ACCESS_POLICY_FILE: files.write('policy.yaml', policy),
      POSTHOG_PROJECT_ID: '1',
    });
  });
  afterAll(async () => {
    await server.stop();
    files.remove();
  });

  const writes = async () => {
    const answer = await fetch(`${server.sandboxUrl}/_sandbox/requests`);
    const sent = (await answer.json()) as { method: string; path: string }[];
    return sent
      .filter(({ method }) => method !== 'GET')
      .map(({ method, path }) => `${method} ${path}`);
  };
  beforeEach(async () => {
    await fetch(`${server.sandboxUrl}/_sandbox/requests`, { method: 'DELETE' });
  });

  const graph = async (
    name: Name,
    query: string,
    headers: Record<string, string> = {},
    more = {},
  ) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-gateway-token': tokens[name], ...headers },
      body: JSON.stringify({ query, ...more }),
    });
    return (await response.json()) as {
      // oxlint-disable-next-line typescript/no-explicit-any
      data?: any;
      errors?: { message: string; extensions: Record<string, unknown> }[];
      // oxlint-disable-next-line typescript/no-explicit-any
      extensions?: any;
    };
  };
  const rest = async (name: Name, method: string, path: string, body?: unknown) => {
    const response = await fetch(`${server.url}/v1/api/projects/${path}`, {
      method,
      headers: { 'content-type': 'application/json', 'x-gateway-token': tokens[name] },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : null };
  };
  const mcp = async (name: Name) => {
    const client = new Client({ name: 'test', version: '0.0.0' });
    await client.connect(
      new StreamableHTTPClientTransport(new URL(`${server.url}/mcp`), {
        requestInit: { headers: { 'x-gateway-token': tokens[name] } },
      }),
    );
    return client;
  };
  const call = async (name: Name, tool: string, args: Record<string, unknown>) => {
    const client = await mcp(name);
    const result = (await client.callTool({ name: tool, arguments: args })) as {
      isError?: boolean;
      content: { text?: string }[];
    };
    await client.close();
    return {
      isError: result.isError ?? false,
      text: result.content.map(({ text }) => text).join('\n'),
    };
  };

  const end = (id: number) =>
    `mutation { endExperiment(input: {id: "${id}"}) { __typename ... on PermissionDenied { code message role missing } } }`;
  const drafts = async () => {
    const { body } = await rest('admin', 'GET', '1/experiments/?status=draft&limit=5');
    return (body.results as { id: number }[]).map(({ id }) => id);
  };
  it('lets a role read, over all three APIs', async () => {
    expect((await graph('viewer', '{ experiments(first: 1) { nodes { name } } }')).errors).toBe(
      undefined,
    );
    expect((await rest('viewer', 'GET', '1/experiments/?limit=1')).status).toBe(200);
    expect(await call('viewer', 'experiment-list', { limit: 1 })).toMatchObject({
      isError: false,
    });
  });

  it('refuses a write of a role that only reads, over all three APIs, and sends nothing', async () => {
    const [id = 0] = await drafts();
    const overGraph = await graph(
      'viewer',
      `mutation { a: launchExperiment(input: {id: "${id}"}) { __typename ... on PermissionDenied { code message role missing } } }`,
    );
    expect(overGraph.data.a).toEqual({
      __typename: 'PermissionDenied',
      code: 'FORBIDDEN_BY_POLICY',
      message: 'The role viewer may not use experiments_launch_create, which needs write.',
      role: 'viewer',
      missing: 'write',
    });
    expect(await rest('viewer', 'POST', `1/experiments/${id}/launch/`)).toMatchObject({
      status: 403,
      body: { code: 'forbidden_by_policy', detail: overGraph.data.a.message },
    });
    const overMcp = await call('viewer', 'experiment-launch', { id });
    expect(overMcp).toMatchObject({ isError: true });
    expect(overMcp.text).toContain('FORBIDDEN_BY_POLICY');
    expect(overMcp.text).toContain('Role: viewer');
    expect(await writes()).toEqual([]);
  });

  it('counts a change as what it does, whatever the operation is called', async () => {
    const [id = 0] = await drafts();
    const patch = (name: Name, body: unknown) => rest(name, 'PATCH', `1/experiments/${id}/`, body);
    expect((await patch('editor', { description: 'New' })).status).toBe(200);
    for (const deleted of [true, 1, 'yes']) {
      expect(await patch('editor', { deleted })).toMatchObject({
        status: 403,
        body: { detail: expect.stringContaining('which needs destructive') },
      });
    }
    expect(await patch('editor', { end_date: '2026-01-01T00:00:00Z' })).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining('experiments_end_create') },
    });
    const { data } = await graph('editor', end(id));
    expect(data.endExperiment).toMatchObject({ role: 'editor', missing: 'experiments_end_create' });
    const launched = await patch('launcher', { start_date: '2026-01-01T00:00:00Z' });
    expect(launched.status).not.toBe(403);
    expect(
      (await patch('launcher', { start_date: '2026-01-01T00:00:00Z', name: 'x' })).status,
    ).toBe(403);
  });

  it.each([false, 0, '0', 'false', 'False', 'f', 'off', 'NO', 'n'])(
    'counts archived: %j as unarchiving, since PostHog may read it as that',
    async (archived) => {
      const { data } = await graph('viewer', '{ experiments(first: 1) { nodes { posthogId } } }');
      const { posthogId } = data.experiments.nodes[0];
      expect(
        await rest('careful', 'PATCH', `1/experiments/${posthogId}/`, { archived }),
      ).toMatchObject({ status: 403, body: { detail: expect.stringContaining('unarchive') } });
      expect(await writes()).toEqual([]);
    },
  );

  it('counts a change of a flag as what it does to the experiments that use it', async () => {
    const { data } = await graph('viewer', '{ experiment(id: 12) { featureFlag { posthogId } } }');
    const path = `1/feature_flags/${data.experiment.featureFlag.posthogId}/`;
    const { body } = await rest('viewer', 'GET', path);
    const { filters } = body as unknown as { filters: WireObject };
    const split = (...shares: number[]) => ({
      ...filters,
      multivariate: {
        variants: shares.map((share, index) => ({
          key: index === 0 ? 'control' : 'test',
          rollout_percentage: share,
        })),
      },
    });
    const refused = (detail: string) => ({
      status: 403,
      body: { detail: expect.stringContaining(detail) },
    });
    const patch = (sent: object) => rest('careful', 'PATCH', path, sent);
    expect(await patch({ active: false })).toMatchObject(refused('experiments_pause_create'));
    expect(await patch({ active: 'on' })).toMatchObject(refused('experiments_resume_create'));
    expect(await patch({ filters: split(0, 100) })).toMatchObject(refused('needs destructive'));
    const ofExperiment = {
      parameters: { feature_flag_variants: split(0, 100).multivariate.variants },
    };
    for (const sent of [ofExperiment, { feature_flag: { filters: split(100, 0) } }]) {
      expect(await rest('careful', 'PATCH', '1/experiments/12/', sent)).toMatchObject(
        refused('needs destructive'),
      );
    }
    expect(await writes()).toEqual([]);
    expect((await patch({ name: 'Another name' })).status).toBe(200);
    expect((await patch({ filters: split(40, 60) })).status).toBe(200);
    expect((await rest('admin', 'PATCH', path, { active: false })).status).toBe(200);
  });

  it('is the same for aliases, persisted operations, WebSockets and streams of events', async () => {
    const [id = 0] = await drafts();
    const query = `mutation { a: resetExperiment(input: {id: "${id}"}) { ...p } b: deleteExperiment(input: {id: "${id}"}) { ...p } } fragment p on MutationProblem { code }`;
    const refused = { code: 'FORBIDDEN_BY_POLICY' };
    expect((await graph('viewer', query)).data).toEqual({ a: refused, b: refused });
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const persisted = { extensions: { persistedQuery: { version: 1, sha256Hash } } };
    expect((await graph('viewer', query, {}, persisted)).data).toEqual({ a: refused, b: refused });
    const socket = await connectSocket(server.url, {
      headers: { 'x-gateway-token': tokens.viewer },
    });
    subscribeTo(socket, '1', query);
    expect(await socket.next()).toMatchObject({ payload: { data: { a: refused, b: refused } } });
    socket.socket.terminate();
    const stream = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        'x-gateway-token': tokens.viewer,
      },
      body: JSON.stringify({ query }),
    });
    expect(await stream.text()).toContain('FORBIDDEN_BY_POLICY');
    expect(await writes()).toEqual([]);
  });

  it('keeps a role to its projects, also where another role has just read the same', async () => {
    const query = (project: string) =>
      `{ experiments(projectId: "${project}", first: 1) { nodes { name } } }`;
    expect((await graph('admin', query('2'))).errors).toBe(undefined);
    const codesOf = async (project: string) =>
      (await graph('project1', query(project))).errors?.map(({ extensions }) => extensions['code']);
    expect(await codesOf('2')).toEqual(['FORBIDDEN_BY_POLICY']);
    expect(await codesOf('@current')).toEqual(['FORBIDDEN_BY_POLICY']);
    expect(await codesOf('1')).toBe(undefined);
    expect((await rest('project1', 'GET', '2/experiments/')).status).toBe(403);
    expect((await rest('project1', 'GET', '@current/experiments/')).status).toBe(403);
    const [id = 0] = await drafts();
    const copy = `1/experiments/${id}/copy_to_project/`;
    expect(await rest('project1', 'POST', copy, { target_team_id: 2 })).toMatchObject({
      status: 403,
      body: { detail: 'The role project1 may not use the project 2.' },
    });
    const { errors } = await graph('project1', '{ viewer { email } }');
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN_BY_POLICY' });
    expect(await writes()).toEqual([]);
  });

  it('answers a dry run, a price and a list of tools only with what a role may use', async () => {
    const [id = 0] = await drafts();
    const dry = `mutation { launchExperiment(input: {id: "${id}", dryRun: true}) { __typename } }`;
    expect((await graph('viewer', dry)).data.launchExperiment.__typename).toBe('PermissionDenied');
    expect((await graph('launcher', dry)).data.launchExperiment.__typename).not.toBe(
      'PermissionDenied',
    );
    const priced = await graph(
      'viewer',
      dry.replace(', dryRun: true', ''),
      {},
      { extensions: { explain: true } },
    );
    expect(priced.extensions.explain.forbidden).toEqual(['experiments_launch_create']);
    const listed = async (name: Name) => {
      const client = await mcp(name);
      const { tools } = await client.listTools();
      await client.close();
      return tools.map((tool) => tool.name);
    };
    const [viewers, launchers] = [await listed('viewer'), await listed('launcher')];
    expect(viewers).toContain('experiment-list');
    expect(viewers).not.toContain('experiment-launch');
    expect(viewers).not.toContain('experiment-act');
    expect(launchers).toContain('experiment-launch');
    expect(launchers).not.toContain('experiment-delete');
  });

  it('does not concern callers with a PostHog key of their own', async () => {
    const { data } = await graph(
      'viewer',
      'mutation { createHoldout(input: {name: "Mine", filters: []}) { __typename } }',
      { authorization: 'Bearer phx_sandbox' },
    );
    expect(data?.createHoldout?.__typename).not.toBe('PermissionDenied');
  });
});
