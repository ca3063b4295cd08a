import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { spawnServer, type Spawned } from '../support/spawned.ts';

const running: Spawned[] = [];
const readers: Socket[] = [];
afterEach(async () => {
  for (const reader of readers.splice(0)) reader.destroy();
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
});

async function start(environment: Record<string, string> = {}): Promise<Spawned> {
  const spawned = spawnServer('start', environment);
  running.push(spawned);
  await spawned.started;
  return spawned;
}

const urlOf = (spawned: Spawned) => spawned.url('GraphQL') ?? '';

/** Sends many requests over a few connections. @returns the number of answers */
async function askOften(url: string, times: number): Promise<number> {
  let left = times;
  let answers = 0;
  const ask = async () => {
    while (left-- > 0) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{ __typename }"}',
      });
      await response.text();
      answers += 1;
    }
  };
  await Promise.all(Array.from({ length: 10 }, ask));
  return answers;
}

describe('a log that nobody reads', () => {
  it('delays neither answers nor the shutdown', async () => {
    const spawned = await start();
    spawned.child.stderr.pause();
    expect(await askOften(urlOf(spawned), 3_000)).toBe(3_000);
    spawned.child.kill('SIGTERM');
    spawned.child.once('exit', () => spawned.child.stderr.resume());
    expect(await spawned.ended).toBe(0);
  }, 180_000);

  it('loses no answers when its reader is closed, and neither does a banner without a reader', async () => {
    const spawned = await start();
    spawned.child.stderr.destroy();
    spawned.child.stdout.destroy();
    expect(await askOften(urlOf(spawned), 100)).toBe(100);
    spawned.child.kill('SIGTERM');
    expect(await spawned.ended).toBe(0);
  });
});

describe('two hundred visitors who never read the script of GraphiQL', () => {
  it('share one copy of it', async () => {
    const spawned = await start({ NODE_OPTIONS: '--max-old-space-size=512', LOG_LEVEL: 'silent' });
    const { hostname, port, origin } = new URL(urlOf(spawned));
    for (let i = 0; i < 200; i++) {
      const reader = connect(Number(port), hostname).on('error', () => undefined);
      readers.push(reader.pause());
      reader.write('GET /graphql/graphiql/graphiql.js HTTP/1.1\r\nhost: localhost\r\n\r\n');
    }
    // Sent after theirs, so that all of their responses have begun.
    const script = await fetch(`${origin}/graphql/graphiql/graphiql.js`);
    expect((await script.text()).length).toBeGreaterThan(900_000);
    expect((await fetch(`${origin}/health`)).status).toBe(200);
    spawned.child.kill('SIGTERM');
    expect(await spawned.ended).toBe(0);
  }, 180_000);
});

describe('SIGHUP', () => {
  it('reloads the settings of a server without a terminal, which goes on', async () => {
    const spawned = await start();
    const reloaded = new Promise<void>((found) => {
      spawned.child.stderr.on('data', () => {
        if (spawned.stderr().includes('were reloaded')) found();
      });
    });
    spawned.child.kill('SIGHUP');
    await reloaded;
    spawned.child.kill('SIGTERM');
    expect(await spawned.ended).toBe(0);
    expect(spawned.stderr()).toContain('"signal":"SIGTERM","msg":"stopping"');
  });
});
