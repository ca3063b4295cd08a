import { afterEach, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../support/graph.ts';
import { asColleague } from '../../../support/sandbox-control.ts';

let graph: TestGraph;
afterEach(() => graph.close());

const LINKS = `query ($id: ID!) {
  experiment(id: $id) {
    featureFlagKey startDate resolvedExposureEvent
    posthogUrl
    featureFlag { posthogId posthogUrl }
    recordings { variantKey posthogUrl }
  }
}`;

const start = (pages?: string) =>
  startGraph({ sandbox: { now: '2026-11-27T12:00:00Z' }, ...(pages && { pages }) });

interface Recordings {
  readonly variantKey: string;
  readonly posthogUrl: string;
}

/** The address of the recordings of the variant `test`, and the filter in it. */
function testRecordings({ recordings }: { recordings: Recordings[] }) {
  expect(recordings.map(({ variantKey }) => variantKey)).toEqual(['control', 'test']);
  const address = recordings[1]!.posthogUrl;
  const filter = new URL(address).searchParams.get('filters')!;
  return { address, filter: JSON.parse(filter) as { readonly date_from: string } };
}

describe("addresses of PostHog's own pages", () => {
  it('lead to the experiment, its flag and the recordings of a variant, for the call that reads it', async () => {
    graph = await start('https://eu.posthog.example/base/');
    const { data, calls } = await graph.query(LINKS, { id: '24' });
    const { experiment } = data;
    expect(experiment.posthogUrl).toBe('https://eu.posthog.example/base/project/1/experiments/24');
    expect(experiment.featureFlag.posthogUrl).toBe(
      `https://eu.posthog.example/base/project/1/feature_flags/${experiment.featureFlag.posthogId}`,
    );
    const { address, filter } = testRecordings(experiment);
    expect(address).toMatch(
      /^https:\/\/eu\.posthog\.example\/base\/project\/1\/replay\/home\?filters=%7B/,
    );
    expect(Date.parse(filter.date_from)).toBe(Date.parse(experiment.startDate));
    expect(filter).toMatchObject({
      date_to: null,
      filter_group: {
        type: 'AND',
        values: [
          {
            values: [
              {
                id: experiment.resolvedExposureEvent,
                type: 'events',
                properties: [
                  { key: '$feature_flag', value: [experiment.featureFlagKey] },
                  { key: '$feature_flag_response', value: ['test'] },
                ],
              },
            ],
          },
        ],
      },
    });
    expect(calls).toBe(1);
  });

  it('find recordings by the exposure event that was configured, which has the variant under the name of the flag', async () => {
    graph = await start('https://us.posthog.com');
    await asColleague(graph.sandbox, 'PATCH', 'experiments/24/', {
      exposure_criteria: {
        filterTestAccounts: true,
        exposure_config: {
          kind: 'ExperimentEventExposureConfig',
          event: 'invited',
          properties: [],
        },
      },
    });
    const { data } = await graph.query(LINKS, { id: '24' });
    const { featureFlagKey } = data['experiment'];
    expect(testRecordings(data['experiment']).filter).toMatchObject({
      filter_test_accounts: true,
      filter_group: {
        values: [
          {
            values: [
              {
                id: 'invited',
                properties: [{ key: `$feature/${featureFlagKey}`, value: ['test'] }],
              },
            ],
          },
        ],
      },
    });
  });

  it('are null for the recordings of a draft, and for everything where PostHog has no pages', async () => {
    graph = await start('https://us.posthog.com');
    const draft = await graph.query(LINKS, { id: '29' });
    expect(draft.data['experiment']).toMatchObject({
      posthogUrl: 'https://us.posthog.com/project/1/experiments/29',
      recordings: null,
    });
    await graph.close();
    graph = await start();
    const { data } = await graph.query(LINKS, { id: '24' });
    expect(data['experiment']).toMatchObject({
      posthogUrl: null,
      featureFlag: { posthogUrl: null },
      recordings: null,
    });
  });
});
