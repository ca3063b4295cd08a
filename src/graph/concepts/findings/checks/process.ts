import { ago, inDays, roundedDays, sideOf } from '../../../../rounded.ts';
import { daysOf, MINIMUM_DAYS, runningPlanOf } from '../../experiment/planned-end.ts';
import { staleReasonOf, UPDATED_FOR_DAYS } from '../../results/timeseries/stale.ts';
import { number } from '../finding.ts';
import { ARCHIVE_AFTER_DAYS, STALE_DRAFT_DAYS } from '../thresholds.ts';
import type { Check } from './check.ts';

/** Checks of how experiments are run, by their dates and texts. */
export const processChecks: readonly Check[] = [
  {
    codes: ['no_hypothesis'],
    source: 'row',
    applies: ({ row }) => !(row.archived ?? false) && (row.description ?? '').trim() === '',
    find: () => [
      {
        code: 'no_hypothesis',
        severity: 'info',
        message: 'The experiment has no description, so what it is meant to show is not recorded.',
      },
    ],
  },
  {
    codes: ['no_conclusion'],
    source: 'row',
    applies: ({ isEnded, row }) => isEnded && !(row.archived ?? false) && row.conclusion == null,
    find({ row, daysSince }) {
      const days = daysSince(row.end_date!);
      return [
        {
          code: 'no_conclusion',
          severity: 'info',
          message: `It ended ${ago(days)}, and no conclusion is recorded.`,
          evidence: [number('daysSinceEnd', roundedDays(days), 'days')],
        },
      ];
    },
  },
  {
    codes: ['stale_draft'],
    source: 'row',
    applies: ({ isLaunched, row }) => !isLaunched && !(row.archived ?? false),
    find({ row, daysSince }) {
      const days = daysSince(row.updated_at ?? row.created_at);
      if (days <= STALE_DRAFT_DAYS) return [];
      return [
        {
          code: 'stale_draft',
          severity: 'info',
          message: `It is a draft that has not changed for ${inDays(days, sideOf(STALE_DRAFT_DAYS))}.`,
          evidence: [number('days', roundedDays(days, sideOf(STALE_DRAFT_DAYS)), 'days')],
        },
      ];
    },
  },
  {
    codes: ['ran_less_than_a_week'],
    source: 'row',
    applies: ({ isEnded }) => isEnded,
    find({ row, now }) {
      const days = daysOf(row, now) ?? MINIMUM_DAYS;
      if (days >= MINIMUM_DAYS) return [];
      return [
        {
          code: 'ran_less_than_a_week',
          severity: 'warning',
          message: `It ran for ${inDays(days, sideOf(MINIMUM_DAYS))}. Behaviour differs between the days of a week.`,
          evidence: [
            number('days', roundedDays(days, sideOf(MINIMUM_DAYS)), 'days'),
            number('minimum', MINIMUM_DAYS, 'days'),
          ],
        },
      ];
    },
  },
  {
    codes: ['past_planned_end'],
    source: 'row',
    applies: ({ isLive, row }) => isLive && runningPlanOf(row).days !== null,
    find({ row, now }) {
      const planned = runningPlanOf(row).days ?? Infinity;
      const days = daysOf(row, now) ?? 0;
      if (days <= planned) return [];
      return [
        {
          code: 'past_planned_end',
          severity: 'warning',
          message: `It has run for ${inDays(days, sideOf(planned))}, and ${inDays(planned)} were planned.`,
          evidence: [
            number('days', roundedDays(days, sideOf(planned)), 'days'),
            number('plannedDays', planned, 'days'),
          ],
        },
      ];
    },
  },
  {
    codes: ['daily_results_stopped'],
    source: 'row',
    applies: ({ isLive, row, clock }) =>
      isLive && staleReasonOf({ recalculation_status: null }, row, clock) === 'stopped_updating',
    find({ row, daysSince }) {
      const days = daysSince(row.start_date!);
      return [
        {
          code: 'daily_results_stopped',
          severity: 'warning',
          message: `It was launched ${ago(days, sideOf(UPDATED_FOR_DAYS))}. PostHog computes daily results for ${UPDATED_FOR_DAYS} days.`,
          evidence: [
            number('daysSinceLaunch', roundedDays(days, sideOf(UPDATED_FOR_DAYS)), 'days'),
            number('limit', UPDATED_FOR_DAYS, 'days'),
          ],
        },
      ];
    },
  },
  {
    codes: ['no_running_time'],
    source: 'row',
    applies({ isLive, row }) {
      const { days, people } = runningPlanOf(row);
      return isLive && days === null && people === null;
    },
    find({ row, daysSince }) {
      const days = daysSince(row.start_date!);
      return [
        {
          code: 'no_running_time',
          severity: 'info',
          message: `It was launched ${ago(days)}, and no running time was planned.`,
          evidence: [number('daysSinceLaunch', roundedDays(days), 'days')],
        },
      ];
    },
  },
  {
    codes: ['not_archived'],
    source: 'row',
    applies: ({ isEnded, row }) => isEnded && !(row.archived ?? false),
    find({ row, daysSince }) {
      const days = daysSince(row.end_date!);
      if (days <= ARCHIVE_AFTER_DAYS) return [];
      return [
        {
          code: 'not_archived',
          severity: 'info',
          message: `It ended ${ago(days, sideOf(ARCHIVE_AFTER_DAYS))} and is not archived.`,
          evidence: [
            number('daysSinceEnd', roundedDays(days, sideOf(ARCHIVE_AFTER_DAYS)), 'days'),
            number('limit', ARCHIVE_AFTER_DAYS, 'days'),
          ],
        },
      ];
    },
  },
];
