import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { injectFault, loadHundred } from '../../support/sandbox-control.ts';
import {
  answerOf,
  changed,
  live,
  multipart,
  nothing,
  until,
  useLeftovers,
} from './support/leftovers.ts';

const served = useLeftovers();
const { open, remaining, leave } = served;

describe('a subscription leaves nothing behind', () => {
  const refused: Readonly<Record<string, readonly [string, Record<string, string>]>> = {
    'that accepts only JSON': [changed(), { accept: 'application/json' }],
    'that accepts only the newer JSON': [
      changed(),
      { accept: 'application/graphql-response+json' },
    ],
    'that accepts nothing this server sends': [changed(), { accept: 'image/png' }],
    'that accepts only JSON and requests a trace': [
      changed(),
      { accept: 'application/json', 'apollo-federation-include-trace': 'ftv1' },
    ],
    'that does not fit the schema': ['subscription { experimentChanged { nope } }', live],
    'with an invalid id': [changed('x'), live],
    'without a key': [changed(), { ...live, authorization: '' }],
    'of an experiment that does not exist': [changed(999_999), live],
    'with a key that was revoked': [changed(), { ...live, authorization: 'Bearer phx_nobody' }],
    'of a run that does not exist': [
      'subscription { recalculationProgress(experimentId: 3, runUuid: "x") { isRunning } }',
      live,
    ],
  };
  it.each(Object.entries(refused))(
    'when it is refused: one %s',
    async (_what, [query, headers]) => {
      const socket = open(query, headers);
      expect(await answerOf(socket)).toContain('"errors"');
      expect(await leave(socket)).toEqual(nothing);
    },
  );

  it('when a hundred were refused for their accepted types: none counts towards the limit', async () => {
    for (let id = 1; id <= 104; id += 1) {
      const socket = open(changed(id), { accept: 'application/json' });
      await answerOf(socket);
      socket.destroy();
    }
    const socket = open(changed(), live);
    expect(await until(socket, 'event: next')).toContain('"name"');
    expect(await leave(socket)).toEqual(nothing);
  });

  it.each([
    ['alone', live],
    ['beside JSON', { accept: 'application/json, text/event-stream' }],
    ['with a trace', { ...live, 'apollo-federation-include-trace': 'ftv1' }],
    ['as parts beside JSON', multipart],
  ])(
    'when its client disconnects before the first byte, accepting events %s',
    async (_how, headers) => {
      for (let n = 0; n < 10; n += 1) {
        const socket = open(changed(), headers);
        // At every moment between the connection and the first event.
        await wait(n);
        socket.destroy();
      }
      expect(await remaining()).toEqual(nothing);
    },
  );

  it.each([
    ['alone', live],
    ['beside JSON', { accept: 'application/json, text/event-stream' }],
    ['with a trace', { ...live, 'apollo-federation-include-trace': 'ftv1' }],
    ['as parts beside JSON', multipart],
  ])(
    'when its client disconnects while PostHog is slow, accepting events %s',
    async (_how, headers) => {
      await injectFault(served.sandbox, 'experiments', { latency_ms: 60_000 });
      const socket = open(changed(), headers);
      await vi.waitUntil(
        () => served.upstream.budget({ apiKey: 'phx_sandbox' })!.minuteRemaining < 480,
      );
      expect(await leave(socket)).toEqual(nothing);
    },
  );

  it.each([
    ['alone', live],
    ['beside JSON', { accept: 'application/json, text/event-stream' }],
    ['with a trace', { ...live, 'apollo-federation-include-trace': 'ftv1' }],
    ['as parts beside JSON', multipart],
  ])('when its client disconnects in the middle, accepting events %s', async (_how, headers) => {
    const socket = open(changed(), headers);
    await until(socket, '"pace"');
    expect(await leave(socket)).toEqual(nothing);
  });

  it.each([
    [live, 'event: complete'],
    [multipart, '\r\n--\r\n'],
  ])('when the server stops: %o ends with %s', async (headers, end) => {
    const socket = open(changed(), headers);
    const answer = answerOf(socket);
    await vi.waitUntil(() => served.time.sleeping === 1, { timeout: 30_000 });
    served.stopping.abort();
    expect(await answer).toContain(end);
    expect(await leave(socket)).toEqual(nothing);
  });

  it('when PostHog refuses the key in the middle', async () => {
    const socket = open(changed(), live);
    const answer = answerOf(socket);
    await vi.waitUntil(() => served.time.sleeping === 1, { timeout: 30_000 });
    await injectFault(served.sandbox, 'experiments', { status: 401 });
    served.time.pass(60_000);
    expect(await answer).toContain('UNAUTHENTICATED');
    expect(await leave(socket)).toEqual(nothing);
  });

  it('when a field of an event fails', async () => {
    await injectFault(served.sandbox, 'feature_flags', { status: 500 });
    const query = `subscription { experimentChanged(id: 5) { experiment { featureFlag { dependentFlags { id } } } } }`;
    const socket = open(query, live);
    await until(socket, 'event: next');
    expect(await leave(socket)).toEqual(nothing);
  });

  it('when there are too many, and then none', async () => {
    await loadHundred(served.sandbox);
    const sockets = Array.from({ length: 100 }, (_, n) => {
      const query = `subscription { recalculationProgress(experimentId: ${n + 1}) { isRunning } }`;
      return open(query, live);
    });
    await Promise.all(sockets.map((socket) => once(socket, 'data')));
    const more = open(changed(), live);
    expect(await answerOf(more)).toContain('TOO_MANY_SUBSCRIPTIONS');
    const inParts = open(changed(), multipart);
    expect(await answerOf(inParts)).toContain('TOO_MANY_SUBSCRIPTIONS');
    for (const socket of [more, inParts, ...sockets]) socket.destroy();
    expect(await remaining()).toEqual(nothing);
  });
});

describe('an object', () => {
  it('is one topic, however its project and its number are written', async () => {
    const spellings = ['id: 3', 'id: "3"', 'id: "03"', 'id: "RXhwZXJpbWVudDoxOjM"'].flatMap(
      (name) => [name, ...['1', '01', '0000000001'].map((p) => `${name}, projectId: "${p}"`)],
    );
    const sockets = spellings.map((place) =>
      open(`subscription { experimentChanged(${place}) { pace } }`, live),
    );
    await Promise.all(sockets.map((socket) => until(socket, 'event: next')));
    expect(served.sandbox.requests()).toHaveLength(1);
    for (const socket of sockets) socket.destroy();
    expect(await remaining()).toEqual(nothing);
  });

  it.each(['1e0', '0x1', ' 1', '1 ', '+1', '1.0', '-1', '', '１'])(
    'cannot be written as %j',
    async (number) => {
      for (const place of [`id: "${number}"`, `id: 3, projectId: "${number}"`]) {
        const socket = open(`subscription { experimentChanged(${place}) { pace } }`, live);
        expect(await answerOf(socket)).toMatch(/INVALID_ID|BAD_USER_INPUT/);
        socket.destroy();
      }
      expect(served.sandbox.requests()).toEqual([]);
    },
  );
});
