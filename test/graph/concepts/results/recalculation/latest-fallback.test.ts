import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../../support/graph.ts';
import {
  manglingPostHog,
  withText,
  type ManglingPostHog,
} from '../../../../support/mangling-posthog.ts';

const RUN = '0197a9f0-0000-7000-8000-000000000001';

let graph: TestGraph;
let mangled: TestGraph;
let posthog: ManglingPostHog;
let running: string;
beforeAll(async () => {
  graph = await startGraph();
  posthog = await manglingPostHog(graph.sandbox.url);
  mangled = await startGraph({ host: posthog.url });
  const { data } = await graph.query(
    '{ experiments(filter: { status: RUNNING }) { nodes { id metrics { latestResult { source } } } } }',
  );
  running = data['experiments'].nodes.find(
    ({ metrics }: { metrics: { latestResult: object | null }[] }) => metrics[0]?.latestResult,
  ).id;
});
afterAll(async () => {
  await mangled.close();
  await posthog.close();
  await graph.close();
});

const LATEST = `query ($id: ID!) { experiment(id: $id) {
  latestRecalculation { status resultSource trigger activeRunUuid activeRunStatus results { status } }
  metrics { latestResult { source } }
} }`;

async function latestWith(change: (run: Record<string, unknown>) => unknown) {
  posthog.mangles((answer, { url }) =>
    url.includes('/latest/')
      ? withText(answer, (text) => JSON.stringify(change(JSON.parse(text))))
      : answer,
  );
  const { data, errors } = await mangled.query(LATEST, { id: running });
  expect(errors).toBeUndefined();
  const latest = posthog.passed.filter((line) => line.includes('/latest/'));
  expect(latest).toHaveLength(1);
  return data['experiment'];
}

describe('the newest results', () => {
  it('put together from the daily series say so, for the experiment and each metric', async () => {
    const { latestRecalculation, metrics } = await latestWith((run) => ({
      ...run,
      result_source: 'timeseries_fallback',
      active_run: { id: RUN, status: 'in_progress' },
    }));
    expect(latestRecalculation).toMatchObject({
      status: 'COMPLETED',
      resultSource: 'TIMESERIES_FALLBACK',
      activeRunUuid: RUN,
      activeRunStatus: 'IN_PROGRESS',
    });
    expect(metrics[0].latestResult).toEqual({ source: 'TIMESERIES' });
  });

  it('are the run in progress, without results, where there are none yet; metrics then have their series', async () => {
    const { latestRecalculation, metrics } = await latestWith((run) => ({
      ...run,
      id: RUN,
      status: 'in_progress',
      trigger: 'agent_mcp',
      completed_at: null,
      results: [],
      result_source: null,
      active_run: { id: RUN, status: 'in_progress' },
    }));
    expect(latestRecalculation).toEqual({
      status: 'IN_PROGRESS',
      resultSource: null,
      trigger: 'AGENT_MCP',
      activeRunUuid: RUN,
      activeRunStatus: 'IN_PROGRESS',
      results: [],
    });
    expect(metrics[0].latestResult).toEqual({ source: 'TIMESERIES' });
  });
});
