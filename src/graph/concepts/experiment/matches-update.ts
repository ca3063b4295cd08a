import { isDeepStrictEqual } from 'node:util';
import { includes } from '../../mutations/includes.ts';
import type { Wire } from '../../core/wire.ts';
import type { ExperimentDetail } from './loader.ts';

/** Options of the request, which PostHog does not store on the experiment. */
const UNSTORED: ReadonlySet<string> = new Set([
  'allow_unknown_events',
  'original_experiment',
  'update_feature_flag_params',
  'version',
]);

/**
 * True when an experiment has every value that an update sent, which means that the update took
 * effect.
 */
export function matchesUpdate(
  row: ExperimentDetail,
  body: Readonly<Record<string, unknown>>,
): boolean {
  return Object.entries(body).every(([name, sent]) => {
    if (sent === undefined || UNSTORED.has(name)) return true;
    if (name === 'saved_metrics_ids') return sameLinks(row, sent);
    if (name === 'feature_flag')
      return flagMatches(row, sent as Wire['ExperimentFeatureFlagInput']);
    const stored = row[name as keyof ExperimentDetail];
    if (name.endsWith('_date')) return sameMoment(stored, sent);
    if (name === 'tags') return sameTags(stored, sent);
    return includes(stored, sent);
  });
}

const sameMoment = (stored: unknown, sent: unknown) =>
  typeof stored === 'string' && typeof sent === 'string'
    ? Date.parse(stored) === Date.parse(sent)
    : (stored ?? null) === sent;

const sameTags = (stored: unknown, sent: unknown) =>
  Array.isArray(stored) &&
  Array.isArray(sent) &&
  isDeepStrictEqual(new Set(stored), new Set(sent.map((tag) => String(tag).toLowerCase())));

function sameLinks(row: ExperimentDetail, sent: unknown): boolean {
  const wanted = Array.isArray(sent) ? sent.map(({ id }: { id: unknown }) => id) : [];
  return isDeepStrictEqual(
    new Set(row.saved_metrics.map((link) => link.saved_metric)),
    new Set(wanted),
  );
}

/** PostHog updates the first release condition only; the flag may have more. */
function flagMatches(
  { feature_flag: flag }: ExperimentDetail,
  sent: Wire['ExperimentFeatureFlagInput'],
) {
  const { groups, ...filters } = sent.filters ?? {};
  const { filters: _filters, ...rest } = sent;
  return (
    flag !== null &&
    includes(flag, rest) &&
    includes(flag.filters ?? {}, filters) &&
    (!groups || includes(flag.filters?.groups?.[0], groups[0]))
  );
}
