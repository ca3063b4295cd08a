import { describe, expect, it } from 'vitest';
import { caller } from '../../support/caller.ts';
import { useCheckedSandbox } from '../../support/checked-sandbox.ts';

const EVENT = { kind: 'EventsNode', event: '$pageview' };
const INLINE = {
  kind: 'ExperimentTrendsQuery',
  count_query: { kind: 'TrendsQuery', series: [EVENT] },
};
const SHARED = {
  kind: 'ExperimentFunnelsQuery',
  funnels_query: { kind: 'FunnelsQuery', series: [EVENT] },
};
const LINKS = [{ id: '{sm}', metadata: { type: 'secondary', breakdowns: [] } }];
const experiment = (name: string) => ({
  name,
  feature_flag_key: name.toLowerCase(),
  start_date: null,
  metrics: [INLINE],
  saved_metrics_ids: LINKS,
});

interface Copy {
  id: number;
  stats_config: object;
  metrics: { uuid: string }[];
  saved_metrics: { saved_metric: number; metadata: object; query: { uuid: string } }[];
}

describe('the migration of a legacy experiment', () => {
  const sandbox = useCheckedSandbox();
  const migrate = async (id: number) =>
    (await caller(sandbox()).ok(
      'POST',
      `/api/projects/1/experiments/${id}/migrate/`,
    )) as unknown as Copy;
  const load = () =>
    caller(sandbox()).ok('POST', '/_sandbox/load', {
      given: {
        experiment: experiment('First'),
        more_experiments: [experiment('Second')],
        saved_metrics: [{ id: '{sm}', name: 'Sign-ups', query: SHARED }],
      },
    });

  it('makes a new shared metric of a legacy one and fills the order of the copy', async () => {
    await load();
    const copy = await migrate(1);
    const [metric] = copy.metrics;
    const [link] = copy.saved_metrics;
    expect(link).toMatchObject({
      saved_metric: 2,
      metadata: { type: 'secondary', breakdowns: [] },
      query: { kind: 'ExperimentMetric', metric_type: 'funnel' },
    });
    expect(copy).toMatchObject({
      is_legacy: false,
      primary_metrics_ordered_uuids: [metric?.uuid],
      secondary_metrics_ordered_uuids: [link?.query.uuid],
    });
    expect(
      await caller(sandbox()).ok('GET', '/api/projects/1/experiment_saved_metrics/'),
    ).toMatchObject({ results: [{ id: 2 }, { id: 1, query: SHARED }] });
  });

  it('links copy and source both ways, and answers the first copy again', async () => {
    await load();
    const copy = await migrate(1);
    expect(copy.stats_config).toMatchObject({ migrated_from: 1 });
    expect(await caller(sandbox()).ok('GET', '/api/projects/1/experiments/1/')).toMatchObject({
      stats_config: { migrated_to: copy.id },
      saved_metrics: [{ saved_metric: 1 }],
    });
    expect((await migrate(1)).id).toBe(copy.id);
  });

  it('uses the new shared metric for the other experiments of the legacy one', async () => {
    await load();
    await migrate(1);
    expect((await migrate(2)).saved_metrics).toMatchObject([{ saved_metric: 2 }]);
  });
});
