import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { startCheckedSandbox } from '../../sandbox/support/checked-sandbox.ts';
import { runsRedis, startRedis, type RedisServer } from '../../support/redis.ts';
import { asColleague, load, type WireObject } from '../../support/sandbox-control.ts';
import { spawnServer, type Spawned } from '../../support/spawned.ts';

interface Heard {
  readonly id: string;
  readonly name: string;
  readonly before: string | undefined;
}

/** A subscriber that keeps what it hears, and can be left without its connection. */
class Subscriber {
  readonly heard: Heard[] = [];
  readonly #leaving = new AbortController();
  readonly ended: Promise<void>;

  constructor(url: string, query: string, lastEventId?: string) {
    this.ended = this.#read(url, query, lastEventId).catch(() => undefined);
  }

  /** Resolves when it has heard this. */
  async hears(name: string, timeout = 30_000): Promise<Heard> {
    await vi.waitUntil(() => this.heard.some((event) => event.name === name), { timeout });
    return this.heard.find((event) => event.name === name)!;
  }

  leave(): void {
    this.#leaving.abort();
  }

  async #read(url: string, query: string, lastEventId?: string): Promise<void> {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
      },
      body: JSON.stringify({ query }),
      signal: this.#leaving.signal,
    });
    let text = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) this.#hear(event);
    }
  }

  #hear(text: string): void {
    const [, json, id = ''] = /^event: next\ndata: (.*)\nid: (.*)$/.exec(text) ?? [];
    if (json === undefined) return;
    const { experiment, changes } = (JSON.parse(json) as WireObject)['data'].experimentChanged;
    const change = changes.find(({ field }: WireObject) => field === 'name');
    this.heard.push({ id, name: experiment.name, before: change?.before });
  }
}

describe.runIf(runsRedis)('two processes over Redis', () => {
  let redis: RedisServer;
  let sandbox: Sandbox;
  let processes: Spawned[];
  let id: string;

  beforeEach(async () => {
    redis = await startRedis();
    sandbox = await startCheckedSandbox();
    ({ id } = await load(sandbox, {
      experiment: { name: 'Checkout', feature_flag_key: 'checkout', metrics: [] },
      flag: { key: 'checkout', active: false },
    }));
    processes = [1, 2].map(() =>
      spawnServer('start', {
        REDIS_URL: redis.url,
        POSTHOG_HOST: sandbox.url,
        POSTHOG_PROJECT_ID: '1',
        POSTHOG_API_KEY: 'phx_sandbox',
      }),
    );
    await Promise.all(processes.map(({ started }) => started));
    sandbox.clearRequests();
  });
  afterEach(async () => {
    for (const { child } of processes) child.kill('SIGKILL');
    await Promise.all(processes.map(({ ended }) => ended));
    await redis.stop();
    await sandbox.close();
  });

  const urlOf = (replica: number) => processes[replica]?.url('GraphQL') ?? '';
  const subscribe = (replica: number, lastEventId?: string) =>
    new Subscriber(
      urlOf(replica),
      `subscription { experimentChanged(id: ${id}) { changes { field before after } experiment { name } } }`,
      lastEventId,
    );
  const write = (replica: number, name: string) =>
    fetch(urlOf(replica), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: `mutation { updateExperiment(input: { id: ${id}, name: "${name}" }) { __typename } }`,
      }),
    });
  const names = ({ heard }: Subscriber) => heard.map(({ name }) => name);

  it('miss nothing and say nothing twice when the one that asks PostHog is killed', async () => {
    const lost = subscribe(0);
    await lost.hears('Checkout');
    const staying = subscribe(1);
    await staying.hears('Checkout');
    expect(sandbox.requests()).toHaveLength(1);
    await write(1, 'One');
    const { id: lastSeen } = await lost.hears('One');
    await staying.hears('One');
    processes[0]?.child.kill('SIGKILL');
    await lost.ended;
    await asColleague(sandbox, 'PATCH', `experiments/${id}/`, { name: 'Two' });
    const back = subscribe(1, lastSeen);
    // Two intervals of ten seconds.
    await Promise.all([back, staying].map((one) => one.hears('Two', 20_000)));
    await write(1, 'Three');
    await Promise.all([back, staying].map((one) => one.hears('Three')));
    expect(names(staying)).toEqual(['Checkout', 'One', 'Two', 'Three']);
    expect(back.heard.map(({ name, before }) => [before, name])).toEqual([
      ['One', 'Two'],
      ['Two', 'Three'],
    ]);
    for (const one of [back, staying]) one.leave();
  }, 60_000);

  it('hand over to the other when one is stopped', async () => {
    const lost = subscribe(0);
    const { id: lastSeen } = await lost.hears('Checkout');
    processes[0]?.child.kill('SIGTERM');
    await lost.ended;
    await asColleague(sandbox, 'PATCH', `experiments/${id}/`, { name: 'Two' });
    const back = subscribe(1, lastSeen);
    // At once: the lease was given back.
    expect(await back.hears('Two', 5_000)).toMatchObject({ before: 'Checkout' });
    back.leave();
  }, 60_000);
});
