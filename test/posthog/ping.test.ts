import { expect, it } from 'vitest';
import { cut, error, fakePostHog, json, silence, text } from '../support/fake-posthog.ts';

it("PostHog's own 401 proves that it is reachable; no key is sent", async () => {
  await using posthog = await fakePostHog(
    json(
      401,
      error(
        'authentication_error',
        'not_authenticated',
        'Authentication credentials were not provided.',
      ),
    ),
  );
  expect(await posthog.upstream.ping()).toEqual({ ok: true, status: 401 });
  expect(posthog.received[0]?.url).toBe('/api/users/@me/');
  expect(posthog.received[0]?.headers).not.toHaveProperty('authorization');
});

it.each([
  ['a page', text(200, '<html>'), 200, 'UPSTREAM_MALFORMED'],
  ['a page with a 401', text(401, '<html>'), 401, 'UPSTREAM_MALFORMED'],
  ['a failing server', text(503, ''), 503, 'UPSTREAM_UNAVAILABLE'],
  ['a cut', cut, undefined, 'UPSTREAM_UNAVAILABLE'],
  ['silence', silence, undefined, 'UPSTREAM_TIMEOUT'],
] as const)(
  '%s does not count as healthy, and the reason says why',
  async (_, answer, status, code) => {
    await using posthog = await fakePostHog(answer, { timeoutMs: 40 });
    const { ok, reason, ...rest } = await posthog.upstream.ping();
    expect(ok).toBe(false);
    expect(rest).toEqual({ status });
    expect(reason).toMatch(new RegExp(`^${code}: `));
  },
);
