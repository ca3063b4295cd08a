import { once } from 'node:events';
import { Agent, get, request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { getIntrospectionQuery } from 'graphql';
import { createClient } from 'graphql-sse';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../../../src/sandbox/sandbox.ts';
import { startCheckedSandbox } from '../../../sandbox/support/checked-sandbox.ts';
import { startInProcess, type InProcess } from '../../../support/in-process.ts';
import type { WireObject } from '../../../support/sandbox-control.ts';

let sandbox: Sandbox;
let server: InProcess;
const start = (environment: Record<string, string> = {}) =>
  startInProcess({ POSTHOG_HOST: sandbox.url, POSTHOG_PROJECT_ID: '1', ...environment });
beforeEach(async () => {
  sandbox = await startCheckedSandbox();
  server = await start({ POSTHOG_API_KEY: 'phx_sandbox' });
});
afterEach(async () => {
  await server.stop();
  await sandbox.close();
});

const TOKEN = 'x-graphql-event-stream-token';
const changed = (id = 3) =>
  `subscription { experimentChanged(id: ${id}) { isFirst changes { field after } } }`;
const duplicate =
  'mutation { duplicateExperiment(input: { id: "15", name: "copy" }) { __typename } }';
const writes = () => sandbox.requests().filter(({ method }) => method !== 'GET');

const send = (
  method: string,
  headers: Record<string, string> = {},
  { body, search = '' }: { readonly body?: object | string; readonly search?: string } = {},
) =>
  fetch(`${server.url}/graphql/stream${search}`, {
    method,
    headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
    ...(body && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });

const reserve = async (headers: Record<string, string> = {}) => {
  const response = await send('PUT', headers);
  expect(response.status).toBe(201);
  return response.text();
};

const operation = (query: string, operationId: string) => ({ query, extensions: { operationId } });

/** The events of a stream, comments left out. */
async function* eventsOf(response: Response): AsyncGenerator<{ event: string; data: WireObject }> {
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    for (const sent of events) {
      const [, event = '', data = ''] = /^event: (.*)\ndata: (.*)$/.exec(sent) ?? [];
      if (event !== '') yield { event, data: JSON.parse(data) as WireObject };
    }
  }
}

describe('graphql-sse in its single connection mode', () => {
  const client = () =>
    createClient({ url: `${server.url}/graphql/stream`, singleConnection: true, retryAttempts: 0 });

  it('gets the results of several operations over one connection', async () => {
    const sse = client();
    const events = [3, 4].map((id) => sse.iterate<WireObject>({ query: changed(id) }));
    for (const each of events) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect((await each.next()).value?.data).toMatchObject({
        experimentChanged: { isFirst: true },
      });
    }
    const mutation = sse.iterate<WireObject>({
      query: 'mutation { updateExperiment(input: { id: 3, name: "Renamed" }) { __typename } }',
    });
    expect((await mutation.next()).value?.data).toEqual({
      updateExperiment: { __typename: 'UpdateExperimentPayload' },
    });
    expect((await mutation.next()).done).toBe(true);
    expect((await events[0]!.next()).value?.data?.['experimentChanged'].changes).toContainEqual({
      field: 'name',
      after: 'Renamed',
    });
    expect(writes()).toHaveLength(1);
    await events[1]!.return?.();
    await events[0]!.return?.();
    sse.dispose();
  });

  it('gets each error with its code', async () => {
    const sse = client();
    const results = sse.iterate<WireObject>({ query: '{ nope }' });
    expect((await results.next()).value?.errors).toMatchObject([
      { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
    ]);
    sse.dispose();
  });

  it('works with distinct connections at the same address', async () => {
    const sse = createClient({ url: `${server.url}/graphql/stream`, retryAttempts: 0 });
    const events = sse.iterate<WireObject>({ query: changed() });
    expect((await events.next()).value?.data).toMatchObject({
      experimentChanged: { isFirst: true },
    });
    await events.return?.();
  });
});

describe('an event stream for several operations', () => {
  it('is closed when its client does not read what it asks for', async () => {
    const token = await reserve();
    const opening = get(`${server.url}/graphql/stream?token=${token}`, {
      headers: { accept: 'text/event-stream' },
    });
    const [stream] = (await once(opening, 'response')) as [IncomingMessage];
    stream.pause();
    stream.on('error', () => undefined);
    const statuses = new Set<number>();
    for (let id = 0; id < 100; id += 1) {
      const body = operation(getIntrospectionQuery(), `op-${id}`);
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const { status } = await send('POST', { [TOKEN]: token }, { body });
      statuses.add(status);
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await send('DELETE', { [TOKEN]: token }, { search: `?operationId=op-${id - 5}` });
    }
    expect([...statuses]).toEqual([202, 404]);
    opening.destroy();
  });

  it('ends an operation on request, and names each result’s operation', async () => {
    const token = await reserve();
    const events = eventsOf(await send('GET', { accept: 'text/event-stream', [TOKEN]: token }));
    const started = await send('POST', { [TOKEN]: token }, { body: operation(changed(), 'one') });
    expect(started.status).toBe(202);
    expect((await events.next()).value).toMatchObject({
      event: 'next',
      data: { id: 'one', payload: { data: { experimentChanged: { isFirst: true } } } },
    });
    const ended = await send('DELETE', { [TOKEN]: token }, { search: '?operationId=one' });
    expect(ended.status).toBe(200);
    await send('POST', { [TOKEN]: token }, { body: operation('{ __typename }', 'one') });
    expect((await events.next()).value).toMatchObject({
      data: { id: 'one', payload: { data: { __typename: 'Query' } } },
    });
    expect((await events.next()).value).toEqual({ event: 'complete', data: { id: 'one' } });
    await events.return(undefined);
  });

  it('is opened by `EventSource`, which sends its token in the address', async () => {
    const token = await reserve();
    const response = await send(
      'GET',
      { accept: 'text/event-stream' },
      { search: `?token=${token}` },
    );
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    await response.body!.cancel();
    expect(server.logText()).not.toContain(token);
  });

  it('belongs to the key that reserved it', async () => {
    const mine = { authorization: 'Bearer phx_sandbox' };
    const token = await reserve(mine);
    const [theirs, nobody] = [
      { authorization: 'Bearer phx_other' },
      { authorization: 'Basic eA==' },
    ];
    for (const other of [theirs, nobody]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect((await send('GET', { ...other, [TOKEN]: token })).status).toBe(404);
    }
    const stream = await send('GET', { ...mine, [TOKEN]: token });
    expect(stream.status).toBe(200);
    const body = operation(duplicate, 'one');
    for (const other of [theirs, nobody]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const refused = await send('POST', { ...other, [TOKEN]: token }, { body });
      expect(refused.status).toBe(404);
      expect(await refused.json()).toMatchObject({
        errors: [{ extensions: { code: 'NOT_FOUND' } }],
      });
    }
    expect(writes()).toEqual([]);
    await stream.body!.cancel();
  });

  it('is opened once, and each operation has an id of its own', async () => {
    const token = await reserve();
    const stream = await send('GET', { [TOKEN]: token });
    const again = await send('GET', { [TOKEN]: token });
    const body = operation(changed(), 'one');
    expect((await send('POST', { [TOKEN]: token }, { body })).status).toBe(202);
    const twice = await send('POST', { [TOKEN]: token }, { body });
    for (const refused of [again, twice]) {
      expect(refused.status).toBe(409);
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect(await refused.json()).toMatchObject({
        errors: [{ extensions: { code: 'ALREADY_OPEN' } }],
      });
    }
    await stream.body!.cancel();
  });

  it.each([
    ['without an id', { query: duplicate }],
    ['with an id that is no text', { query: duplicate, extensions: { operationId: 7 } }],
    ['that is not JSON', '{'],
    ['that is a list', [operation(duplicate, 'one')]],
    ['nested too deeply', `{"query":${JSON.stringify(duplicate)},"variables":${'['.repeat(5_000)}`],
  ])('refuses an operation %s', async (_how, body) => {
    const token = await reserve();
    const stream = await send('GET', { [TOKEN]: token });
    const refused = await send('POST', { [TOKEN]: token }, { body });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      errors: [{ extensions: { code: 'BAD_REQUEST' } }],
    });
    expect(writes()).toEqual([]);
    await stream.body!.cancel();
  });

  it('cannot be used without a reservation, nor after its client has left', async () => {
    expect((await send('GET', { [TOKEN]: 'made-up' })).status).toBe(404);
    const token = await reserve();
    const body = operation(duplicate, 'one');
    expect((await send('POST', { [TOKEN]: token }, { body })).status).toBe(404);
    const stream = await send('GET', { [TOKEN]: token });
    await stream.body!.cancel();
    await expect
      .poll(async () => (await send('POST', { [TOKEN]: token }, { body })).status, {
        timeout: 30_000,
      })
      .toBe(404);
    expect(writes()).toEqual([]);
  });

  it('is one of a hundred for a key, and carries a hundred operations', async () => {
    const tokens = await Promise.all(Array.from({ length: 100 }, () => reserve()));
    const more = await send('PUT');
    expect(more.status).toBe(429);
    expect(await more.json()).toMatchObject({
      errors: [{ extensions: { code: 'TOO_MANY_STREAMS' } }],
    });
    await reserve({ authorization: 'Bearer phx_other' });
    const token = tokens[0]!;
    const stream = await send('GET', { [TOKEN]: token });
    const statuses = await Promise.all(
      Array.from({ length: 101 }, async (_, id) => {
        const body = operation(changed(), `op-${id}`);
        return (await send('POST', { [TOKEN]: token }, { body })).status;
      }),
    );
    expect(statuses.toSorted((one, other) => one - other)).toEqual([
      ...Array<number>(100).fill(202),
      429,
    ]);
    await stream.body!.cancel();
    await expect.poll(async () => (await send('PUT')).status, { timeout: 30_000 }).toBe(201);
  });

  it('needs the gateway’s token for every request', async () => {
    const guarded = await start({
      POSTHOG_API_KEY: 'phx_sandbox',
      GATEWAY_TOKEN: 'a-long-random-text-of-our-own',
    });
    for (const method of ['PUT', 'GET', 'POST', 'DELETE']) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const { status } = await fetch(`${guarded.url}/graphql/stream`, { method });
      expect(status).toBe(401);
    }
    await guarded.stop();
  });

  it('is closed to pages of other origins, and has no other methods', async () => {
    expect((await send('PUT', { origin: 'https://evil.example' })).status).toBe(403);
    const patch = await send('PATCH');
    expect(patch.status).toBe(405);
    expect(patch.headers.get('allow')).toBe('GET, POST, PUT, DELETE');
  });

  it('ends when the server is asked to stop', async () => {
    const token = await reserve();
    const events = eventsOf(await send('GET', { [TOKEN]: token }));
    await send('POST', { [TOKEN]: token }, { body: operation(changed(), 'one') });
    await events.next();
    const stopped = server.stop();
    expect((await events.next()).value).toEqual({ event: 'complete', data: { id: 'one' } });
    expect((await events.next()).done).toBe(true);
    expect(await stopped).toBe(0);
  });
});

it('made-up keys leave places for event streams to keys that PostHog has accepted', async () => {
  const query = JSON.stringify({ query: '{ experiments(first: 1) { totalCount } }' });
  const json = { 'content-type': 'application/json' };
  await (
    await fetch(`${server.url}/graphql`, { method: 'POST', headers: json, body: query })
  ).text();
  const agent = new Agent({ keepAlive: true, maxSockets: 20 });
  const put = async (key: string) => {
    const headers = { authorization: `Bearer ${key}` };
    const asked = request(`${server.url}/graphql/stream`, { method: 'PUT', agent, headers }).end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    await text(response);
    return response.statusCode;
  };
  const keys = Array.from({ length: 101 }, (_, at) => `phx_madeup${at}`);
  const statuses: (number | undefined)[] = [];
  for (const key of keys)
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    statuses.push(...(await Promise.all(Array.from({ length: 100 }, () => put(key)))));
  agent.destroy();
  expect(new Set(statuses)).toEqual(new Set([201, 429]));
  expect((await send('PUT')).status).toBe(201);
  const other = { authorization: 'Bearer phx_another' };
  expect((await send('PUT', other)).status).toBe(429);
});
