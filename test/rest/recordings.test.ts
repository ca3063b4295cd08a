import { describe, expect, it } from 'vitest';
import { error, fakePostHog, json } from '../support/fake-posthog.ts';
import { startGraph } from '../support/graph.ts';
import { serveRest, send } from '../support/rest.ts';
import { startMcp } from '../support/start-mcp.ts';

const unknown = error('invalid_request', 'not_found', 'Recording not found');
const denials = [
  'Reading session experiment context requires session replay access.',
  "You don't have access to this recording.",
].map((detail) => error('authentication_error', 'permission_denied', detail));

const path = '/v1/api/projects/1/experiments/session-context?session_id=s1';

async function over(status: number, body: unknown) {
  await using posthog = await fakePostHog(json(status, body));
  const rest = await serveRest(posthog.upstream);
  const answer = await send(rest.url + path, 'GET');
  await rest.close();
  await using mcp = await startMcp({ host: posthog.host });
  const { text } = await mcp.call('experiment-session-context', { session_id: 's1' });
  await using graph = await startGraph({ host: posthog.host });
  const { data, errors } = await graph.query('{ sessionContext(sessionId: "s1") { sessionId } }');
  return { answer, text, data, errors };
}

describe('the context of a recording', () => {
  it('that does not exist is not found, and not an endpoint that is missing', async () => {
    const { answer, text } = await over(404, unknown);
    expect(answer).toMatchObject({ status: 404, body: unknown });
    expect(text).toContain('NOT_FOUND: Recording not found');
  });

  it.each(denials)('that the caller may not see is forbidden: $detail', async (denial) => {
    const { answer, text, data, errors } = await over(403, denial);
    expect(answer).toMatchObject({ status: 403, body: denial });
    expect(text).toContain(`FORBIDDEN: ${denial.detail}`);
    expect(data).toEqual({ sessionContext: null });
    expect(errors).toMatchObject([
      { message: denial.detail, extensions: { code: 'FORBIDDEN', upstreamStatus: 403 } },
    ]);
  });
});
