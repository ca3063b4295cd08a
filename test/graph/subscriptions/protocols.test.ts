import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { startCheckedSandbox } from '../../sandbox/support/checked-sandbox.ts';
import { startInProcess, type InProcess } from '../../support/in-process.ts';
import { load } from '../../support/sandbox-control.ts';

let sandbox: Sandbox;
let server: InProcess;
let id: string;

beforeEach(async () => {
  sandbox = await startCheckedSandbox();
  server = await startInProcess({
    POSTHOG_HOST: sandbox.url,
    POSTHOG_PROJECT_ID: '1',
    POSTHOG_API_KEY: 'phx_sandbox',
  });
  ({ id } = await load(sandbox, {
    experiment: { name: 'Checkout', feature_flag_key: 'checkout', metrics: [] },
    flag: { key: 'checkout', active: false },
  }));
});
afterEach(async () => {
  await server.stop();
  await sandbox.close();
});

const query = () =>
  `subscription { experimentChanged(id: ${id}) { isFirst changes { field after } experiment { name } } }`;
/** Through this server, so that a poller that has not stopped yet checks at once. */
const rename = (name: string) =>
  fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: `mutation { updateExperiment(input: { id: ${id}, name: "${name}" }) { __typename } }`,
    }),
  });

/** The text of a response until it contains something, after which the connection is closed. */
async function textUntil(response: Response, end: string): Promise<string> {
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (text.includes(end)) break;
  }
  return text;
}

/** Subscribes with `GET`, as an `EventSource` does, and resolves to the first event. */
async function firstEvent(headers: Record<string, string>, extensions?: object) {
  const url = new URL(`${server.url}/graphql`);
  url.searchParams.set('query', query());
  if (extensions) url.searchParams.set('extensions', JSON.stringify(extensions));
  const response = await fetch(url, { headers: { accept: 'text/event-stream', ...headers } });
  const text = await textUntil(response, 'event: next\ndata: {');
  const [, json = '', , sentId] = /data: (.*)\n(id: (.*)\n)?\n/.exec(text) ?? [];
  return { answer: JSON.parse(json), sentId };
}

const renamed = {
  data: {
    experimentChanged: {
      isFirst: false,
      changes: [{ field: 'name', after: 'Renamed' }, { field: 'version' }],
    },
  },
  extensions: { event: { resumed: true } },
};

describe('over Server-Sent Events', () => {
  it('an event has its id as a field, which an EventSource sends as Last-Event-ID to continue', async () => {
    const first = await firstEvent({});
    expect(first.sentId).toBe(first.answer.extensions.event.id);
    await rename('Renamed');
    const { answer, sentId } = await firstEvent({ 'last-event-id': first.sentId! });
    expect(answer).toMatchObject(renamed);
    expect(sentId).not.toBe(first.sentId);
  });

  it('the header counts before the extension of the address, which an EventSource repeats', async () => {
    const { sentId = '' } = await firstEvent({});
    await rename('Renamed');
    const lastEventId = 'AbCdEfGhIjKl.1764400000000-1';
    const old = await firstEvent({}, { lastEventId });
    expect(old.answer.extensions.event.resumed).toBe(false);
    const { answer } = await firstEvent({ 'last-event-id': sentId }, { lastEventId });
    expect(answer).toMatchObject(renamed);
  });

  it('an empty header means that nothing was seen, and text that is no id is refused', async () => {
    const { answer } = await firstEvent({ 'last-event-id': '' });
    expect(answer.extensions.event.resumed).toBeUndefined();
    const refused = await firstEvent({ 'last-event-id': '17' });
    expect(refused.answer.errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', argument: 'Last-Event-ID' } },
    ]);
  });

  it.each([true, false])('graphql-sse continues, with singleConnection %s', async (single) => {
    const url = `${server.url}/graphql${single ? '/stream' : ''}`;
    const client = createSseClient({ url, singleConnection: single, retryAttempts: 0 });
    const first = await client.iterate({ query: query() }).next();
    const lastEventId = eventIdOf(first.value);
    await rename('Renamed');
    const back = client.iterate({ query: query(), extensions: { lastEventId } });
    expect((await back.next()).value).toMatchObject(renamed);
    client.dispose();
  });
});

describe('over WebSocket', () => {
  const connect = (headers: Record<string, string> = {}) =>
    createSocketClient({
      url: `${server.url.replace('http', 'ws')}/graphql`,
      retryAttempts: 0,
      webSocketImpl: class extends WebSocket {
        constructor(address: string, protocols: string[]) {
          super(address, protocols, { headers });
        }
      },
    });

  it('graphql-ws continues with the id in the extensions of its message', async () => {
    const client = connect();
    const first = await client.iterate({ query: query() }).next();
    const lastEventId = eventIdOf(first.value);
    await rename('Renamed');
    const back = client.iterate({ query: query(), extensions: { lastEventId } });
    expect((await back.next()).value).toMatchObject(renamed);
    await client.dispose();
  });

  it('a header of the connection is not taken for the id of every subscription', async () => {
    const client = connect({ 'last-event-id': 'AbCdEfGhIjKl.1764400000000-1' });
    const first = await client.iterate({ query: query() }).next();
    expect(first.value).toMatchObject({ data: { experimentChanged: { isFirst: true } } });
    expect(JSON.stringify(first.value)).not.toContain('resumed');
    await client.dispose();
  });
});

describe('as multipart parts', () => {
  const ask = async (extensions?: object) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: {
        accept: 'multipart/mixed;subscriptionSpec=1.0, application/json',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ query: query(), extensions }),
    });
    const text = await textUntil(response, '}\r\n--graphql');
    return JSON.parse(/\{.*\}/.exec(text)?.[0] ?? '').payload;
  };

  it('a subscription continues with the id in the extensions of its request', async () => {
    const first = await ask();
    await rename('Renamed');
    expect(await ask({ lastEventId: eventIdOf(first) })).toMatchObject(renamed);
  });
});

describe('a client that connects again by itself', () => {
  /** What is between the client and the server, and breaks. */
  let proxy: Server;
  const open = new Set<Socket>();
  let url: string;
  beforeEach(async () => {
    const { hostname, port } = new URL(server.url);
    proxy = createServer((socket) => {
      const behind = connect(Number(port), hostname);
      for (const one of [socket, behind]) {
        open.add(one.on('error', () => undefined));
        one.once('close', () => open.delete(one));
      }
      socket.pipe(behind).pipe(socket);
    }).listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/graphql`;
  });
  afterEach(() => {
    proxy.close();
  });

  const clients = {
    'graphql-sse': () => createSseClient({ url, retryAttempts: 5, retry: () => Promise.resolve() }),
    'graphql-ws': () =>
      createSocketClient({
        url: url.replace('http', 'ws'),
        webSocketImpl: WebSocket,
        retryAttempts: 5,
        retryWait: () => Promise.resolve(),
        shouldRetry: () => true,
      }),
  };

  it.each(Object.entries(clients))(
    '%s continues when its request says the last id',
    async (_name, create) => {
      const client = create();
      const operation = { query: query(), extensions: {} as Record<string, unknown> };
      const events = client.iterate(operation);
      operation.extensions['lastEventId'] = eventIdOf((await events.next()).value);
      for (const socket of open) socket.destroy();
      await rename('Renamed');
      expect((await events.next()).value).toMatchObject({
        data: { experimentChanged: { isFirst: false, changes: [{ after: 'Renamed' }, {}] } },
        extensions: { event: { resumed: true } },
      });
      await client.dispose();
    },
  );
});

const eventIdOf = (answer: unknown) =>
  (answer as { extensions: { event: { id: string } } }).extensions.event.id;
