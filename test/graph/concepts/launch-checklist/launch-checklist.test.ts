import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startChangedGraph, type ChangedGraph } from '../../../support/changed-graph.ts';
import { asColleague, injectFault, type WireObject } from '../../../support/sandbox-control.ts';

let graph: ChangedGraph;
beforeAll(async () => {
  graph = await startChangedGraph({ now: '2026-11-14T12:00:00Z' });
});
beforeEach(() => {
  graph.sandbox.reset();
  graph.posthog.mangles();
});
afterAll(() => graph.close());

interface Line {
  readonly code: string;
  readonly passed: boolean | null;
  readonly required: boolean;
  readonly message: string;
}

async function checklistOf(id: number) {
  const { data, errors, calls, extensions } = await graph.query(
    `{ experiment(id: "${id}") { launchChecklist { code passed required message } } }`,
  );
  expect(errors).toBeUndefined();
  expect(extensions['upstream'].predicted).toBe(calls);
  return { lines: data['experiment'].launchChecklist as readonly Line[], calls };
}

const notPassed = (lines: readonly Line[]) =>
  lines.filter(({ passed }) => passed !== true).map(({ code }) => code);

async function changeFlag(id: number, change: (filters: WireObject) => WireObject) {
  const { feature_flag: flag } = await asColleague(graph.sandbox, 'GET', `experiments/${id}/`);
  await asColleague(graph.sandbox, 'PATCH', `feature_flags/${flag['id']}/`, {
    filters: change(flag['filters']),
  });
}

describe('the checklist before a launch', () => {
  it('passes for an experiment that is ready, for 2 calls', async () => {
    const { lines, calls } = await checklistOf(28);
    expect(notPassed(lines)).toEqual([]);
    expect(lines.map(({ code }) => code)).toEqual([
      'CAN_LAUNCH',
      'HYPOTHESIS',
      'PRIMARY_METRIC',
      'GUARDRAIL',
      'RUNNING_TIME',
      'SHARES',
      'AUDIENCE',
      'RANDOM',
      'ARMS',
      'OWN_FLAG',
    ]);
    expect(lines.filter(({ required }) => required).map(({ code }) => code)).toEqual([
      'CAN_LAUNCH',
    ]);
    expect(calls).toBe(2);
  });

  it('says what an empty draft lacks', async () => {
    const { lines } = await checklistOf(29);
    expect(notPassed(lines)).toEqual(['HYPOTHESIS', 'PRIMARY_METRIC', 'GUARDRAIL', 'RUNNING_TIME']);
  });

  it('says that PostHog refuses the launch of what was launched', async () => {
    const { lines } = await checklistOf(15);
    expect(lines[0]).toEqual({
      code: 'CAN_LAUNCH',
      passed: false,
      required: true,
      message: 'Experiment has already been launched.',
    });
  });

  it('looks at the flag: whom it admits, how it splits them, and who else uses it', async () => {
    await changeFlag(28, (filters) => ({
      ...filters,
      groups: [{ properties: [], rollout_percentage: 0, variant: 'test' }],
      multivariate: {
        variants: [
          { key: 'control', rollout_percentage: 100 },
          { key: 'test', rollout_percentage: 0 },
        ],
      },
    }));
    const { feature_flag_key: key } = await asColleague(graph.sandbox, 'GET', 'experiments/28/');
    const other = await asColleague(graph.sandbox, 'POST', 'experiments/', {
      name: 'Another one',
      feature_flag_key: key,
    });
    expect((await checklistOf(28)).lines.at(-1)).toMatchObject({
      passed: true,
      message: 'No other experiment that was launched and has not ended uses the flag.',
    });
    await asColleague(graph.sandbox, 'POST', `experiments/${other['id']}/launch/`);
    const { lines } = await checklistOf(28);
    expect(notPassed(lines)).toEqual(['SHARES', 'AUDIENCE', 'RANDOM', 'OWN_FLAG']);
    expect(lines.at(-1)?.message).toBe('The flag is also used by "Another one".');
  });

  it('says which percentages PostHog does not give, and does not call them 0 %: 2 calls', async () => {
    graph.changes(/\/experiments\/\d+\//, (json) => {
      delete json.feature_flag.filters.multivariate.variants[1].rollout_percentage;
    });
    const { lines, calls } = await checklistOf(28);
    expect(lines.find(({ code }) => code === 'SHARES')).toMatchObject({
      passed: false,
      message: 'PostHog gives no percentage for "test", so the split is not known.',
    });
    expect(calls).toBe(2);
  });

  it('says that people would get a variant that is left out of the analysis', async () => {
    await asColleague(graph.sandbox, 'PATCH', 'experiments/25/', { excluded_variants: ['teaser'] });
    expect(notPassed((await checklistOf(25)).lines)).toContain('ARMS');
  });

  it('says that it is not known who uses the flag where PostHog does not answer', async () => {
    await injectFault(graph.sandbox, 'experiments/$', { status: 500, times: 99 });
    const { data } = await graph.query(
      '{ experiment(id: "28") { launchChecklist { code passed } } }',
    );
    expect(data['experiment'].launchChecklist.at(-1)).toEqual({ code: 'OWN_FLAG', passed: null });
  });

  it('is part of the dry run of a launch, for 1 more call, and empty in others', async () => {
    const rehearse = (field: string, payload: string, id: number) =>
      graph.query(
        `mutation { outcome: ${field}(input: { id: "${id}", dryRun: true }) {
          ... on ${payload} { dryRun { wouldSucceed launchChecklist { code passed } } } } }`,
      );
    const launch = await rehearse('launchExperiment', 'LaunchExperimentPayload', 29);
    const { wouldSucceed, launchChecklist } = launch.data['outcome'].dryRun;
    expect(wouldSucceed).toBe(true);
    expect(notPassed(launchChecklist)).toContain('PRIMARY_METRIC');
    expect([launch.calls, launch.extensions['upstream'].predicted]).toEqual([2, 2]);
    const pause = await rehearse('pauseExperiment', 'PauseExperimentPayload', 15);
    expect(pause.data['outcome'].dryRun.launchChecklist).toEqual([]);
    expect([pause.calls, pause.extensions['upstream'].predicted]).toEqual([1, 1]);
  });
});
