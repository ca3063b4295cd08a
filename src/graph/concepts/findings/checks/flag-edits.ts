import { DAY_MS } from '../../../context/clock.ts';
import { roundedDays } from '../../../core/rounded.ts';
import type { Wire } from '../../../core/wire.ts';
import { isExposureFrozen, variantsOf, type Targeted } from '../../experiment/lifecycle/state.ts';
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
      const edits = entries.filter(
        (entry) =>
          Date.parse(entry.created_at) > from &&
          Date.parse(entry.created_at) < until &&
          changeOfFilters(entry) !== undefined,
      );
      if (edits.length === 0) {
        requireWholeLog(entries, total, from);
        return [];
      }
      const days = (Date.parse(edits[0]!.created_at) - Date.parse(row.start_date!)) / DAY_MS;
      const reshuffled = edits.some((entry) => changesVariants(changeOfFilters(entry)!));
      const what = reshuffled ? 'variants or their percentages' : 'release conditions';
      return [
        {
          code: 'flag_edited_after_start',
          severity: reshuffled ? 'critical' : 'warning',
          message: `The ${what} of its flag were edited while it ran, ${edits.length === 1 ? 'once' : `${edits.length} times`}, most recently on day ${Math.floor(days) + 1}.`,
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

function changesVariants({
  before,
  after,
}: {
  readonly before: Targeted;
  readonly after: Targeted;
}) {
  return split(before) !== split(after);
}

const split = (flag: Targeted) =>
  JSON.stringify(variantsOf(flag).map((variant) => [variant.key, shareOf(variant)]));
