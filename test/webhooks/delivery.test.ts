import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Receiver, SECRET } from '../watch/support/receiver.ts';
import { startWatchedSandbox, type WatchedSandbox } from '../watch/support/start-watch.ts';

const HOUR_MS = 3_600_000;
/** Drafts of the sandbox: one without tags, one with the tag "growth". */
const [DRAFT, TAGGED] = [30, 28];

let directory: string;
let receiver: Receiver;
let other: Receiver;
let sandbox: WatchedSandbox;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'deliveries-'));
  [receiver, other] = [await Receiver.start(), await Receiver.start()];
  const file = join(directory, 'webhooks.json');
  const secrets = [SECRET];
  const endpoints = [
    { name: 'first', url: receiver.url, secrets, types: ['experiment.started'] },
    { name: 'second', url: other.url, secrets, tags: ['growth', 'none'], projects: [1] },
    { name: 'nobody', url: other.url, secrets, projects: [2] },
  ];
  await writeFile(file, JSON.stringify({ endpoints }));
  sandbox = await startWatchedSandbox({
    WATCH_DIRECTORY: join(directory, 'state'),
    WEBHOOKS: file,
  });
});
afterEach(async () => {
  await sandbox.close();
  receiver.close();
  other.close();
  await rm(directory, { recursive: true });
});

/** One round after a restart; the names of the endpoints for which events are left. */
async function round(): Promise<readonly string[]> {
  const { watcher } = await sandbox.open();
  return (await watcher.once(new AbortController().signal))!.left;
}

const launch = (id = DRAFT) => sandbox.posthog('POST', `experiments/${id}/launch/`, {});
const deadLetters = () => readFile(join(directory, 'state', 'dead-letters.ndjson'), 'utf8');

it('waits as long as a receiver asks, across restarts, while other endpoints get their events', async () => {
  await round();
  receiver.answer = () => ({ status: 429, headers: { 'retry-after': '7200' } });
  await launch();
  expect(await round()).toEqual(['first']);
  await sandbox.pass(HOUR_MS);
  expect(await round()).toEqual(['first']);
  expect(receiver.posts).toHaveLength(1);
  receiver.answer = () => ({ status: 200 });
  await sandbox.pass(HOUR_MS);
  expect(await round()).toEqual([]);
  expect(receiver.events.map(({ type }) => type)).toEqual(['experiment.started']);
  const failing = sandbox.log.find(({ msg }) => String(msg).includes('could not be delivered'));
  expect(failing).toMatchObject({ endpoint: 'first', reason: expect.stringContaining('429') });
  expect(JSON.stringify(sandbox.log)).not.toContain(SECRET);
});

it('waits no longer than after any failure when the clock, which was ahead, is set right', async () => {
  await round();
  receiver.answer = () => ({ status: 500 });
  await launch();
  sandbox.time.move(400 * 24 * HOUR_MS);
  expect(await round()).toEqual(['first']);
  sandbox.time.move(-400 * 24 * HOUR_MS);
  receiver.answer = () => ({ status: 200 });
  expect(await round()).toEqual(['first']);
  expect(receiver.posts).toHaveLength(1);
  await sandbox.pass(30_000);
  expect(await round()).toEqual([]);
  expect(receiver.events.map(({ type }) => type)).toEqual(['experiment.started']);
});

it('waits as long as a receiver asks again when the clock is set right meanwhile', async () => {
  await round();
  receiver.answer = () => ({ status: 429, headers: { 'retry-after': '7200' } });
  await launch();
  sandbox.time.move(HOUR_MS);
  expect(await round()).toEqual(['first']);
  sandbox.time.move(-HOUR_MS);
  receiver.answer = () => ({ status: 200 });
  expect(await round()).toEqual(['first']);
  await sandbox.pass(HOUR_MS);
  expect(await round()).toEqual(['first']);
  expect(receiver.posts).toHaveLength(1);
  await sandbox.pass(HOUR_MS);
  expect(await round()).toEqual([]);
});

it('sends an endpoint only the events of its types, projects and tags', async () => {
  await round();
  await launch();
  await launch(TAGGED);
  await sandbox.posthog('POST', `experiments/${TAGGED}/pause/`, {});
  await round();
  await sandbox.posthog('POST', `experiments/${TAGGED}/end/`, {});
  await round();
  expect(new Set(receiver.events.map(({ experiment }) => experiment.posthogId))).toEqual(
    new Set([TAGGED, DRAFT]),
  );
  expect(new Set(other.events.map(({ experiment }) => experiment.posthogId))).toEqual(
    new Set([TAGGED]),
  );
  expect(other.events.map(({ type }) => type)).toEqual([
    'experiment.started',
    'experiment.paused',
    'experiment.stopped',
  ]);
});

it('sends nothing more to a receiver that answers 410, and puts what was for it into the file of dead letters', async () => {
  await round();
  receiver.answer = () => ({ status: 410 });
  await launch();
  expect(await round()).toEqual([]);
  await launch(TAGGED);
  expect(await round()).toEqual([]);
  expect(receiver.posts).toHaveLength(1);
  const letters = (await deadLetters()).trim().split('\n');
  expect(letters.map((line) => JSON.parse(line) as object)).toEqual([
    expect.objectContaining({ endpoint: 'first', reason: expect.stringContaining('410') }),
    expect.objectContaining({ endpoint: 'first', reason: expect.stringContaining('410') }),
  ]);
  expect(sandbox.log.filter(({ msg }) => String(msg).includes('answered 410'))).toHaveLength(1);
});

it('gives an event up after three days without an answer, into a file without addresses and secrets', async () => {
  await round();
  receiver.answer = () => undefined;
  await launch();
  for (let day = 0; day < 4; day += 1) {
    expect(await round()).toEqual(['first']);
    await sandbox.pass(24.5 * HOUR_MS);
  }
  await round();
  expect(await round()).toEqual([]);
  const text = await deadLetters();
  expect(JSON.parse(text)).toMatchObject({
    endpoint: 'first',
    reason: 'the connection failed (UND_ERR_SOCKET)',
    event: { type: 'experiment.started', experiment: { posthogId: DRAFT } },
  });
  expect(text).not.toContain(receiver.url);
  expect(text).not.toContain(SECRET);
});
