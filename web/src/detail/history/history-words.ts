import { dateTime } from '../date-time.ts';
import type { HistoryEntryFragment } from '../generated/graphql.ts';

type Change = NonNullable<NonNullable<HistoryEntryFragment['detail']>['changes']>[number];

/** Who acted, with the program that was used if that is known. */
export function whoOf({
  user,
  isSystem,
  client,
  wasImpersonated,
}: Pick<HistoryEntryFragment, 'user' | 'isSystem' | 'client' | 'wasImpersonated'>): string {
  const name = [user?.firstName, user?.lastName].filter(Boolean).join(' ');
  const who = isSystem === true ? 'PostHog' : name || user?.email || 'A deleted account';
  const by = wasImpersonated === true ? ', through PostHog’s staff' : '';
  return `${who}${by}${client === null ? '' : ` (with ${client})`}`;
}

const scopes: Readonly<Record<string, string>> = {
  Experiment: 'the experiment',
  FeatureFlag: 'its flag',
  Holdout: 'its holdout',
  ExperimentHoldout: 'its holdout',
  ExperimentSavedMetric: 'a shared metric',
};

/** What was done, to which object. */
export function deedOf({ activity, scope }: Pick<HistoryEntryFragment, 'activity' | 'scope'>) {
  const object = scopes[scope ?? ''] ?? scope ?? 'an object';
  return `${(activity ?? 'changed').replaceAll('_', ' ')} ${object}`;
}

/** PostHog's names of properties, as these pages call them. */
const fields: Readonly<Record<string, string>> = {
  name: 'Name',
  description: 'Description',
  start_date: 'Launch',
  end_date: 'End',
  archived: 'Archived',
  deleted: 'Deleted',
  conclusion: 'Conclusion',
  conclusion_comment: 'Reasons for the conclusion',
  excluded_variants: 'Variants left out of the analysis',
  metrics: 'Primary metrics',
  metrics_secondary: 'Secondary metrics',
  saved_metrics: 'Shared metrics',
  saved_metrics_ids: 'Shared metrics',
  primary_metrics_ordered_uuids: 'Order of the primary metrics',
  secondary_metrics_ordered_uuids: 'Order of the secondary metrics',
  exposure_criteria: 'Who counts as exposed',
  stats_config: 'Statistics',
  parameters: 'Parameters',
  running_time_calculation: 'Planned running time',
  holdout: 'Holdout',
  holdout_id: 'Holdout',
  tags: 'Tags',
  active: 'Flag is on',
  filters: 'Release conditions and variants',
  rollout_percentage: 'Rollout',
  feature_flag_key: 'Flag',
};

/** A change in words: “End: nothing → Nov 27, 2026, 14:03 UTC”. */
export function changeOf({ field, before, after }: Change): string {
  const name = field === null ? 'Object' : (fields[field] ?? field.replaceAll('_', ' '));
  return `${name}: ${valueOf(before)} → ${valueOf(after)}`;
}

/** The longest text that is shown of a value, in characters. */
const LONGEST = 80;
const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/;

function valueOf(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (typeof value === 'string' && MOMENT.test(value)) return dateTime(value);
  if (Array.isArray(value) && value.length === 0) return 'none';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const letters = Array.from(text);
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join('')}…` : text;
}
