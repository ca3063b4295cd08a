import { afterEach, beforeEach, expect, it } from 'vitest';
import { startLiveGraph, type LiveGraph } from '../../../support/live.ts';
import { asColleague, control, type WireObject } from '../../../support/sandbox-control.ts';

const DAY_MS = 86_400_000;
/** A draft of the sandbox, with the tag "editor". */
const DRAFT = 30;

let graph: LiveGraph;
beforeEach(async () => {
  graph = await startLiveGraph({ sandbox: { now: '2026-11-14T12:00:00Z' } });
});
afterEach(async () => {
  await graph.close();
});

const operation = (args = '', lastEventId?: string) => ({
  query: `subscription { experimentEvents${args} {
    isFirst changes { field } events { id type severity message experiment { posthogId name } data }
  } }`,
  ...(lastEventId !== undefined && { extensions: { lastEventId } }),
});

const launch = (id = DRAFT) => asColleague(graph.sandbox, 'POST', `experiments/${id}/launch/`, {});
const typesOf = (answer: { readonly event: WireObject } | undefined) =>
  answer?.event['events'].map(({ type }: WireObject) => type) as unknown;

it('begins without news, and reports a launch at the next check', async () => {
  const stream = graph.subscribe(operation());
  const first = await stream.next();
  expect(first?.event).toEqual({ isFirst: true, changes: [], events: [] });
  // The list, the detail and the results of each running experiment, and the tags of shared metrics.
  expect(first?.upstream['calls']).toBeLessThan(40);
  await graph.resting();
  await launch();
  const next = await graph.passUntil(30_000, stream.next());
  expect(next?.event).toMatchObject({
    isFirst: false,
    changes: [{ field: 'events' }],
    events: [
      {
        id: expect.stringMatching(/^evt_[\da-f]{32}$/),
        type: 'STARTED',
        severity: 'INFO',
        message: 'Keyboard-first command bar: It was launched.',
        experiment: { posthogId: DRAFT, name: 'Keyboard-first command bar' },
      },
    ],
  });
  stream.stop();
});

it('reports what the results of a new experiment bring, after a launch that it saw', async () => {
  await control(graph.sandbox, 'truth', {
    experiment: DRAFT,
    story: 'winner',
    daily_exposures: 40_000,
  });
  await launch();
  const stream = graph.subscribe(operation(`(experimentId: "${DRAFT}")`));
  await stream.next();
  await graph.resting();
  const next = await graph.passUntil(8 * DAY_MS, stream.next());
  expect(typesOf(next)).toEqual(['INFO_SIGNIFICANCE', 'DECISION_SHIP']);
  expect(next?.event['events'][0].data).toMatchObject({
    variant: 'test',
    direction: 'BETTER',
    alwaysValid: true,
    beforePlannedEnd: null,
  });
  stream.stop();
});

it('sends nothing where nothing matches, and only what matches otherwise', async () => {
  const pauses = graph.subscribe(operation('(types: [PAUSED])'));
  const others = graph.subscribe(operation('(tags: ["no such tag"])'));
  await Promise.all([pauses.next(), others.next()]);
  await graph.resting();
  await launch();
  for (let check = 0; check < 3; check += 1) await graph.pass(30_000);
  await asColleague(graph.sandbox, 'POST', `experiments/${DRAFT}/pause/`, {});
  const next = await graph.passUntil(60_000, pauses.next());
  expect(typesOf(next)).toEqual(['PAUSED']);
  expect([pauses.waiting, others.waiting]).toEqual([0, 0]);
  pauses.stop();
  others.stop();
});

it('continues after an event that a subscriber saw last', async () => {
  const before = graph.subscribe(operation());
  const { id } = (await before.next())!;
  const other = graph.subscribe(operation());
  await other.next();
  before.stop();
  await graph.resting();
  await launch();
  await graph.passUntil(30_000, other.next());
  const again = graph.subscribe(operation('', id));
  const resumed = await again.next();
  expect(resumed?.resumed).toBe(true);
  expect(typesOf(resumed)).toEqual(['STARTED']);
  other.stop();
  again.stop();
});

it('reads only the experiment that it is restricted to', async () => {
  const reads = () => graph.sandbox.requests().map(({ path }) => path.split('?', 1)[0]);
  graph.sandbox.clearRequests();
  const draft = graph.subscribe(operation(`(experimentId: "${DRAFT}")`));
  const first = await draft.next();
  expect(first?.event).toEqual({ isFirst: true, changes: [], events: [] });
  expect(first?.upstream['calls']).toBe(1);
  expect(reads()).toEqual([`/api/projects/1/experiments/${DRAFT}/`]);
  await graph.resting();
  await launch();
  graph.sandbox.clearRequests();
  const next = await graph.passUntil(30_000, draft.next());
  expect(typesOf(next)).toEqual(['STARTED']);
  // The detail, and now that it runs the newest recalculation.
  expect(next?.upstream['calls']).toBeLessThanOrEqual(3);
  expect(reads().every((path) => path?.startsWith(`/api/projects/1/experiments/${DRAFT}/`))).toBe(
    true,
  );
  draft.stop();
});

it('reports an archived experiment by its id, and completes when it is deleted', async () => {
  await launch();
  await asColleague(graph.sandbox, 'POST', `experiments/${DRAFT}/end/`, {});
  await asColleague(graph.sandbox, 'POST', `experiments/${DRAFT}/archive/`, {});
  const id = Buffer.from(`Experiment:1:${DRAFT}`).toString('base64url');
  const stream = graph.subscribe(operation(`(experimentId: "${id}", projectId: "@current")`));
  expect((await stream.next())?.event['isFirst']).toBe(true);
  await graph.resting();
  await asColleague(graph.sandbox, 'PATCH', `experiments/${DRAFT}/`, { deleted: true });
  expect(await graph.passUntil(30_000, stream.next())).toBeUndefined();
});

it('is refused for an experiment that does not exist', async () => {
  const stream = graph.subscribe(operation('(experimentId: "99999")'));
  const answer = await stream.next();
  expect(answer?.errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
});

it('is refused for an experiment of another project', async () => {
  const id = Buffer.from('Experiment:2:31').toString('base64url');
  const stream = graph.subscribe(operation(`(experimentId: "${id}")`));
  const answer = await stream.next();
  expect(answer?.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
});
