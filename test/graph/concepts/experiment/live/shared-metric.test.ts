import { afterEach, beforeEach, expect, it } from 'vitest';
import { startLiveGraph, type LiveGraph } from '../../../../support/live.ts';
import { asColleague } from '../../../../support/sandbox-control.ts';

/** A draft of the sandbox. */
const DRAFT = 30;

let graph: LiveGraph;
beforeEach(async () => {
  graph = await startLiveGraph({ sandbox: { now: '2026-11-14T12:00:00Z' } });
});
afterEach(() => graph.close());

const change = (body: Record<string, unknown>) =>
  asColleague(graph.sandbox, 'PATCH', `experiments/${DRAFT}/`, body);

it('a shared metric of an experiment is reported when it has changed, and not when only its fingerprint has', async () => {
  await change({ saved_metrics_ids: [{ id: 1, metadata: { type: 'primary' } }] });
  const stream = graph.subscribe({
    query: `subscription { experimentChanged(id: "${DRAFT}") { changes { field after } } }`,
  });
  await stream.next();
  await graph.resting();
  await change({ stats_config: { method: 'frequentist' } });
  graph.time.pass(10_000);
  const fieldsOf = async () =>
    ((await stream.next())?.event['changes'] as { field: string }[] | undefined)?.map(
      ({ field }) => field,
    );
  expect(await fieldsOf()).toEqual(['statsConfig', 'version']);
  await graph.resting();
  await change({ saved_metrics_ids: [{ id: 1, metadata: { type: 'secondary' } }] });
  graph.time.pass(10_000);
  expect(await fieldsOf()).toContain('savedMetrics');
  stream.stop();
});
