import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../../support/graph.ts';
import { asColleague, control, injectFault, load } from '../../../../support/sandbox-control.ts';

const LAUNCH = '2026-06-05T12:00:00Z';
const MEAN = {
  kind: 'ExperimentMetric',
  metric_type: 'mean',
  source: { kind: 'EventsNode', event: 'purchase' },
};

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

/** An experiment of a project in this time zone, at a server without recalculations; its number. */
async function launchedIn(timezone: string): Promise<string> {
  graph.sandbox.reset();
  const { id } = await load(graph.sandbox, {
    now: LAUNCH,
    team: { timezone },
    experiment: { name: 'Cart', feature_flag_key: 'cart', start_date: LAUNCH, metrics: [MEAN] },
  });
  await injectFault(graph.sandbox, 'metrics_recalculation', { status: 404, times: 99 });
  return id;
}

/** The day of the newest result, and the moments that fields give for its data; 3 calls. */
async function ask(id: string) {
  const { data, errors, calls } = await graph.query(
    'query ($id: ID) { experiment(id: $id) { metrics { latestResult { source date asOf } } sampleRatioMismatch { asOf } decision { asOf } } }',
    { id },
  );
  expect(errors).toBeUndefined();
  // The detail, the run that is not there and the series: the time zone takes none.
  expect(calls).toBe(3);
  const { metrics, sampleRatioMismatch, decision } = data['experiment'];
  const [{ latestResult }] = metrics;
  expect(latestResult.source).toBe('TIMESERIES');
  return {
    date: latestResult.date,
    asOf: [latestResult.asOf, sampleRatioMismatch?.asOf, decision.asOf],
  };
}

const thrice = (moment: string) => [moment, moment, moment];

describe('the data of a day of the series', () => {
  it.each([
    ['Pacific/Kiritimati', '2026-06-20', '2026-06-20T10:00:00Z'],
    ['Asia/Tokyo', '2026-06-20', '2026-06-20T15:00:00Z'],
    ['UTC', '2026-06-20', '2026-06-21T00:00:00Z'],
    ['America/Los_Angeles', '2026-06-19', '2026-06-20T07:00:00Z'],
  ])('are not claimed beyond its end in %s', async (zone, day, end) => {
    const id = await launchedIn(zone);
    await control(graph.sandbox, 'clock', { now: '2026-06-21T02:30:00Z' });
    const { date, asOf } = await ask(id);
    expect(date).toBe(day);
    expect(asOf).toEqual(thrice(`${day}T10:00:00.000Z`));
    expect(Date.parse(asOf[0])).toBeLessThanOrEqual(Date.parse(end));
  });

  it('end with the experiment', async () => {
    const id = await launchedIn('UTC');
    await control(graph.sandbox, 'clock', { now: '2026-06-20T08:00:00Z' });
    await asColleague(graph.sandbox, 'POST', `experiments/${id}/end/`, {});
    const { metrics } = await asColleague(graph.sandbox, 'GET', `experiments/${id}/`);
    const [metric] = metrics;
    await asColleague(graph.sandbox, 'POST', `experiments/${id}/recalculate_timeseries/`, {
      metric,
      fingerprint: metric.fingerprint,
    });
    await control(graph.sandbox, 'clock', { advance: '2d' });
    const { date, asOf } = await ask(id);
    const { end_date: end } = await asColleague(graph.sandbox, 'GET', `experiments/${id}/`);
    expect(date).toBe('2026-06-20');
    expect(asOf).toEqual(thrice(new Date(end).toISOString()));
  });

  it('are not claimed beyond the time at which it was computed', async () => {
    const id = await launchedIn('UTC');
    await control(graph.sandbox, 'clock', { now: '2026-06-20T08:00:00Z' });
    const { metrics } = await asColleague(graph.sandbox, 'GET', `experiments/${id}/`);
    const [metric] = metrics;
    await asColleague(graph.sandbox, 'POST', `experiments/${id}/recalculate_timeseries/`, {
      metric,
      fingerprint: metric.fingerprint,
    });
    await control(graph.sandbox, 'clock', { now: '2026-06-20T09:30:00Z' });
    const { date, asOf } = await ask(id);
    expect(date).toBe('2026-06-20');
    expect(asOf[0]).toMatch(/^2026-06-20T08:0/);
  });
});
