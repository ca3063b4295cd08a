import { expect, it } from 'vitest';
import { fakePostHog, json } from '../support/fake-posthog.ts';
import { startGraph } from '../support/graph.ts';
import { serveRest, send } from '../support/rest.ts';
import { startMcp } from '../support/start-mcp.ts';

const job = {
  id: '0197a9f0-0000-7000-8000-000000000001',
  experiment_id: 7,
  status: 'pending',
  trigger: 'agent_mcp',
  is_existing: false,
  total_metrics: 1,
  completed_metrics: 0,
  failed_metrics: 0,
  metric_errors: {},
  created_at: '2026-11-20T10:00:00Z',
  started_at: null,
  completed_at: null,
  query_to: null,
};

const clients = (received: readonly { headers: Record<string, unknown> }[]) =>
  received.map(({ headers }) => headers['x-posthog-client']);

it('a call over MCP tells PostHog so, whether the tool calls an operation or the graph', async () => {
  await using posthog = await fakePostHog(json(201, job));
  await using mcp = await startMcp({ host: posthog.host });
  const run = await mcp.call('experiment-metrics-recalculation', { id: 7, trigger: 'manual' });
  expect(run.structured['trigger']).toBe('agent_mcp');
  await mcp.call('graphql', { query: '{ experiment(id: "7") { name } }' });
  expect(posthog.received).toHaveLength(2);
  expect(clients(posthog.received)).toEqual(['mcp', 'mcp']);
  const [{ headers, body }] = posthog.received as [(typeof posthog.received)[number]];
  expect(JSON.parse(body)).toEqual({ trigger: 'manual' });
  expect(headers['user-agent']).toMatch(/^posthog-experiments-graph/);
});

it('a call over GraphQL or REST does not', async () => {
  await using posthog = await fakePostHog(json(201, job));
  await using graph = await startGraph({ host: posthog.host });
  const { data } = await graph.query(
    'mutation { recalculateMetrics(input: { id: "7" }) { ... on RecalculateMetricsPayload { recalculation { trigger } } } }',
  );
  expect(data['recalculateMetrics'].recalculation.trigger).toBe('AGENT_MCP');
  const rest = await serveRest(posthog.upstream);
  await send(`${rest.url}/v1/api/projects/1/experiments/7/metrics-recalculation`, 'POST', {
    body: {},
  });
  await rest.close();
  expect(clients(posthog.received)).toEqual([undefined, undefined]);
});
