import type { JsonObject } from '../../model/entities.ts';
import { isObject, objectsOf, stringOrNull } from '../../model/json.ts';

const NOTHING = '—';

/** The series as text: three header lines, then a table with a line for every day. */
export function formatSeries(
  timeseries: Record<string, JsonObject | null>,
  status: string,
): string {
  const first = Object.values(timeseries).find((result) => result !== null);
  if (!first) return `No completed timeseries data (status: ${status}).`;
  const baseline = isObject(first['baseline']) ? String(first['baseline']['key']) : 'control';
  const variants = objectsOf(first['variant_results']).map(({ key }) => String(key));
  const method = stringOrNull(objectsOf(first['variant_results'])[0]?.['method']) ?? 'bayesian';
  const verdict = method === 'frequentist' ? 'p_value' : 'chance_to_win';
  const columns = [
    'Date',
    `${baseline} n`,
    `${baseline} mean`,
    ...variants.flatMap((key) =>
      ['n', 'mean', 'interval', verdict, 'significant'].map((column) => `${key} ${column}`),
    ),
  ];
  const lines = Object.entries(timeseries).map(([day, result]) =>
    [day, ...cells(result, variants, verdict)].join('|'),
  );
  return [
    `Method: ${method}`,
    `Variants: ${[`${baseline} (baseline)`, ...variants].join(', ')}`,
    `Status: ${status}`,
    '',
    columns.join('|'),
    ...lines,
  ].join('\n');
}

function cells(result: JsonObject | null, variants: string[], verdict: string): string[] {
  const arms = objectsOf(result?.['variant_results']);
  const baseline = isObject(result?.['baseline']) ? result['baseline'] : undefined;
  return [
    ...size(baseline),
    ...variants.flatMap((key) => {
      const arm = arms.find((candidate) => candidate['key'] === key);
      const significant = arm?.['significant'];
      return [
        ...size(arm),
        interval(arm?.['credible_interval'] ?? arm?.['confidence_interval']),
        number(arm?.[verdict]),
        typeof significant === 'boolean' ? (significant ? 'yes' : 'no') : NOTHING,
      ];
    }),
  ];
}

/** Samples of an arm, and its mean, per unit of the denominator if there is one. */
function size(arm: JsonObject | undefined): [samples: string, mean: string] {
  const { number_of_samples: samples, sum, denominator_sum: denominator } = arm ?? {};
  if (typeof samples !== 'number') return [NOTHING, NOTHING];
  const per = typeof denominator === 'number' ? denominator : samples;
  return [String(samples), typeof sum === 'number' && per > 0 ? number(sum / per) : NOTHING];
}

const interval = (bounds: unknown): string =>
  Array.isArray(bounds) ? `[${bounds.map(number).join(', ')}]` : NOTHING;

const number = (value: unknown): string => (typeof value === 'number' ? value.toFixed(4) : NOTHING);
