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
  description: 'Something that can be done with an experiment.',
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
  description: 'Something that can be done with many experiments at once.',
  values: described(BULK_ACTIONS),
});

export const LifecycleReasonEnum = wireEnum(
  'LifecycleReason',
  "Why an experiment's state does not allow an action. PostHog only has sentences for it; these are stable names.",
  {
    ALREADY_LAUNCHED: ['ALREADY_LAUNCHED', 'It was launched before.'],
    NOT_LAUNCHED: ['NOT_LAUNCHED', 'It is still a draft.'],
    ALREADY_ENDED: ['ALREADY_ENDED', 'It has ended.'],
    NOT_ENDED: ['NOT_ENDED', 'It has not ended yet.'],
    ALREADY_PAUSED: ['ALREADY_PAUSED', 'Its flag is off already.'],
    NOT_PAUSED: ['NOT_PAUSED', 'Its flag is on.'],
    PAUSED: ['PAUSED', 'It is paused, and must be resumed first.'],
    ALREADY_DRAFT: ['ALREADY_DRAFT', 'It is a draft already.'],
    ALREADY_ARCHIVED: ['ALREADY_ARCHIVED', 'It is archived already.'],
    NOT_ARCHIVED: ['NOT_ARCHIVED', 'It is not archived.'],
    ALREADY_FROZEN: ['ALREADY_FROZEN', 'Its exposure is frozen already.'],
    NOT_FROZEN: ['NOT_FROZEN', 'Its exposure is not frozen.'],
    NOT_FREEZABLE: [
      'NOT_FREEZABLE',
      'Its flag is of a kind whose exposure cannot be frozen: by group, with a holdout, or for early access.',
    ],
    NO_RELEASE_CONDITIONS: ['NO_RELEASE_CONDITIONS', 'Its flag lets nobody in.'],
    NO_EXPOSURES: ['NO_EXPOSURES', 'Nobody has been exposed yet.'],
    NO_FLAG: ['NO_FLAG', 'It has no feature flag.'],
    FLAG_DELETED: ['FLAG_DELETED', 'Its feature flag was deleted.'],
    FLAG_INELIGIBLE: [
      'FLAG_INELIGIBLE',
      'Its feature flag does not have the variants an experiment needs.',
    ],
    LOCKED_AFTER_LAUNCH: ['LOCKED_AFTER_LAUNCH', 'The change is only possible before the launch.'],
    EXPOSURE_COHORT_EXISTS: ['EXPOSURE_COHORT_EXISTS', 'It has an exposure cohort already.'],
    LEGACY_METRICS: ['LEGACY_METRICS', 'Its metrics are of the retired engine.'],
    NOT_LEGACY: ['NOT_LEGACY', 'Its metrics are of the current engine already.'],
    OTHER: ['UNKNOWN', "A reason this API has no name for; the message is PostHog's own sentence."],
  },
);
