import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../../../src/sandbox/sandbox.ts';
import { startCheckedSandbox } from '../../../sandbox/support/checked-sandbox.ts';
import { startInProcess, type InProcess } from '../../../support/in-process.ts';
import { connectSocket, subscribeTo } from '../../../support/socket-client.ts';

let sandbox: Sandbox;
let server: InProcess;
beforeEach(async () => {
  sandbox = await startCheckedSandbox();
  server = await startInProcess({
    POSTHOG_HOST: sandbox.url,
    POSTHOG_PROJECT_ID: '1',
    POSTHOG_API_KEY: 'phx_sandbox',
  });
});
afterEach(async () => {
  await server.stop();
  await sandbox.close();
});

const changed = 'subscription { experimentChanged(id: 3) { isFirst } }';
const duplicate =
  'mutation { duplicateExperiment(input: { id: "15", name: "copy" }) { __typename } }';
const writes = () => sandbox.requests().filter(({ method }) => method !== 'GET');

describe('an id that a client uses again after `complete`', () => {
  it.each([
    ['query', '{ experiment(id: 15) { posthogId } }'],
    ['subscription', changed],
    ['mutation', duplicate],
    ['refused operation', '{ nope }'],
  ])('gets the answer of its new operation, not of the %s before', async (_kind, before) => {
    const raw = await connectSocket(server.url);
    subscribeTo(raw, 'one', before);
    raw.send({ type: 'complete', id: 'one' });
    subscribeTo(raw, 'one', '{ experiment(id: 5) { posthogId name } }');
    expect(await raw.next()).toMatchObject({
      type: 'next',
      id: 'one',
      payload: { data: { experiment: { posthogId: 5 } } },
    });
    expect(await raw.next()).toEqual({ type: 'complete', id: 'one' });
    raw.socket.close();
  });

  it('has the events of its new subscription, until that is completed too', async () => {
    const raw = await connectSocket(server.url);
    for (let round = 0; round < 5; round += 1) {
      subscribeTo(raw, 'one', changed);
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect(await raw.next()).toMatchObject({
        type: 'next',
        id: 'one',
        payload: { data: { experimentChanged: { isFirst: true } } },
      });
      raw.send({ type: 'complete', id: 'one' });
    }
    subscribeTo(raw, 'two', '{ __typename }');
    expect(await raw.next()).toMatchObject({ type: 'next', id: 'two' });
    raw.socket.close();
  });

  it('has a mutation sent once, whose answer arrives', async () => {
    const raw = await connectSocket(server.url);
    subscribeTo(raw, 'one', '{ experiment(id: 15) { posthogId } }');
    raw.send({ type: 'complete', id: 'one' });
    subscribeTo(raw, 'one', duplicate);
    expect(await raw.next()).toMatchObject({
      payload: { data: { duplicateExperiment: { __typename: 'DuplicateExperimentPayload' } } },
    });
    expect(writes()).toHaveLength(1);
    raw.socket.close();
  });

  it.each(['__proto__', 'constructor', 'toString'])('may be %s', async (id) => {
    const raw = await connectSocket(server.url);
    for (let round = 0; round < 2; round += 1) {
      subscribeTo(raw, id, '{ __typename }');
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect(await raw.next()).toMatchObject({ type: 'next', id });
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect(await raw.next()).toMatchObject({ type: 'complete', id });
    }
    raw.socket.close();
  });
});

describe('what a client sends after a mistake', () => {
  it.each([
    ['a message that is not JSON', ['hello'], 4400],
    ['a second connection_init', [{ type: 'connection_init' }], 4429],
    [
      'an id that is in use, however long',
      ['next', 'again'].map(() => ({
        id: 'é'.repeat(200),
        type: 'subscribe',
        payload: { query: changed },
      })),
      4409,
    ],
  ])('has no effect: %s', async (_which, mistakes, code) => {
    const raw = await connectSocket(server.url);
    for (const mistake of mistakes) raw.send(mistake);
    subscribeTo(raw, 'one', duplicate);
    subscribeTo(raw, 'two', duplicate);
    expect(await raw.ended).toMatchObject({ code });
    // Another client's answer comes after whatever the messages started.
    const other = await connectSocket(server.url);
    subscribeTo(other, 'one', duplicate);
    expect(await other.next()).toMatchObject({ type: 'next' });
    other.socket.close();
    expect(writes()).toHaveLength(1);
  });
});

it('a connection that has used an id again closes when the server stops, and does not wait', async () => {
  const raw = await connectSocket(server.url);
  for (const query of [changed, '{ experiment(id: 15) { posthogId } }', changed]) {
    subscribeTo(raw, 'one', query);
    raw.send({ type: 'complete', id: 'one' });
  }
  subscribeTo(raw, 'two', '{ __typename }');
  expect(await raw.next()).toMatchObject({ id: 'two' });
  expect(await raw.next()).toMatchObject({ type: 'complete', id: 'two' });
  await server.stop();
  expect(await raw.ended).toMatchObject({ code: 1001 });
});
