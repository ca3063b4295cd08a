import { describe, expect, it } from 'vitest';
import type { Profile } from '../../src/sandbox/sandbox.ts';
import {
  error,
  fakePostHog,
  inTurn,
  json,
  text as page,
  type Respond,
} from '../support/fake-posthog.ts';
import { startMcp, type TestMcp } from '../support/start-mcp.ts';

const key = 'phx_aKeyThatMustNeverLeak';

async function reportOf(
  answer: Respond,
  tool: string,
  args: Record<string, unknown>,
): Promise<string> {
  await using posthog = await fakePostHog(answer);
  await using mcp = await startMcp({ host: posthog.host });
  const { isError, text } = await mcp.call(tool, args, key);
  expect(isError).toBe(true);
  expect(text).toMatch(/^What to do: .+\.$/m);
  expect(text).not.toContain(key);
  expect(text).not.toMatch(/\bat .*\.(ts|js):\d+/);
  return text;
}

const get = ['experiment-get', { id: 7 }] as const;

describe('a failed call is reported with a message and a remedy', () => {
  it('a field PostHog refuses', async () => {
    const answer = json(
      400,
      error('validation_error', 'blank', 'This field may not be blank.', 'exposure__event'),
    );
    const text = await reportOf(answer, 'experiment-update', { id: 7, name: '' });
    expect(text).toContain('VALIDATION_FAILED: This field may not be blank.');
    expect(text).toContain('Field: exposure.event (blank)');
  });

  it('a state that does not allow it', async () => {
    const answer = json(
      400,
      error('validation_error', 'invalid_input', 'Experiment has already ended.'),
    );
    const text = await reportOf(answer, 'experiment-pause', { id: 7 });
    expect(text).toContain('LIFECYCLE_CONFLICT: Experiment has already ended.');
    expect(text).toContain('Reason: ALREADY_ENDED');
  });

  it('a scope the key lacks, and how to add it', async () => {
    const detail = "API key missing required scope 'experiment:write'";
    const text = await reportOf(
      json(403, error('authentication_error', 'permission_denied', detail)),
      'experiment-resume',
      { id: 7 },
    );
    expect(text).toContain('Missing scope: experiment:write');
    expect(text).toContain('Settings → Personal API keys');
  });

  it('a key PostHog does not know', async () => {
    const detail = `Personal API key ${key} found in request Authorization header is invalid.`;
    const text = await reportOf(
      json(401, error('authentication_error', 'authentication_failed', detail)),
      ...get,
    );
    expect(text).toContain('UNAUTHENTICATED');
  });

  it('too many calls, with the seconds to wait', async () => {
    const detail = 'Request was throttled. Expected available in 1 second.';
    const answer = json(429, error('throttled_error', 'throttled', detail));
    const text = await reportOf(answer, 'experiment-pause', { id: 7 });
    expect(text).toContain('RATE_LIMITED');
    expect(text).toContain('Wait 1 second');
  });

  it('an approval that has to come first', async () => {
    const answer = json(409, {
      code: 'approval_required',
      status: 'approval_required',
      detail: 'This change needs approval.',
      message: 'This change needs approval.',
      resource_type: 'feature_flag',
      resource_id: '3',
      change_request_id: '0198c0de-0000-0000-0000-000000000001',
      change_request: {},
      required_approvers: { users: [2] },
    });
    const text = await reportOf(answer, 'experiment-launch', { id: 7 });
    expect(text).toContain('APPROVAL_REQUIRED');
    expect(text).toContain('Change request: 0198c0de-0000-0000-0000-000000000001');
    expect(text).toContain('Approving accounts: 2');
    expect(text).toContain('Wait for the change request to be approved');
  });

  it('a concurrent change by another user', async () => {
    const answer = json(409, {
      type: 'invalid_request',
      code: 'conflict',
      detail: 'Somebody changed it.',
      current_version: 9,
      conflicting_fields: ['name'],
    });
    const text = await reportOf(answer, 'experiment-update', { id: 7, name: 'x', version: 8 });
    expect(text).toContain('Current version: 9');
    expect(text).toContain('Changed by others: name');
  });

  it('a write whose answer did not arrive', async () => {
    const text = await reportOf(
      json(500, error('server_error', 'error', 'A server error occurred.')),
      'experiment-resume',
      { id: 7 },
    );
    expect(text).toContain('UPSTREAM_UNAVAILABLE');
    expect(text).toContain('The change may have been made: check before sending it again.');
  });

  it('a server that is not PostHog', async () => {
    const text = await reportOf(page(200, '<html>Sign in</html>'), ...get);
    expect(text).toContain('UPSTREAM_MALFORMED');
  });

  it('the part of a graph answer that could not be read, together with the rest', async () => {
    await using posthog = await fakePostHog(
      inTurn(
        json(
          403,
          error(
            'authentication_error',
            'permission_denied',
            "API key missing required scope 'user:read'",
          ),
        ),
      ),
    );
    await using mcp = await startMcp({ host: posthog.host });
    const { isError, text, structured } = await mcp.call('graphql', {
      query: '{ __typename viewer { email } }',
    });
    expect(isError).toBe(false);
    expect(structured).toMatchObject({ data: { __typename: 'Query', viewer: null } });
    expect(text).toContain('Some parts could not be read');
    expect(text).toContain('Missing scope: user:read');
  });
});

describe('without a key', () => {
  it.each(['experiment-list', 'experiments-dashboard', 'experiment-reset'])(
    '%s reports that one is needed',
    async (tool) => {
      await using mcp = await startMcp();
      const { isError, text } = await mcp.call(
        tool,
        tool === 'experiment-reset' ? { id: 1 } : {},
        null,
      );
      expect(isError).toBe(true);
      expect(text).toContain('UNAUTHENTICATED');
      expect(mcp.sandbox.requests()).toEqual([]);
    },
  );
});

describe('with a key that may only read', () => {
  const readonly = 'phx_readonly';
  let mcp: TestMcp;

  it('reads, and reports the scope that is missing for a write', async () => {
    mcp = await startMcp();
    expect((await mcp.call('experiment-list', {}, readonly)).isError).toBe(false);
    const { text } = await mcp.call('experiment-resume', { id: 1 }, readonly);
    expect(text).toContain('Missing scope: experiment:write');
    await mcp.close();
  });
});

describe('an approval policy in PostHog', () => {
  it('applies to calls over MCP', async () => {
    await using mcp = await startMcp();
    mcp.sandbox.setProfile({ approvals: ['feature_flag.enable'] } satisfies Partial<Profile>);
    const { structured } = await mcp.call('experiment-list', { status: 'draft' });
    const ready = structured['results'].find(
      (one: { name: string }) => one.name === 'Referral credits',
    );
    const { text } = await mcp.call('experiment-launch', { id: ready.id });
    expect(text).toContain('APPROVAL_REQUIRED');
    expect(text).toMatch(/Change request: [0-9a-f-]{36}/);
  });
});
