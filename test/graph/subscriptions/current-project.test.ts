import { afterEach, beforeEach, expect, it } from 'vitest';
import { SetTime, startLiveGraph, type LiveGraph } from '../../support/live.ts';
import { manglingPostHog, withJson, type ManglingPostHog } from '../../support/mangling-posthog.ts';
import { startCheckedSandbox } from '../../sandbox/support/checked-sandbox.ts';
import { asColleague, type WireObject } from '../../support/sandbox-control.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';

const RUNNING = 15;
const globalId = Buffer.from(`Experiment:1:${RUNNING}`).toString('base64url');

let sandbox: Sandbox;
let posthog: ManglingPostHog;
let graph: LiveGraph;
/** The project that the owner of the key has open in PostHog. */
let open: number;

beforeEach(async () => {
  open = 1;
  sandbox = await startCheckedSandbox({ now: '2026-11-14T12:00:00Z' });
  posthog = await manglingPostHog(sandbox.url, undefined, (url) =>
    url.replace('/projects/@current/', `/projects/${open}/`),
  );
  posthog.mangles(
    withJson(/users\/@me/, (account) => {
      Object.assign(account['team'] as WireObject, { id: open, project_id: open });
    }),
  );
  graph = await startLiveGraph({
    beside: { sandbox, time: new SetTime(sandbox) },
    projectId: '@current',
    upstream: { host: posthog.url },
  });
});
afterEach(async () => {
  await graph.close();
  await posthog.close();
  await sandbox.close();
});

const subscriptions: Readonly<Record<string, string>> = {
  experimentChanged: `(id: "${RUNNING}") { changes { field } experiment { id projectId } }`,
  experimentsChanged: '{ changes { field } totalCount removedIds changedIds }',
  experimentEvents: '{ changes { field } events { type } }',
  recalculationProgress: `(experimentId: "${RUNNING}") { changes { field } run { uuid } }`,
};
const listen = (selection: string) => graph.subscribe({ query: `subscription { ${selection} }` });

it.each(Object.entries(subscriptions))(
  '%s stays in the project that was open when it began',
  async (field, selection) => {
    const stream = listen(field + selection);
    expect((await stream.next())?.errors).toBeUndefined();
    await graph.resting();
    open = 2;
    await graph.pass(60_000);
    await graph.resting();
    expect(stream.waiting).toBe(0);
    expect(posthog.passed.filter((call) => call.includes('/projects/@current/'))).toEqual([]);
    expect(posthog.passed.filter((call) => call.includes('/projects/2/'))).toEqual([]);
    stream.stop();
  },
);

it('still reports what happens in that project', async () => {
  const stream = listen(`experimentChanged${subscriptions['experimentChanged']}`);
  const first = await stream.next();
  expect(first?.event['experiment']).toEqual({ id: globalId, projectId: '1' });
  // The number of the project, and the experiment.
  expect(first?.upstream).toMatchObject({ calls: 2, predicted: 2 });
  await graph.resting();
  open = 2;
  await asColleague(sandbox, 'PATCH', `experiments/${RUNNING}/`, { name: 'Another name' });
  const next = await graph.passUntil(10_000, stream.next());
  expect(next?.event['changes']).toContainEqual({ field: 'name' });
  stream.stop();
});

it('follows the open project of a subscription that begins later, and continues none of another project', async () => {
  const stream = listen('experimentsChanged { totalCount }');
  const { id, event } = (await stream.next())!;
  stream.stop();
  open = 2;
  graph.time.pass(61_000);
  const again = graph.subscribe({
    query: 'subscription { experimentsChanged { isFirst totalCount removedIds } }',
    extensions: { lastEventId: id },
  });
  const resumed = await again.next();
  expect(resumed?.resumed).toBe(false);
  expect(resumed?.event).toMatchObject({ isFirst: true, removedIds: [] });
  expect(resumed?.event['totalCount']).not.toBe(event['totalCount']);
  again.stop();
});

it('has one poller for an experiment, however it and its project are named', async () => {
  const names = [`id: "${RUNNING}"`, `id: "${globalId}"`, `id: "${RUNNING}", projectId: 1`];
  names.push(`id: "${RUNNING}", projectId: "@current"`);
  const streams = names.map((name) => listen(`experimentChanged(${name}) { isFirst }`));
  await Promise.all(streams.map((stream) => stream.next()));
  const isRead = (call: string) => call === `GET /api/projects/1/experiments/${RUNNING}/`;
  expect(posthog.passed.filter(isRead)).toHaveLength(1);
  await graph.resting(1);
  graph.time.pass(10_000);
  await graph.resting(1);
  expect(posthog.passed.filter(isRead)).toHaveLength(2);
  for (const stream of streams) stream.stop();
});
