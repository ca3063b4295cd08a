import { DAY_MS } from '../../../context/clock.ts';
import type { SampleRatio } from '../../results/result/sample-ratio.ts';
import { untestable } from '../../results/result/untested-reason.ts';
import { pValue } from '../../results/result/words.ts';
import { staleReasonOf, UPDATED_FOR_DAYS } from '../../results/timeseries/stale.ts';
import { NotConclusive, number, type Found } from '../finding.ts';
import {
  HEALTHY_PEOPLE,
  RELEVANT_DEVIATION,
  SETTLING_HOURS,
  SILENT_DAYS,
  UNEVEN_BELOW,
} from '../thresholds.ts';
import type { Check } from './check.ts';
import { peopleIn } from '../../results/result/comparison.ts';

/** Checks of who takes part, by the newest results and the daily series. */
export const peopleChecks: readonly Check[] = [
  {
    codes: ['sample_ratio_mismatch', 'sample_ratio_untested'],
    source: 'results',
    applies: ({ isLaunched, row }) => isLaunched && !(row.archived ?? false),
    async find(subject) {
      const { tested, untested } = await subject.people();
      if (tested) return uneven(tested);
      const reason = untested === null ? undefined : untestable[untested];
      if (reason === undefined) return [];
      return [
        {
          code: 'sample_ratio_untested',
          severity: 'warning',
          message: `Whether people were split as configured could not be tested. ${reason}`,
        },
      ];
    },
  },
  {
    codes: ['no_exposures'],
    source: 'results',
    applies: ({ status, row, daysSince }) =>
      status === 'running' && daysSince(row.start_date!) * 24 > SETTLING_HOURS,
    async find(subject) {
      const { result } = await subject.people();
      if (result === null || peopleIn(result.comparison) > 0) return [];
      const hours = Math.floor(subject.daysSince(subject.row.start_date!) * 24);
      return [
        {
          code: 'no_exposures',
          severity: 'critical',
          message: `It was launched ${hours} hours ago, and nobody has been exposed.`,
          evidence: [number('hoursSinceLaunch', hours, 'hours'), number('people', 0, 'people')],
        },
      ];
    },
  },
  {
    codes: ['exposures_stopped'],
    source: 'series',
    applies: ({ status, row, daysSince }) =>
      status === 'running' && daysSince(row.start_date!) > SILENT_DAYS + 1,
    async find(subject) {
      if (staleReasonOf({ recalculation_status: null }, subject.row, subject.clock) !== null) {
        throw new NotConclusive(
          `PostHog computes daily results only for ${UPDATED_FOR_DAYS} days after the launch.`,
        );
      }
      const days = (await subject.days()).flatMap(({ date, comparison }) =>
        comparison ? [{ date, people: peopleIn(comparison) }] : [],
      );
      const latest = days.at(-1);
      const earlier = days.findLast(
        ({ date }) => latest !== undefined && daysBetween(date, latest.date) >= SILENT_DAYS,
      );
      if (!latest || !earlier) throw new NotConclusive('The daily series has too few days.');
      if (subject.daysSince(`${latest.date}T00:00:00Z`) > SILENT_DAYS + 1) {
        throw new NotConclusive(`The newest day of the daily series is ${latest.date}.`);
      }
      if (earlier.people < HEALTHY_PEOPLE || latest.people > earlier.people) return [];
      const silent = daysBetween(earlier.date, latest.date);
      return [
        {
          code: 'exposures_stopped',
          severity: 'critical',
          message: `Nobody new was exposed from ${earlier.date} to ${latest.date}, after ${earlier.people} people before.`,
          evidence: [number('people', latest.people, 'people'), number('days', silent, 'days')],
        },
      ];
    },
  },
];

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / DAY_MS;

function uneven({ pValue: p, suspicious, arms }: SampleRatio): readonly Found[] {
  if (p >= UNEVEN_BELOW) return [];
  const total = arms.reduce((sum, { observed }) => sum + observed, 0);
  const deviation = Math.max(
    ...arms.map(({ observed, expected }) => Math.abs(observed - expected) / total),
  );
  const counts = arms
    .map(({ key, observed, expected }) => `${key} ${observed} (${Math.round(expected)} expected)`)
    .join(', ');
  return [
    {
      code: 'sample_ratio_mismatch',
      severity: suspicious && deviation >= RELEVANT_DEVIATION ? 'critical' : 'warning',
      message: `People were not split as configured: ${counts}; ${pValue(p)}.`,
      evidence: [
        number('pValue', p, 'probability'),
        number('deviation', deviation * 100, 'percentage_points'),
        ...arms.flatMap(({ key, observed, expected }) => [
          number(`observed.${key}`, observed, 'people'),
          number(`expected.${key}`, expected, 'people'),
        ]),
      ],
    },
  ];
}
