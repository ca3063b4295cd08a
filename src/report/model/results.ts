import type { ReportedExperiment, ReportedMetric } from '../read/read-report.ts';
import type { Block, Section, Table } from './blocks.ts';
import { daysOf, type ChartLine, type ChartPoint, type LineChart } from './line-chart.ts';
import { change, day, interval, mean, NONE, number, pValue, share, time, words } from './words.ts';

const nameOf = ({ name }: ReportedMetric) => name || 'Metric without a name';

/** The newest numbers of all metrics. */
export function scorecardSection({ metrics, startDate }: ReportedExperiment): Section {
  const all = (metrics ?? []).filter((metric) => metric !== null);
  const blocks: Block[] =
    all.length === 0
      ? [
          {
            kind: 'paragraph',
            text: metrics ? 'The experiment has no metrics.' : 'The metrics could not be read.',
          },
        ]
      : [
          { kind: 'table', table: scorecard(all) },
          { kind: 'list', items: all.map(verdictOf) },
          {
            kind: 'paragraph',
            text: 'Change is the relative change of the mean against the baseline, computed by this API. With variance reduction (CUPED), the interval, the evidence and the verdict are about an adjusted change instead. The always-valid interval holds however often results are read; it is computed by this API. Nothing is corrected for the number of comparisons.',
          },
        ];
  return {
    title: 'Scorecard',
    droppedAs: 0,
    blocks: startDate
      ? blocks
      : [
          { kind: 'paragraph', text: 'The experiment was not launched, so there are no results.' },
          ...metricList(all),
        ],
  };
}

const metricList = (metrics: readonly ReportedMetric[]): Block[] =>
  metrics.length === 0
    ? [{ kind: 'paragraph', text: 'It has no metrics.' }]
    : [{ kind: 'list', items: metrics.map((metric) => `${nameOf(metric)} (${roleOf(metric)})`) }];

const roleOf = ({ role, isGuardrail }: ReportedMetric) =>
  isGuardrail ? 'guardrail' : words(role).toLowerCase();

function scorecard(metrics: readonly ReportedMetric[]): Table {
  return {
    caption: 'The newest results, the baseline first',
    head: [
      'Metric',
      'Role',
      'Variant',
      'People',
      'Mean',
      'Change',
      'Interval',
      'Always-valid',
      'Evidence',
    ],
    rows: metrics.flatMap((metric) => {
      const { latestResult } = metric;
      const head = [nameOf(metric), roleOf(metric)];
      const { baseline, variants, holdout } = latestResult ?? NO_RESULT;
      const rows = [
        ...(baseline
          ? [
              [
                ...head,
                `${baseline.key ?? NONE} (baseline)`,
                number(baseline.samples),
                mean(baseline.mean),
                NONE,
                NONE,
                NONE,
                NONE,
              ],
            ]
          : []),
        ...(variants ?? []).map((arm) => [
          ...head,
          arm.key ?? NONE,
          number(arm.samples),
          mean(arm.mean),
          change(arm.estimatedChange),
          arm.interval ? `${interval(arm.interval)} (${share(arm.interval.level)})` : NONE,
          interval(arm.sequentialInterval),
          evidenceOf(arm),
        ]),
        ...(holdout
          ? [
              [
                ...head,
                'holdout (takes no part)',
                number(holdout.samples),
                mean(holdout.mean),
                change(holdout.estimatedChange),
                NONE,
                NONE,
                NONE,
              ],
            ]
          : []),
      ];
      return rows.length > 0 ? rows : [[...head, 'no result', ...Array<string>(6).fill(NONE)]];
    }),
  };
}

const NO_RESULT = { baseline: null, variants: null, holdout: null };

type Arm = NonNullable<
  NonNullable<NonNullable<ReportedMetric['latestResult']>['variants']>[number]
>;

function evidenceOf({
  pValue: p,
  chanceToImprove,
  significant,
  failuresText,
  interval: bounds,
}: Arm): string {
  if (failuresText?.length) return `no statistics: ${failuresText.join(', ')}`;
  const number =
    p === null
      ? chanceToImprove === null
        ? NONE
        : `${share(chanceToImprove)} chance to improve`
      : pValue(p, bounds?.level);
  return significant === null
    ? number
    : `${number}, ${significant ? 'significant' : 'not significant'}`;
}

function verdictOf(metric: ReportedMetric): string {
  const { verdict, latestResult } = metric;
  const error = latestResult?.error ? ` PostHog could not compute it: ${latestResult.error}` : '';
  const asOf = latestResult?.asOf ? ` Data up to ${time(latestResult.asOf)}.` : '';
  const text = verdict ? `${words(verdict.state)}. ${verdict.because}` : 'No verdict.';
  return `${nameOf(metric)}: ${text}${error}${asOf}`;
}

/** People in the experiment, day by day, against the plan. */
export function exposuresSection({
  metrics,
  runningTime,
}: ReportedExperiment): Section | undefined {
  const points = metrics?.find((metric) =>
    metric?.timeseries?.points?.some(({ baseline }) => baseline),
  )?.timeseries?.points;
  if (!points) return undefined;
  const line: ChartLine = {
    name: 'People',
    points: points.flatMap(({ date, baseline, variants }) => {
      const counts = [baseline, ...(variants ?? [])].map((arm) => arm?.samples ?? null);
      if (date === null || counts.includes(null)) return [];
      return [{ date, value: counts.reduce<number>((sum, count) => sum + (count ?? 0), 0) }];
    }),
  };
  const last = line.points.at(-1);
  if (!last) return undefined;
  const plan = runningTime?.recommendedSampleSize;
  const against =
    plan == null
      ? 'No number of people was planned.'
      : `${share(last.value / plan)} of the planned ${number(Math.ceil(plan))}.`;
  const chart: LineChart = {
    title: 'People in the experiment, cumulative',
    description: `${number(last.value)} people by ${day(last.date)}. ${against}`,
    lines: [line],
    unit: 'people',
    ...(plan != null && { level: { name: 'planned', value: plan } }),
  };
  return {
    title: 'Exposures',
    droppedAs: 4,
    blocks: [{ kind: 'chart', chart, table: tableOf(chart) }],
  };
}

/** The change of each variant over the days, for each metric that has a series. */
export function chartsSection({ metrics }: ReportedExperiment): Section | undefined {
  const blocks = (metrics ?? []).flatMap((metric): Block[] => {
    const chart = metric && chartOf(metric);
    return chart ? [{ kind: 'chart', chart, table: tableOf(chart) }] : [];
  });
  return blocks.length > 0 ? { title: 'Results over the days', droppedAs: 1, blocks } : undefined;
}

function chartOf(metric: ReportedMetric): LineChart | undefined {
  const points = metric.timeseries?.points ?? [];
  const keys = new Set(points.flatMap(({ variants }) => (variants ?? []).map(({ key }) => key)));
  const lines = [...keys].flatMap((key): ChartLine[] => {
    const days = points.flatMap(({ date, variants }) => {
      const { estimatedChange: value, interval } = variants?.find((arm) => arm.key === key) ?? {};
      if (date === null || value == null || !interval) return [];
      return [{ date, value, lower: interval.lower, upper: interval.upper }];
    });
    return key !== null && days.length > 0 ? [{ name: key, points: days }] : [];
  });
  if (lines.length === 0) return undefined;
  const ends = lines.map(({ name, points: all }) => {
    const last = all.at(-1)!;
    return `${name} ${change(last.value)} (${boundsOf(last)}) on ${day(last.date)}`;
  });
  return {
    title: `${nameOf(metric)}: change against the baseline`,
    description: `By day, with PostHog's interval. ${ends.join('; ')}.`,
    lines,
    unit: 'change',
  };
}

const boundsOf = ({ value, lower = value, upper = value }: ChartPoint) =>
  interval({ lower, upper });

/** Rows of the table beside a chart, at most. */
const MOST_ROWS = 14;

/** The numbers of a chart: all days, or some at equal distances and the last. */
function tableOf({ title, lines, unit }: LineChart): Table {
  const days = daysOf(lines);
  const step = Math.ceil(days.length / MOST_ROWS);
  const shown = days.filter((_, at) => (days.length - 1 - at) % step === 0);
  const text = (value: number) => (unit === 'change' ? change(value) : number(value));
  return {
    caption: step === 1 ? title : `${title}, every ${step} days`,
    head: ['Day', ...lines.map(({ name }) => name)],
    rows: shown.map((date) => [
      day(date),
      ...lines.map(({ points }) => {
        const point = points.find((one) => one.date === date);
        if (!point) return NONE;
        const { value, lower, upper } = point;
        return lower === undefined || upper === undefined
          ? text(value)
          : `${text(value)} (${interval({ lower, upper })})`;
      }),
    ]),
  };
}
