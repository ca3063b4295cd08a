import { describe, expect, it } from 'vitest';
import {
  apiKey,
  cut,
  error,
  failureOf,
  failureOfKind,
  json,
  silence,
  text,
} from '../../../support/fake-posthog.ts';
import { experiment, startFailing, KEYS } from './support.ts';

describe('an address that fails several times in a row', () => {
  it.each([
    ['502', text(502, 'bad gateway')],
    ['503', json(503, {})],
    ['504', text(504, 'gateway timeout')],
    ["a proxy's own status", text(522, 'origin unreachable')],
    ['a cut connection', cut],
  ])('is not asked again after %s, and the failure says for how long', async (_, failing) => {
    await using posthog = await startFailing();
    posthog.answers(failing);
    for (let reads = 0; reads < 6; reads += 1) await posthog.reads('experiment', 1);
    expect(posthog.received).toHaveLength(5);
    const failure = await failureOfKind(
      'unavailable',
      posthog.client({}, KEYS[0]).call('experiments_retrieve', experiment(1)),
    );
    expect(failure).toMatchObject({ reason: 'CIRCUIT_OPEN', retryAfterSeconds: 5 });
    expect(failure.message).toBe(
      'PostHog is not answering, so nothing was sent. It will be tried again in 5 s.',
    );
    expect(posthog.received).toHaveLength(5);
  });

  it('is not asked again after three time-outs', async () => {
    await using posthog = await startFailing([KEYS[0]], { timeoutMs: 30 });
    posthog.answers(silence);
    for (const expected of ['timeout', 'timeout', 'timeout', 'CIRCUIT_OPEN'])
      expect(await posthog.reads('experiment', 1)).toBe(expected);
    expect(posthog.received).toHaveLength(3);
  });

  it('is asked again once a call that was begun before is answered', async () => {
    await using posthog = await startFailing([KEYS[0]], { shareInFlight: false });
    let answer: () => void = () => undefined;
    posthog.answers((response, request, index) => {
      answer = () => json(200, { id: 1 })(response, request, index);
    });
    const early = posthog.reads('experiment', 1);
    await expect.poll(() => posthog.received.length).toBe(1);
    posthog.answers(text(504, ''));
    for (let reads = 0; reads < 5; reads += 1) await posthog.reads('experiment', 1);
    expect(await posthog.reads('experiment', 1)).toBe('CIRCUIT_OPEN');
    posthog.answers(json(200, { id: 2 }));
    expect(await posthog.reads('experiment', 2)).toBe('ok');
    answer();
    expect(await early).toBe('ok');
    expect(await posthog.reads('experiment', 1)).toBe('ok');
  });

  it('keeps out neither other addresses of the key nor other keys', async () => {
    await using posthog = await startFailing(KEYS);
    posthog.answers((response, request, index) =>
      (request.url.includes('/1/experiments/1/') && request.headers.authorization?.endsWith('one')
        ? text(504, '')
        : json(200, { id: 2 }))(response, request, index),
    );
    for (let reads = 0; reads < 5; reads += 1) await posthog.reads('experiment', 1);
    expect(posthog.received).toHaveLength(5);
    expect(await posthog.reads('experiment', 2)).toBe('ok');
    expect(await posthog.reads('flag', 1)).toBe('ok');
    expect(await posthog.reads('experiment', 1, KEYS[1])).toBe('ok');
  });

  it('is asked once after the wait: one call is the trial, and those beside it are not sent', async () => {
    await using posthog = await startFailing([KEYS[0]], { shareInFlight: false });
    posthog.answers(text(503, ''));
    await posthog.reads('experiment', 1);
    await posthog.reads('experiment', 1);
    posthog.received.length = 0;
    posthog.passes(4_500);
    expect(await posthog.reads('experiment', 1)).toBe('CIRCUIT_OPEN');
    expect(posthog.received).toHaveLength(0);
    posthog.passes(501);
    await Promise.all(Array.from({ length: 10 }, () => posthog.reads('experiment', 1)));
    expect(posthog.received).toHaveLength(1);
    // The trial failed: it stays closed to calls for twice as long.
    posthog.passes(9_500);
    await posthog.reads('experiment', 1);
    expect(posthog.received).toHaveLength(1);
    posthog.passes(501);
    posthog.answers();
    expect(await posthog.reads('experiment', 1)).toBe('ok');
    expect(await posthog.reads('experiment', 1)).toBe('ok');
    expect(
      posthog.changes.map(({ scope, state, address, reason }) => [scope, state, address, reason]),
    ).toEqual([
      ['address', 'open', 'GET /api/projects/1/experiments/1/', 'HTTP_503'],
      ['address', 'open', 'GET /api/projects/1/experiments/1/', 'HTTP_503'],
      ['address', 'closed', 'GET /api/projects/1/experiments/1/', undefined],
    ]);
  });

  it('begins anew after an answer: failures must follow each other', async () => {
    await using posthog = await startFailing();
    for (let round = 0; round < 4; round += 1) {
      posthog.answers(text(503, ''));
      expect(await posthog.reads('experiment', 1)).toBe('HTTP_503');
      posthog.answers();
      expect(await posthog.reads('experiment', 1)).toBe('ok');
    }
  });

  it('is not asked before the time that PostHog itself names', async () => {
    await using posthog = await startFailing();
    posthog.answers(json(503, {}, { 'retry-after': '60' }));
    for (let reads = 0; reads < 5; reads += 1) await posthog.reads('experiment', 1);
    posthog.received.length = 0;
    posthog.passes(30_000);
    expect(await posthog.reads('experiment', 1)).toBe('CIRCUIT_OPEN');
    posthog.passes(30_000);
    expect(await posthog.reads('experiment', 1)).toBe('HTTP_503');
    expect(posthog.received).toHaveLength(1);
  });
});

describe('what does not stop calls', () => {
  const dozen = Array.from({ length: 12 });

  it.each([
    ['500, which is a fault of one endpoint', json(500, error('server_error', 'error', 'A bug.'))],
    ['404', json(404, error('invalid_request', 'not_found', 'Not found.'))],
    ['400', json(400, error('validation_error', 'invalid_input', 'No.'))],
    ['401', json(401, error('authentication_error', 'not_authenticated', 'No.'))],
    ['403', json(403, error('authentication_error', 'permission_denied', 'No.'))],
    ['a page instead of JSON', text(200, '<html>')],
  ])('%s', async (_, answer) => {
    await using posthog = await startFailing();
    posthog.answers(answer);
    for (const _read of dozen) await posthog.reads('experiment', 1);
    expect(posthog.received).toHaveLength(12);
    expect(posthog.changes).toEqual([]);
  });

  it('calls that their callers abort, however long they took', async () => {
    await using posthog = await startFailing();
    posthog.answers(silence);
    for (const _read of dozen) {
      const leaving = new AbortController();
      const call = posthog
        .client({ signal: leaving.signal }, KEYS[0])
        .call('experiments_retrieve', experiment(1));
      const seen = posthog.received.length + 1;
      await expect.poll(() => posthog.received.length).toBe(seen);
      posthog.passes(60_000);
      leaving.abort();
      expect((await failureOf(call)).kind).toBe('cancelled');
    }
    expect(posthog.changes).toEqual([]);
  });

  it('calls that began shortly before the deadline of their request', async () => {
    await using posthog = await startFailing([KEYS[0]], { timeoutMs: 5_000 });
    posthog.answers(silence);
    for (const _read of dozen) {
      const deadline = Date.now() + 10;
      const client = posthog.client({ deadline }, KEYS[0]);
      const failure = await failureOf(client.call('experiments_retrieve', experiment(1)));
      expect(failure.kind).toBe('timeout');
    }
    expect(posthog.received).toHaveLength(12);
    expect(posthog.changes).toEqual([]);
  });

  it('anything, when it is switched off', async () => {
    await using posthog = await startFailing([KEYS[0]], { breaker: false });
    posthog.answers(text(503, ''));
    for (const _read of dozen) expect(await posthog.reads('experiment', 1)).toBe('HTTP_503');
    expect(posthog.received).toHaveLength(36);
  });
});

it('a trial whose caller leaves decides nothing: the next call is the trial', async () => {
  await using posthog = await startFailing();
  posthog.answers(text(503, ''));
  await posthog.reads('experiment', 1);
  await posthog.reads('experiment', 1);
  posthog.passes(5_001);
  posthog.received.length = 0;
  posthog.answers(silence);
  const leaving = new AbortController();
  const left = posthog
    .client({ signal: leaving.signal }, KEYS[0])
    .call('experiments_retrieve', experiment(1));
  await expect.poll(() => posthog.received.length).toBe(1);
  leaving.abort();
  await failureOf(left);
  posthog.answers();
  expect(await posthog.reads('experiment', 1)).toBe('ok');
  expect(posthog.received).toHaveLength(2);
});

it('no key is in what is logged', async () => {
  await using posthog = await startFailing([apiKey]);
  posthog.answers(text(503, ''));
  await posthog.reads('experiment', 1, apiKey);
  await posthog.reads('experiment', 1, apiKey);
  expect(posthog.changes).toHaveLength(1);
  expect(JSON.stringify(posthog.changes)).not.toContain(apiKey);
});
