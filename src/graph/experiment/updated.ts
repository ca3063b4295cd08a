import { isDeepStrictEqual } from 'node:util';
import type { PostHogKey } from '../global-id.ts';
import type { MutationRun } from '../mutation/run.ts';
import { experimentWritten } from '../mutation/written.ts';
import { DONE, type Performed } from './lifecycle/performed.ts';
import { readExperiment, reconcile } from './lifecycle/reconcile.ts';
import type { Wire } from '../wire.ts';
import type { ExperimentDetail } from './loader.ts';

type Body = Readonly<Record<string, unknown>>;

/**
 * Finds out by reading whether an update happened whose answer did not arrive: it did when the
 * experiment has every value that was sent. @throws see {@link reconcile}
 */
export async function lookForUpdate(
  { context }: MutationRun,
  key: PostHogKey,
  body: Body,
  failure: unknown,
): Promise<Performed> {
  const detail = await reconcile(failure, async () => {
    const row = await readExperiment(context, key);
    return row && holds(row, body) ? row : null;
  });
  return {
    ...DONE,
    experiment: experimentWritten(context, key.projectId, detail),
    reconciled: true,
  };
}

/** Switches of the request, which the experiment does not keep. */
const UNSTORED: ReadonlySet<string> = new Set([
  'allow_unknown_events',
  'update_feature_flag_params',
  'version',
]);

function holds(row: ExperimentDetail, body: Body): boolean {
  return Object.entries(body).every(([name, sent]) => {
    if (sent === undefined || UNSTORED.has(name)) return true;
    if (name === 'saved_metrics_ids') return sameLinks(row, sent);
    if (name === 'feature_flag') return flagHolds(row, sent as Wire['ExperimentFeatureFlagInput']);
    const stored = row[name as keyof ExperimentDetail];
    if (name.endsWith('_date')) return sameMoment(stored, sent);
    if (name === 'tags') return sameTags(stored, sent);
    return includes(stored, sent);
  });
}

/** PostHog adds to what it stores (uuids, fingerprints, defaults), so what was sent must be part of it. */
function includes(stored: unknown, sent: unknown): boolean {
  if (Array.isArray(sent)) {
    return (
      Array.isArray(stored) &&
      stored.length === sent.length &&
      sent.every((item, index) => includes(stored[index], item))
    );
  }
  if (typeof sent === 'object' && sent !== null) {
    return (
      typeof stored === 'object' &&
      stored !== null &&
      Object.entries(sent).every(([name, value]) =>
        includes((stored as Record<string, unknown>)[name], value),
      )
    );
  }
  return isDeepStrictEqual(stored ?? null, sent ?? null);
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

/** PostHog touches the first release condition only; the flag may have more. */
function flagHolds(
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
