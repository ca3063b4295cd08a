import { quoted } from '../../../core/quoted.ts';
import { ago, roundedDays } from '../../../../rounded.ts';
import { pinsOf, splitsPeople } from '../../feature-flag/admission.ts';
import { shareOf } from '../../feature-flag/share.ts';
import { isActive, variantsOf } from '../../experiment/lifecycle/state.ts';
import { baselineOf, contradictionOf, onlyServed } from '../../experiment/shipped.ts';
import { othersInProgress } from '../../experiment/of-flag/loader.ts';
import { number } from '../finding.ts';
import type { Check } from './check.ts';

/** Checks of the flag, which is embedded in the row of an experiment. */
export const flagChecks: readonly Check[] = [
  {
    codes: ['flag_missing'],
    source: 'row',
    applies: ({ isLive, row }) =>
      isLive && (row.feature_flag === null || row.feature_flag.deleted === true),
    find({ row, daysSince }) {
      const days = daysSince(row.start_date!);
      return [
        {
          code: 'flag_missing',
          severity: 'critical',
          message: `Its feature flag "${row.feature_flag_key}" was deleted, so nobody gets a variant.`,
          evidence: [number('daysSinceLaunch', roundedDays(days), 'days')],
        },
      ];
    },
  },
  {
    codes: ['pinned_variant'],
    source: 'row',
    applies: ({ isLive, row }) => isLive && row.feature_flag !== null,
    find({ row }) {
      const pins = pinsOf(row.feature_flag!);
      if (pins.length === 0) return [];
      const keys = [...new Set(pins.map(({ variant }) => variant))];
      return [
        {
          code: 'pinned_variant',
          severity: 'warning',
          message: `A release condition assigns ${quoted(keys)} to everyone it matches. These people are not split at random.`,
          evidence: [number('conditions', pins.length, 'count')],
        },
      ];
    },
  },
  {
    codes: ['flag_still_splits'],
    source: 'row',
    applies: ({ isEnded, row }) => isEnded && row.feature_flag !== null,
    find({ row, daysSince }) {
      const flag = row.feature_flag!;
      if (flag.deleted === true || !splitsPeople(flag)) return [];
      const served = variantsOf(flag).filter((variant) => shareOf(variant) !== 0);
      const days = daysSince(row.end_date!);
      return [
        {
          code: 'flag_still_splits',
          severity: 'warning',
          message: `It ended ${ago(days)}, but its flag "${flag.key}" is on and still serves ${quoted(served.map(({ key }) => key))}.`,
          evidence: [
            number('daysSinceEnd', roundedDays(days), 'days'),
            number('variants', served.length, 'count'),
          ],
        },
      ];
    },
  },
  {
    codes: ['excluded_variant_exposed'],
    source: 'row',
    applies: ({ status, row }) =>
      status === 'running' && row.feature_flag !== null && (row.excluded_variants ?? []).length > 0,
    find({ row }) {
      const flag = row.feature_flag!;
      if (!isActive(flag)) return [];
      return variantsOf(flag)
        .filter(({ key }) => row.excluded_variants!.includes(key))
        .flatMap((variant) => {
          const share = shareOf(variant);
          if (share === null || share === 0) return [];
          return [
            {
              code: 'excluded_variant_exposed' as const,
              severity: 'warning' as const,
              message: `"${variant.key}" is left out of the analysis, but ${share} % of the people still get it.`,
              variantKey: variant.key,
              evidence: [number('share', share, 'percent')],
            },
          ];
        });
    },
  },
  {
    codes: ['conclusion_contradicts'],
    source: 'detail',
    applies: ({ isEnded, row }) =>
      isEnded &&
      ['won', 'lost', 'invalid'].includes(row.conclusion ?? '') &&
      row.feature_flag !== null &&
      onlyServed(row.feature_flag) !== null,
    async find(subject) {
      const { row } = subject;
      const shipped = onlyServed(row.feature_flag!)!;
      const contradiction = contradictionOf(
        row.conclusion!,
        shipped,
        baselineOf(await subject.detail()),
      );
      if (contradiction === null) return [];
      return [
        {
          code: 'conclusion_contradicts',
          severity: row.conclusion === 'won' ? 'warning' : 'critical',
          message: contradiction,
          variantKey: shipped,
          evidence: [number('daysSinceEnd', roundedDays(subject.daysSince(row.end_date!)), 'days')],
        },
      ];
    },
  },
  {
    codes: ['flag_shared'],
    source: 'flag',
    applies: ({ isLive, row }) => isLive && row.feature_flag !== null,
    async find(subject) {
      const { row } = subject;
      const users = await subject.ofFlag(row.feature_flag!);
      const others = othersInProgress(users, row.id);
      if (others.length === 0) return [];
      return [
        {
          code: 'flag_shared',
          severity: 'warning',
          message: `The flag "${row.feature_flag_key}" is also used by ${quoted(others.map(({ name }) => name))}.`,
          evidence: [number('experiments', others.length, 'count')],
        },
      ];
    },
  },
];
