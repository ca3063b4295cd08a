import { describe, expect, it } from 'vitest';
import type { WireObject } from '../../../support/sandbox-control.ts';
import { useFindings } from './support/findings.ts';

const use = useFindings();
const { ask, found, colleague, changeFlag, advance } = use;

const LATEST = /metrics_recalculation\/latest/;
const SERIES = /timeseries_results/;
const DETAIL = /\/experiments\/\d+\/$/;

const changes = (where: RegExp, change: (json: WireObject) => void) => {
  use.graph.changes(where, change);
};

/** Sets the people of the arms of every metric of the newest run. */
const people = (...counts: readonly number[]) => {
  changes(LATEST, (json) => {
    for (const { result } of json['results']) {
      [result.baseline, ...result.variant_results].forEach((arm, index) => {
        arm.number_of_samples = counts[index];
      });
    }
  });
};

const pinned = (filters: WireObject) => ({
  ...filters,
  groups: [
    {
      properties: [{ key: 'plan', type: 'person', value: ['pro'], operator: 'exact' }],
      rollout_percentage: 100,
      variant: 'test',
    },
    ...filters['groups'],
  ],
});
const split =
  (...shares: readonly number[]) =>
  (filters: WireObject) => ({
    ...filters,
    multivariate: {
      variants: filters['multivariate'].variants.map((variant: WireObject, index: number) => ({
        ...variant,
        rollout_percentage: shares[index],
      })),
    },
  });

interface Case {
  readonly code: string;
  readonly severity: string;
  /** A seeded experiment, by its number. */
  readonly id: number;
  /** What happens to it before it has the finding. Nothing if it has it from the start. */
  readonly happens?: () => unknown;
  /** One that has it not, in the same situation. */
  readonly not?: number;
  readonly evidence?: Readonly<Record<string, unknown>>;
  readonly action?: string;
}

const share = async () => {
  const made = await colleague('POST', 'experiments/', {
    name: 'Another one',
    feature_flag_key: 'one-page-checkout',
  });
  await colleague('POST', `experiments/${made['id']}/launch/`);
};

const cases: readonly Case[] = [
  {
    code: 'SAMPLE_RATIO_MISMATCH',
    severity: 'CRITICAL',
    id: 24,
    not: 15,
    evidence: { pValue: expect.closeTo(0, 9), 'observed.control': 7_439, 'observed.test': 5_987 },
  },
  // chi² = 2 · 135² / 5135 = 7.0983, one degree of freedom: p = 0.0077.
  {
    code: 'SAMPLE_RATIO_MISMATCH',
    severity: 'WARNING',
    id: 15,
    happens: () => people(5_000, 5_270),
    evidence: {
      pValue: expect.closeTo(0.007715, 5),
      deviation: expect.closeTo(1.31451, 4),
      'expected.control': 5_135,
    },
  },
  // p is below 0.001, but the arms deviate by less than 0.1 percentage points.
  {
    code: 'SAMPLE_RATIO_MISMATCH',
    severity: 'WARNING',
    id: 15,
    happens: () => people(15_000_000, 15_040_000),
  },
  {
    code: 'SAMPLE_RATIO_UNTESTED',
    severity: 'WARNING',
    id: 24,
    happens: () => changeFlag(24, split(0, 100)),
    not: 15,
  },
  {
    code: 'NO_EXPOSURES',
    severity: 'CRITICAL',
    id: 15,
    happens: () => people(0, 0),
    evidence: { people: 0 },
  },
  {
    code: 'EXPOSURES_STOPPED',
    severity: 'CRITICAL',
    id: 24,
    happens() {
      changes(SERIES, (json) => {
        const days = Object.keys(json['timeseries']).toSorted();
        const last = days.findLast((day) => json['timeseries'][day])!;
        const before = days.indexOf(last) - 2;
        for (const day of days.slice(before, days.indexOf(last) + 1)) {
          json['timeseries'][day] = json['timeseries'][days[before]!];
        }
      });
    },
    evidence: { days: 2 },
  },
  {
    code: 'FLAG_EDITED_AFTER_START',
    severity: 'WARNING',
    id: 15,
    happens: () => changeFlag(15, pinned),
    not: 24,
    evidence: { edits: 1 },
  },
  {
    code: 'FLAG_EDITED_AFTER_START',
    severity: 'CRITICAL',
    id: 15,
    happens: () => changeFlag(15, split(60, 40)),
    evidence: { edits: 1 },
  },
  {
    code: 'FLAG_MISSING',
    severity: 'CRITICAL',
    id: 15,
    happens: () => changes(DETAIL, (json) => (json['feature_flag'] = null)),
    action: 'END',
  },
  { code: 'FLAG_SHARED', severity: 'WARNING', id: 15, happens: share, not: 24, action: 'END' },
  {
    code: 'PINNED_VARIANT',
    severity: 'WARNING',
    id: 15,
    happens: () => changeFlag(15, pinned),
    not: 24,
    evidence: { conditions: 1 },
  },
  {
    code: 'VARIANT_KEYS_DIFFER',
    severity: 'CRITICAL',
    id: 15,
    happens: () =>
      changes(DETAIL, (json) => (json['parameters'].feature_flag_variants[1].key = 'other')),
    evidence: { missing: 1 },
  },
  {
    code: 'VARIANT_KEYS_DIFFER',
    severity: 'CRITICAL',
    id: 15,
    happens: () =>
      changes(LATEST, (json) => {
        for (const { result } of json['results']) result.variant_results[0].key = 'gone';
      }),
  },
  {
    code: 'CONCLUSION_CONTRADICTS',
    severity: 'CRITICAL',
    id: 15,
    happens: () =>
      colleague('POST', 'experiments/15/ship_variant/', {
        variant_key: 'test',
        conclusion: 'lost',
      }),
    action: 'SHIP_VARIANT',
  },
  {
    code: 'CONCLUSION_CONTRADICTS',
    severity: 'WARNING',
    id: 15,
    happens: () =>
      colleague('POST', 'experiments/15/ship_variant/', {
        variant_key: 'control',
        conclusion: 'won',
      }),
  },
  {
    code: 'RAN_LESS_THAN_A_WEEK',
    severity: 'WARNING',
    id: 16,
    not: 5,
    evidence: { days: 6.9, minimum: 7 },
  },
  {
    code: 'METRIC_NEVER_COMPUTED',
    severity: 'CRITICAL',
    id: 24,
    async happens() {
      const { metrics } = await colleague('GET', 'experiments/24/');
      await colleague('PATCH', 'experiments/24/', {
        metrics: [...metrics, { ...metrics[0], uuid: crypto.randomUUID(), name: 'New one' }],
      });
    },
    not: 15,
  },
  {
    code: 'METRIC_FAILING',
    severity: 'CRITICAL',
    id: 15,
    happens: () =>
      changes(LATEST, (json) => {
        Object.assign(json['results'][0], { result: null, error_message: 'Query timed out' });
      }),
  },
  {
    code: 'NO_PRIMARY_METRIC',
    severity: 'CRITICAL',
    id: 29,
    happens: () => colleague('POST', 'experiments/29/launch/'),
    not: 15,
    evidence: { secondaryMetrics: 0 },
  },
  { code: 'NO_HYPOTHESIS', severity: 'INFO', id: 29, not: 15 },
  { code: 'NO_CONCLUSION', severity: 'INFO', id: 18, not: 5 },
  {
    code: 'DAILY_RESULTS_STOPPED',
    severity: 'WARNING',
    id: 4,
    not: 15,
    evidence: { limit: 60 },
    action: 'END',
  },
  { code: 'NO_RUNNING_TIME', severity: 'INFO', id: 24, not: 15 },
  {
    code: 'PAST_PLANNED_END',
    severity: 'WARNING',
    id: 15,
    happens: () => advance('14d'),
    not: 24,
    evidence: { plannedDays: 28, days: 37.9 },
    action: 'END',
  },
  {
    code: 'EXCLUDED_VARIANT_EXPOSED',
    severity: 'WARNING',
    id: 22,
    not: 15,
    evidence: { share: 20 },
  },
  {
    code: 'FLAG_STILL_SPLITS',
    severity: 'WARNING',
    id: 5,
    not: 15,
    evidence: { variants: 2 },
    action: 'SHIP_VARIANT',
  },
  {
    code: 'STALE_DRAFT',
    severity: 'INFO',
    id: 25,
    not: 28,
    evidence: { days: 9 },
    action: 'DELETE',
  },
  { code: 'NOT_ARCHIVED', severity: 'INFO', id: 1, not: 11, action: 'ARCHIVE' },
];

describe('a finding', () => {
  it.each(cases.map((one) => [`${one.code} ${one.severity}`, one] as const))(
    'is reported where it is so: %s',
    async (_title, { code, severity, id, happens, not, evidence, action }) => {
      expect(happens ? await found(id, code) : []).toEqual([]);
      await happens?.();
      const [finding] = await found(id, code);
      expect(finding).toMatchObject({ code, severity });
      const values = Object.fromEntries(
        (finding?.evidence ?? []).map(({ name, value }) => [name, value]),
      );
      expect(values).toMatchObject(evidence ?? {});
      expect(finding?.message).toMatch(/^[A-Z"].*\.$|Query timed out$/);
      expect(finding?.action).toBe(action ?? finding?.action);
      expect(not === undefined ? [] : await found(not, code)).toEqual([]);
    },
  );

  it('names the metric that fails, and the metric and the variant it is about', async () => {
    changes(LATEST, (json) => {
      Object.assign(json['results'][1], { result: null, error_message: 'Query timed out' });
    });
    const [failing] = await found(15, 'METRIC_FAILING');
    const { metrics } = await colleague('GET', 'experiments/15/');
    expect(failing?.metricUuid).toBe(metrics[1].uuid);
    expect(failing?.message).toContain(`"${metrics[1].name}"`);
    const [excluded] = await found(22, 'EXCLUDED_VARIANT_EXPOSED');
    expect(excluded?.variantKey).toBe('test-compact');
  });

  it('of an edited flag does not mean launches, pauses, freezes and the shipping of a variant', async () => {
    await colleague('POST', 'experiments/24/pause/');
    await colleague('POST', 'experiments/24/resume/');
    await colleague('POST', 'experiments/24/end/');
    expect(await found(24, 'FLAG_EDITED_AFTER_START')).toEqual([]);
    expect(await found(8, 'FLAG_EDITED_AFTER_START')).toEqual([]);
    await colleague('POST', 'experiments/15/ship_variant/', { variant_key: 'test' });
    expect(await found(15, 'FLAG_EDITED_AFTER_START')).toEqual([]);
  });

  it('of an edited flag names what was edited, and not what was left as it was: 2 calls', async () => {
    await changeFlag(15, (filters) => ({ ...filters, payloads: { test: '"b"' } }));
    const only = await ask(15, 'code: FLAG_EDITED_AFTER_START');
    expect(only.findings).toMatchObject([
      {
        severity: 'WARNING',
        message: expect.stringMatching(
          /^Its flag was edited while it ran \(payloads\), once, most/,
        ),
      },
    ]);
    expect(only.calls).toBe(2);
    await changeFlag(15, split(60, 40));
    expect(await found(15, 'FLAG_EDITED_AFTER_START')).toMatchObject([
      {
        severity: 'CRITICAL',
        message: expect.stringContaining('(variants or their percentages, payloads), 2 times'),
      },
    ]);
  });

  it('of a flag that still splits goes away when a variant is shipped', async () => {
    await colleague('POST', 'experiments/5/ship_variant/', { variant_key: 'test' });
    expect(await found(5, 'FLAG_STILL_SPLITS')).toEqual([]);
  });
});
