import { createHash } from 'node:crypto';
import { isoformat } from './isoformat.ts';
import { pythonJson } from './python-json.ts';

/** The experiment settings that are part of its metrics' fingerprints. */
export interface FingerprintSettings {
  /** ISO-8601 text with an offset; null for a draft. */
  start_date: string | null;
  /** `bayesian` when the experiment has no setting. */
  stats_method?: string | null | undefined;
  exposure_criteria?: object | null | undefined;
  only_count_matured_users?: boolean | undefined;
  excluded_variants?: readonly string[] | null | undefined;
}

const IDENTITY_KEYS = ['uuid', 'name', 'kind', 'fingerprint', 'only_count_matured_users'];

/**
 * The key under which a metric's daily rows are stored: SHA-256 (lower-case hex) of the metric without its
 * identity and of the experiment settings that affect the counts. Any change of these starts a
 * new series. Source: PostHog's `experiment_metric_fingerprint` as restated in
 * docs/posthog/metrics.md#fingerprint.
 */
export function metricFingerprint(metric: object, settings: FingerprintSettings): string {
  const { exposure_criteria: exposure, excluded_variants: excluded } = settings;
  const hashed = {
    metric: withoutIdentity(metric),
    start_date: settings.start_date === null ? null : isoformat(settings.start_date),
    stats_method: settings.stats_method ?? 'bayesian',
    ...(exposure && Object.keys(exposure).length > 0 && { exposure_criteria: exposure }),
    ...(settings.only_count_matured_users && { only_count_matured_users: true }),
    ...(excluded?.length && { excluded_variants: [...new Set(excluded)].toSorted() }),
  };
  return createHash('sha256').update(pythonJson(hashed)).digest('hex');
}

function withoutIdentity(metric: object): object {
  return Object.fromEntries(
    Object.entries(metric).filter(
      ([key, value]) =>
        !IDENTITY_KEYS.includes(key) && !(key === 'breakdownFilter' && isEmptyObject(value)),
    ),
  );
}

function isEmptyObject(value: unknown): boolean {
  return value == null || (typeof value === 'object' && Object.keys(value).length === 0);
}
