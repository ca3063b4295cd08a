import type { ExperimentRow } from './loader.ts';

/** The event that means an exposure on servers that do not say it. */
const DEFAULT_EVENT = '$feature_flag_called';
/** Events that PostHog sends itself when a flag is evaluated. */
const ownEvents: ReadonlySet<string> = new Set([DEFAULT_EVENT, '$experiment_exposure']);

const exactly = (key: string, value: string) => ({
  key,
  type: 'event',
  operator: 'exact',
  value: [value],
});

/**
 * The filter of PostHog's recordings that finds the sessions of people exposed to a variant, as PostHog's app makes it:
 * PostHog's own exposure events say the flag and the variant; all others have the variant under the name of the flag.
 * An action can be any of several events, so that its sessions are found by the variant alone.
 */
export function recordingsFilter(row: ExperimentRow, variantKey: string) {
  const { feature_flag_key: flag, exposure_criteria: criteria } = row;
  const config = criteria?.exposure_config;
  const stamped = exactly(`$feature/${flag}`, variantKey);
  const named = config && 'event' in config && typeof config.event === 'string' && config.event;
  const event = named || row.resolved_exposure_event || DEFAULT_EVENT;
  const isOfAction = config != null && !named;
  const properties = ownEvents.has(event)
    ? [exactly('$feature_flag', flag), exactly('$feature_flag_response', variantKey)]
    : [stamped];
  const value = isOfAction ? stamped : { id: event, name: event, type: 'events', properties };
  return {
    date_from: row.start_date ?? null,
    date_to: row.end_date ?? null,
    filter_test_accounts: criteria?.filterTestAccounts ?? false,
    filter_group: { type: 'AND', values: [{ type: 'AND', values: [value] }] },
  };
}
