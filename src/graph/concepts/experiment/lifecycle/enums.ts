import { builder } from '../../../core/builder.ts';
import { wireEnum } from '../../../core/wire-enum.ts';
import {
  lifecycleActionNames,
  ruleOf,
  type ExperimentActionName,
  type LifecycleActionName,
} from './actions.ts';

const upperSnakeCase = (name: string) =>
  name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

function described<Name extends LifecycleActionName>(names: readonly Name[]) {
  const values: Record<string, { value: Name; description: string }> = {};
  for (const name of names) {
    values[upperSnakeCase(name)] = { value: name, description: ruleOf(name).title };
  }
  return values;
}

export const LifecycleActionEnum = builder.enumType('LifecycleActionName', {
  description: 'An action on an experiment.',
  values: described(lifecycleActionNames),
});

/** Actions that make sense on many experiments at once. */
const BULK_ACTIONS = [
  'launch',
  'pause',
  'resume',
  'end',
  'shipVariant',
  'reset',
  'freezeExposure',
  'unfreezeExposure',
  'archive',
  'unarchive',
  'delete',
  'restore',
] as const satisfies ExperimentActionName[];

export const BulkActionEnum = builder.enumType('BulkExperimentActionName', {
  description: 'An action that can be performed on many experiments at once.',
  values: described(BULK_ACTIONS),
});

export const LifecycleReasonEnum = wireEnum(
  'LifecycleReason',
  "Why an experiment's state does not permit an action. PostHog only returns sentences; these are stable names for them.",
  {
    ALREADY_LAUNCHED: ['ALREADY_LAUNCHED', 'It has already been launched.'],
    NOT_LAUNCHED: ['NOT_LAUNCHED', 'It is still a draft.'],
    ALREADY_ENDED: ['ALREADY_ENDED', 'It has ended.'],
    NOT_ENDED: ['NOT_ENDED', 'It has not ended yet.'],
    ALREADY_PAUSED: ['ALREADY_PAUSED', 'Its flag is already off.'],
    NOT_PAUSED: ['NOT_PAUSED', 'Its flag is on.'],
    PAUSED: ['PAUSED', 'It is paused and must be resumed first.'],
    ALREADY_DRAFT: ['ALREADY_DRAFT', 'It is already a draft.'],
    ALREADY_ARCHIVED: ['ALREADY_ARCHIVED', 'It is already archived.'],
    NOT_ARCHIVED: ['NOT_ARCHIVED', 'It is not archived.'],
    ALREADY_FROZEN: ['ALREADY_FROZEN', 'Its exposure is already frozen.'],
    NOT_FROZEN: ['NOT_FROZEN', 'Its exposure is not frozen.'],
    NOT_FREEZABLE: [
      'NOT_FREEZABLE',
      'Exposure cannot be frozen: its flag buckets by group or has early access conditions, or it has a holdout.',
    ],
    NO_RELEASE_CONDITIONS: ['NO_RELEASE_CONDITIONS', 'Its flag admits nobody.'],
    NO_EXPOSURES: ['NO_EXPOSURES', 'Nobody has been exposed yet.'],
    TOO_MANY_EXPOSURES: [
      'TOO_MANY_EXPOSURES',
      'More people have been exposed, or more events recorded, than PostHog can freeze at once.',
    ],
    UNIDENTIFIED_EXPOSURES: [
      'UNIDENTIFIED_EXPOSURES',
      'More than 5 % of the exposed people are anonymous or deleted, and would lose their variant.',
    ],
    NO_FLAG: ['NO_FLAG', 'It has no feature flag.'],
    FLAG_DELETED: ['FLAG_DELETED', 'Its feature flag was deleted.'],
    FLAG_INELIGIBLE: [
      'FLAG_INELIGIBLE',
      'Its feature flag does not have the variants an experiment needs.',
    ],
    FLAG_IN_USE: [
      'FLAG_IN_USE',
      'A running experiment uses the feature flag, which therefore cannot lose a variant or be deleted.',
    ],
    FLAG_ARCHIVED: [
      'FLAG_ARCHIVED',
      'The feature flag is archived and must be unarchived before it can be turned on.',
    ],
    FLAG_ENABLED: [
      'FLAG_ENABLED',
      'The feature flag is on and must be turned off before it can be archived.',
    ],
    LOCKED_AFTER_LAUNCH: ['LOCKED_AFTER_LAUNCH', 'The change is only possible before launch.'],
    EXPOSURE_COHORT_EXISTS: ['EXPOSURE_COHORT_EXISTS', 'It already has an exposure cohort.'],
    LEGACY_METRICS: [
      'LEGACY_METRICS',
      'Its metrics, or the metric itself, belong to the legacy engine.',
    ],
    NOT_LEGACY: ['NOT_LEGACY', 'Its metrics already belong to the current engine.'],
    OTHER: ['UNKNOWN', "A reason this API does not know. The message is PostHog's own sentence."],
  },
);
