import { isLegacy } from '../../experiment/lifecycle/state.ts';
import { isPrimary, nameOf } from '../../metric/node.ts';
import { number, type Found } from '../finding.ts';
import { SETTLING_HOURS } from '../thresholds.ts';
import type { Subject } from '../subject.ts';
import { daysOf } from '../../experiment/planned-end.ts';
import type { Check } from './check.ts';

/** Checks of the metrics and of whether PostHog computes them. */
export const metricChecks: readonly Check[] = [
  {
    codes: ['no_primary_metric'],
    source: 'detail',
    applies: ({ isLive }) => isLive,
    async find(subject) {
      const metrics = await subject.metrics();
      if (metrics.some(isPrimary)) return [];
      return [
        {
          code: 'no_primary_metric',
          severity: 'critical',
          message: 'It was launched without a primary metric, so nothing decides it.',
          evidence: [number('secondaryMetrics', metrics.length, 'count')],
        },
      ];
    },
  },
  {
    codes: ['metric_never_computed', 'metric_failing'],
    source: 'results',
    applies: (subject) => hadTime(subject) && isLegacy(subject.row) !== true,
    async find(subject) {
      const hours = Math.floor(subject.daysSince(subject.row.start_date!) * 24);
      return (await subject.measured()).flatMap(({ node, result, error }): Found[] => {
        if (result !== null && error === null) return [];
        const about = {
          severity: isPrimary(node) ? 'critical' : 'warning',
          metricUuid: node.metric.uuid ?? null,
        } as const;
        const named = `The ${isPrimary(node) ? 'primary' : 'secondary'} metric "${nameOf(node)}"`;
        if (error !== null) {
          const message = `${named} could not be computed. PostHog reports: ${error}`;
          return [{ ...about, code: 'metric_failing', message }];
        }
        return [
          {
            ...about,
            code: 'metric_never_computed',
            message: `${named} has no result ${hours} hours after the launch.`,
            evidence: [number('hoursSinceLaunch', hours, 'hours')],
          },
        ];
      });
    },
  },
];

/** Results of archived experiments do not matter anymore, and those of the first day may not be there yet. */
const hadTime = ({ isLaunched, row, now }: Subject) =>
  isLaunched && !(row.archived ?? false) && (daysOf(row, now) ?? 0) * 24 > SETTLING_HOURS;
