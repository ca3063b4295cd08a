import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { startCheckedSandbox } from '../sandbox/support/checked-sandbox.ts';
import { freePort } from '../support/free-port.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { runsNginx, startNginx, type Nginx } from '../support/nginx.ts';
import { post } from '../support/post.ts';

const SENDERS = 4;
const query = '{ experiments(first: 10) { nodes { name } } }';
const describeAs = (text: string) =>
  `mutation { updateExperiment(input: { id: "3", description: "${text}" }) { __typename } }`;
const options = { headers: { authorization: 'Bearer phx_sandbox' } };

// `npm run replicas -- rollout` does the same with processes, and with 200 requests a second.
describe.runIf(runsNginx)('two servers behind nginx that are restarted in turn', () => {
  let sandbox: Sandbox;
  let nginx: Nginx;
  let ports: number[];
  let servers: InProcess[];

  const start = (port: number) =>
    startInProcess({
      PORT: String(port),
      POSTHOG_HOST: sandbox.url,
      POSTHOG_PROJECT_ID: '1',
      POSTHOG_CALLS_PER_MINUTE: '100000',
      POSTHOG_CALLS_PER_HOUR: '100000',
      SHUTDOWN_DELAY_MS: '200',
      LOG_LEVEL: 'silent',
    });
  const restartInTurn = async () => {
    for (const [index, port] of ports.entries()) {
      // oxlint-disable-next-line no-await-in-loop -- one server answers while the other is away
      await servers[index]?.stop();
      // oxlint-disable-next-line no-await-in-loop
      servers[index] = await start(port);
    }
  };

  beforeEach(async () => {
    sandbox = await startCheckedSandbox();
    ports = [await freePort(), await freePort()];
    servers = await Promise.all(ports.map((port) => start(port)));
    nginx = await startNginx(
      servers.map(({ url }) => url),
      { prefix: '/experiments' },
    );
  });
  afterEach(async () => {
    await nginx.stop();
    await Promise.all(servers.map((server) => server.stop()));
    await sandbox.close();
  });

  it('lose no query and no mutation', async () => {
    const ending = new AbortController();
    const outcomes = new Map<string, number>();
    const sender = async (_: unknown, number: number) => {
      for (let turn = 0; !ending.signal.aborted; turn += 1) {
        const document = turn % 5 === number ? describeAs(`${number}.${turn}`) : query;
        // oxlint-disable-next-line no-await-in-loop -- one after the other
        const outcome = await post<object>(nginx.url, document, options).then(
          ({ body }) => (body.errors ? JSON.stringify(body.errors) : 'data'),
          String,
        );
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      }
    };
    const sending = Array.from({ length: SENDERS }, sender);
    await restartInTurn();
    ending.abort();
    await Promise.all(sending);
    expect([...outcomes.keys()]).toEqual(['data']);
    expect(nginx.errors()).not.toMatch(/reset|prematurely closed|no live upstreams/);
  });

  it('complete a subscription, which its client continues with the id of its last event', async () => {
    const events = await listen(nginx.url);
    const { id, description } = await events.next();
    const restarting = restartInTurn();
    await expect(events.next()).rejects.toThrow('completed');
    await restarting;
    await post(nginx.url, describeAs('changed meanwhile'), options);
    const continued = await listen(nginx.url, id);
    expect(description).not.toBe('changed meanwhile');
    expect(await continued.next()).toMatchObject({ description: 'changed meanwhile' });
    await continued.leave();
  });
});

/** Opens a subscription to an experiment over server-sent events. */
async function listen(url: string, lastEventId?: string) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      ...options.headers,
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
    },
    body: JSON.stringify({
      query: 'subscription { experimentChanged(id: "3") { experiment { description } } }',
    }),
  });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    /** The next event. @throws Error when the server has completed the subscription */
    async next(): Promise<{ readonly id: string; readonly description: string }> {
      for (;;) {
        const event = /^event: next\ndata: (.+)\n(?:id: .*\n)?\n/m.exec(text);
        if (event) {
          text = text.slice(event.index + event[0].length);
          const { data, extensions } = JSON.parse(event[1]!);
          const { description } = data.experimentChanged.experiment;
          return { id: extensions.event.id, description };
        }
        // oxlint-disable-next-line no-await-in-loop -- one part after the other
        const { value, done } = await reader.read();
        if (done) throw new Error(`The subscription was completed: ${text}`);
        text += value;
      }
    },
    leave: () => reader.cancel(),
  };
}
