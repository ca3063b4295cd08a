import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../support/graph.ts';

let graph: TestGraph;
/** With the calls that PostHog allows a key. */
let limited: TestGraph;
beforeAll(async () => {
  graph = await startGraph({ sandbox: { now: '2026-11-14T12:00:00Z' } });
  graph.sandbox.setClock({ advance: '14d' });
  limited = await startGraph({
    over: graph.sandbox,
    budget: { perMinute: 480, perHour: 4_800 },
  });
});
afterAll(async () => {
  await limited.close();
  await graph.close();
});

const QUERY = `query ($category: [FindingCategory!], $severity: [FindingSeverity!], $experiments: Int, $offset: Int, $first: Int) {
  findings(category: $category, severity: $severity, experiments: $experiments, offset: $offset, first: $first) {
    code severity category unchecked message remedy experiment { name }
    evidence { name value unit }
  }
}`;

/** Checked by hand against the rows, flags, results and series of the sandbox at that time. */
const table = {
  'AI summaries in the sidebar': ['NO_RUNNING_TIME'],
  'Autoplay product video': ['FLAG_STILL_SPLITS', 'NO_HYPOTHESIS', 'NOT_ARCHIVED'],
  'Cancel flow with pause offer': ['FLAG_STILL_SPLITS', 'RAN_LESS_THAN_A_WEEK'],
  'Comment threads redesign': ['EXCLUDED_VARIANT_EXPOSED', 'NO_RUNNING_TIME'],
  'Dark mode by default': ['NO_RUNNING_TIME'],
  'Export to spreadsheet': ['NO_RUNNING_TIME'],
  'Faster editor start': ['CHECK_UNAVAILABLE', 'DAILY_RESULTS_STOPPED', 'NO_RUNNING_TIME'],
  'Feed of recent activity': ['SAMPLE_RATIO_MISMATCH', 'FLAG_STILL_SPLITS', 'NOT_ARCHIVED'],
  'Guided onboarding checklist': ['NO_RUNNING_TIME'],
  'Homepage hero: customer quotes': ['NO_RUNNING_TIME'],
  'Invite teammates during sign-up': ['SAMPLE_RATIO_MISMATCH', 'NO_RUNNING_TIME'],
  'Keyboard-first command bar': ['NO_HYPOTHESIS', 'STALE_DRAFT'],
  'Onboarding video (2023)': ['FLAG_STILL_SPLITS', 'NOT_ARCHIVED'],
  'One-page checkout': ['PAST_PLANNED_END'],
  'Pricing page: annual plan first': ['NO_RUNNING_TIME'],
  'Quarterly plan': ['DAILY_RESULTS_STOPPED', 'NO_RUNNING_TIME'],
  'Referral credits': ['STALE_DRAFT'],
  'Rounded avatars': ['FLAG_STILL_SPLITS'],
  'Search ranking v3': ['NO_RUNNING_TIME'],
  'Shorter trial': ['FLAG_STILL_SPLITS', 'NO_CONCLUSION'],
  'Sign-up with passkeys': ['NO_RUNNING_TIME'],
  'Sign-up without credit card': ['FLAG_STILL_SPLITS', 'NOT_ARCHIVED'],
  'Smart notifications digest': ['NO_RUNNING_TIME'],
  'Template gallery on the empty state': [
    'CHECK_UNAVAILABLE',
    'DAILY_RESULTS_STOPPED',
    'NO_RUNNING_TIME',
  ],
  'Untitled experiment': ['NO_HYPOTHESIS', 'STALE_DRAFT'],
  'Upgrade prompt at the storage limit': ['NO_RUNNING_TIME'],
  'Usage-based pricing teaser': ['STALE_DRAFT'],
};

interface Row {
  readonly code: string;
  readonly severity: string;
  readonly experiment: { readonly name: string } | null;
}

function byExperiment(findings: readonly Row[]): Record<string, string[]> {
  const rows: Record<string, string[]> = {};
  for (const { code, experiment } of findings) {
    (rows[experiment?.name ?? 'none'] ??= []).push(code);
  }
  return rows;
}

describe('the findings of the seeded project after two weeks', () => {
  it('are these, for the list and the calls that the running experiments need', async () => {
    graph.sandbox.clearRequests();
    const { data, errors, calls, extensions } = await graph.query(QUERY);
    expect(errors).toBeUndefined();
    const found = byExperiment(data['findings']);
    for (const codes of Object.values(found)) codes.sort();
    expect(found).toEqual(
      Object.fromEntries(Object.entries(table).map(([name, codes]) => [name, codes.toSorted()])),
    );
    expect(new Set(Object.values(table).flat()).size).toBeGreaterThanOrEqual(10);
    expect(graph.sandbox.requests()).toHaveLength(calls);
    const { predicted } = extensions['upstream'];
    expect([calls <= 96, predicted]).toEqual([true, 301]);
  });

  it('say first which checks were not made, and then list the most severe', async () => {
    const { data } = await graph.query(QUERY);
    const ranks = data['findings'].map(({ code, severity }: Row) =>
      code === 'CHECK_UNAVAILABLE' ? 0 : ['', 'CRITICAL', 'WARNING', 'INFO'].indexOf(severity),
    );
    expect(ranks).toEqual(ranks.toSorted());
    expect(data['findings'][0]).toMatchObject({ unchecked: ['EXPOSURES_STOPPED'] });
  });

  it.each(['PROCESS', 'WASTE', 'CLEAN_UP'])(
    'cost the list alone where only the category %s is asked for',
    async (category) => {
      const { data, calls, extensions } = await graph.query(QUERY, { category: [category] });
      expect(data['findings'].length).toBeGreaterThan(0);
      for (const finding of data['findings']) expect(finding.category).toBe(category);
      expect([calls, extensions['upstream'].predicted]).toEqual([1, 1]);
    },
  );

  it('are limited to severities and to a number', async () => {
    const severe = await graph.query(QUERY, { severity: ['CRITICAL'] });
    expect(byExperiment(severe.data['findings'])).toEqual({
      'Faster editor start': ['CHECK_UNAVAILABLE'],
      'Feed of recent activity': ['SAMPLE_RATIO_MISMATCH'],
      'Invite teammates during sign-up': ['SAMPLE_RATIO_MISMATCH'],
      'Template gallery on the empty state': ['CHECK_UNAVAILABLE'],
    });
    const few = await graph.query(QUERY, { category: ['PROCESS'], first: 2 });
    expect(few.data['findings']).toHaveLength(2);
  });

  it('say that the project has more experiments than were examined', async () => {
    const { data, calls } = await graph.query(QUERY, { category: ['WASTE'], experiments: 3 });
    expect(data['findings']).toMatchObject([
      {
        code: 'CHECK_UNAVAILABLE',
        message: expect.stringMatching(/^Only the newest 3 of \d+ experiments were examined\.$/),
        unchecked: ['PAST_PLANNED_END', 'EXCLUDED_VARIANT_EXPOSED'],
        evidence: [
          { name: 'examined', value: 3, unit: 'COUNT' },
          { name: 'experiments', unit: 'COUNT' },
        ],
        experiment: null,
      },
    ]);
    expect(calls).toBe(1);
  });

  it('of a second page are those of the first with all, and the first says how to go on', async () => {
    const page = { category: ['WASTE', 'CLEAN_UP'], experiments: 14 };
    const all = await graph.query(QUERY, { ...page, experiments: 50 });
    const first = await graph.query(QUERY, page);
    const second = await graph.query(QUERY, { ...page, offset: 14 });
    expect(first.data['findings'][0]).toMatchObject({
      code: 'CHECK_UNAVAILABLE',
      remedy: 'Examine the next ones with `offset: 14`, or others with `filter`.',
    });
    const found = [...first.data['findings'].slice(1), ...second.data['findings']];
    expect(byExperiment(found)).toEqual(byExperiment(all.data['findings']));
    expect(second.calls).toBe(1);
    const middle = await graph.query(QUERY, { ...page, experiments: 3, offset: 3 });
    expect(middle.data['findings'][0].message).toMatch(
      /^Only experiments 4 to 6 of \d+ were examined\.$/,
    );
  });

  it.each([
    ['100 experiments of a list', '{ experiments(first: 100) { nodes { findings { code } } } }'],
    ['100 experiments of a project', '{ findings(experiments: 100) { code } }'],
  ])(
    'of %s are refused in a minute of 480 calls, and the message says what works',
    async (_, query) => {
      const { errors, calls } = await limited.query(query);
      expect(calls).toBe(0);
      expect(errors).toMatchObject([
        {
          message: expect.stringMatching(
            /^This needs 601 PostHog calls, .* A key may make 480 in a minute, so this will not fit later either: ask for fewer objects at a time/,
          ),
          extensions: { code: 'BUDGET_EXCEEDED' },
        },
      ]);
    },
  );

  it('of fifty experiments twice fit into a minute of 480 calls', async () => {
    const fifty = (after = '') =>
      `{ experiments(first: 50${after}) { nodes { findings { code } } pageInfo { endCursor } } }`;
    const first = await limited.query(fifty());
    const { endCursor } = first.data['experiments'].pageInfo;
    const second = await limited.query(fifty(`, after: "${endCursor}"`));
    expect([first.errors, second.errors]).toEqual([undefined, undefined]);
    expect(first.extensions['upstream'].predicted).toBe(301);
    expect(first.calls).toBeLessThan(110);
  });

  it.each([
    ['first', { first: 0 }],
    ['first', { first: 1_001 }],
    ['experiments', { experiments: 101 }],
    ['offset', { offset: -1 }],
  ])('refuse a number out of range of `%s`, without a call', async (argument, variables) => {
    const { errors, calls } = await graph.query(QUERY, variables);
    expect(errors).toMatchObject([{ extensions: { code: 'PAGE_OUT_OF_RANGE', argument } }]);
    expect(calls).toBe(0);
  });
});
