import { isDeepStrictEqual } from 'node:util';
import { DAY_MS } from '../../../context/clock.ts';
import { roundedDays } from '../../../../rounded.ts';
import type { Wire } from '../../../core/wire.ts';
import {
  groupsOf,
  isExposureFrozen,
  variantsOf,
  type Targeted,
} from '../../experiment/lifecycle/state.ts';
import { shareOf } from '../../feature-flag/share.ts';
import { NotConclusive, number } from '../finding.ts';
import { ACTION_MINUTES } from '../thresholds.ts';
import type { Check } from './check.ts';

/** Checks in the activity log whether the flag was edited while people were being split by it. */
export const flagEditChecks: readonly Check[] = [
  {
    codes: ['flag_edited_after_start'],
    source: 'activity',
    applies: ({ isLaunched, row }) =>
      isLaunched && !(row.archived ?? false) && row.feature_flag !== null,
    async find(subject) {
      const { row } = subject;
      const { results: entries, total_count: total } = await subject.activity();
      const from = Date.parse(row.start_date!) + ACTION_MINUTES * 60_000;
      const until =
        row.end_date == null ? Infinity : Date.parse(row.end_date) - ACTION_MINUTES * 60_000;
      const edits = entries
        .filter(
          (entry) => Date.parse(entry.created_at) > from && Date.parse(entry.created_at) < until,
        )
        .flatMap((entry) => {
          const change = changeOfFilters(entry);
          return change ? [{ at: Date.parse(entry.created_at), parts: partsOf(change) }] : [];
        });
      if (edits.length === 0) {
        requireWholeLog(entries, total, from);
        return [];
      }
      const days = (edits[0]!.at - Date.parse(row.start_date!)) / DAY_MS;
      const edited = new Set(edits.flatMap((edit) => edit.parts));
      const reshuffled = edited.has(SPLIT);
      return [
        {
          code: 'flag_edited_after_start',
          severity: reshuffled ? 'critical' : 'warning',
          message: `Its flag was edited while it ran (${[...edited].join(', ')}), ${edits.length === 1 ? 'once' : `${edits.length} times`}, most recently on day ${Math.floor(days) + 1}.`,
          evidence: [
            number('edits', edits.length, 'count'),
            number('daysSinceLaunch', roundedDays(days), 'days'),
          ],
        },
      ];
    },
  },
];

/** The log of an experiment has the entries of its flag only for keys that may read flags. */
function requireWholeLog(
  entries: readonly Wire['ActivityLogEntry'][],
  total: number,
  from: number,
): void {
  if (!entries.some(({ scope }) => scope === 'FeatureFlag')) {
    throw new NotConclusive(
      'The activity log shows no entry of the flag. The key may lack the scope `feature_flag:read`.',
    );
  }
  const oldest = entries.at(-1);
  if (total > entries.length && oldest && Date.parse(oldest.created_at) > from) {
    throw new NotConclusive(
      `Only the newest ${entries.length} entries of the activity log were read, and these do not reach back to the launch.`,
    );
  }
}

/** The change of a flag's filters that an entry records, unless a freeze or the end of one made it. */
function changeOfFilters({ scope, detail }: Wire['ActivityLogEntry']) {
  if (scope !== 'FeatureFlag') return undefined;
  const change = detail?.changes?.find(({ field }) => field === 'filters');
  if (!change) return undefined;
  const [before, after] = [change.before, change.after].map(asFlag);
  const isFreeze = isExposureFrozen(before!) !== isExposureFrozen(after!);
  return isFreeze ? undefined : { before: before!, after: after! };
}

/** The logged filters of a flag; those that cannot be read count as empty. */
const asFlag = (filters: unknown): Targeted => ({
  filters: (typeof filters === 'object' && filters !== null ? filters : {}) as NonNullable<
    Targeted['filters']
  >,
});

const SPLIT = 'variants or their percentages';

/** The parts of a flag's filters that a message names. */
const parts: readonly (readonly [name: string, read: (flag: Targeted) => unknown])[] = [
  [SPLIT, (flag) => variantsOf(flag).map((variant) => [variant.key, shareOf(variant)])],
  ['release conditions', groupsOf],
  ['payloads', ({ filters }) => filters?.payloads ?? {}],
];

/** The names of what an edit changed; settings in general where it is nothing else. */
function partsOf({ before, after }: NonNullable<ReturnType<typeof changeOfFilters>>) {
  const changed = parts
    .filter(([, read]) => !isDeepStrictEqual(read(before), read(after)))
    .map(([name]) => name);
  return changed.length > 0 ? changed : ['settings'];
}
