import { createClient } from 'graphql-sse';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { post } from '../support/post.ts';

let server: InProcess;
let id: number;
beforeEach(async () => {
  server = await startInProcess();
  const { body } = await post<{ experiments: { nodes: { posthogId: number }[] } }>(
    server.url,
    '{ experiments(first: 1, filter: { status: DRAFT }) { nodes { posthogId } } }',
  );
  id = body.data!.experiments.nodes[0]!.posthogId;
});
afterEach(() => server.stop());

const document = () =>
  `subscription { experimentChanged(id: ${id}) { isFirst experiment { name } } }`;

async function open(how: 'GET' | 'POST'): Promise<Response> {
  const query = document();
  const accept = 'text/event-stream';
  return how === 'GET'
    ? fetch(`${server.url}/graphql?${new URLSearchParams({ query })}`, { headers: { accept } })
    : fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { accept, 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
}

/** Reads the stream until it contains some text, and returns everything read. */
async function readUntil(reader: ReadableStreamDefaultReader<Uint8Array>, wanted: RegExp) {
  const decoder = new TextDecoder();
  let text = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += decoder.decode(part.value, { stream: true });
    if (wanted.test(text)) break;
  }
  return text;
}

describe('a subscription over HTTP', () => {
  it.each(['GET', 'POST'] as const)('is a stream of events, requested with %s', async (how) => {
    const response = await open(how);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    const reader = response.body!.getReader();
    const text = await readUntil(reader, /data: .*\nid: .*\n\n/);
    expect(text).toMatch(/^:\n\nevent: next\ndata: \{"data":\{"experimentChanged":/);
    await reader.cancel();
  });

  it('is kept alive with pings while there are no events', async () => {
    const reader = (await open('POST')).body!.getReader();
    expect(await readUntil(reader, /data: .*\nid: .*\n\n(:\n\n){2}/)).toMatch(/(:\n\n){2}$/);
    await reader.cancel();
  });

  it('is refused when the client does not accept a stream', async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify({ query: document() }),
    });
    expect(response.status).toBe(406);
  });

  it('is completed when the server is asked to stop, without delaying the shutdown', async () => {
    const client = createClient({ url: `${server.url}/graphql`, retryAttempts: 0 });
    const events = client.iterate({ query: document() });
    const first = await events.next();
    expect(first.value?.data).toMatchObject({ experimentChanged: { isFirst: true } });
    const stopped = server.stop();
    // Completed rather than aborted, which would be an error here.
    expect((await events.next()).done).toBe(true);
    expect(await stopped).toBe(0);
  });

  it('reports a write through another API immediately', async () => {
    const client = createClient({ url: `${server.url}/graphql`, retryAttempts: 0 });
    const events = client.iterate({
      query: `subscription { experimentChanged(id: ${id}) { changes { field after } } }`,
    });
    await events.next();
    const startedAt = performance.now();
    await fetch(`${server.url}/api/projects/1/experiments/${id}/`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Through REST' }),
    });
    const { value } = await events.next();
    expect(value?.data).toMatchObject({
      experimentChanged: { changes: [{ field: 'name', after: 'Through REST' }, {}] },
    });
    // Its next poll would have been after ten seconds.
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    client.dispose();
  });

  it('can be explained without upstream calls', async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
      body: JSON.stringify({ query: document(), extensions: { explain: true } }),
    });
    const text = await response.text();
    expect(text).toContain('"summary":"experiments_retrieve ×1 = 1 calls"');
    expect(text).toMatch(/event: complete/);
  });
});
