import { wireEnum } from '../../core/wire-enum.ts';

export const FeatureFlagStatus = wireEnum(
  'FeatureFlagStatus',
  'Whether a flag still does something. PostHog computes it from its rules and from when it was last asked for.',
  {
    active: ['ACTIVE', 'It is in use.'],
    inactive: ['INACTIVE', 'It is turned off.'],
    stale: [
      'STALE',
      'It answers everybody the same, or nobody asks for it any more: it can be removed from the code.',
    ],
    archived: ['ARCHIVED', 'It was put out of sight.'],
    deleted: ['DELETED', 'It was deleted.'],
    unknown: ['UNKNOWN', 'PostHog cannot tell, or said a word this API does not know.'],
  },
);

/**
 * PostHog spells a flag's status in capitals on the flag, and in lower case in its status report.
 */
export const readFlagStatus = (word: string) =>
  FeatureFlagStatus.readOr(word.toLowerCase(), 'unknown');

export const FeatureFlagCreationContext = wireEnum(
  'FeatureFlagCreationContext',
  'The part of PostHog a flag was made in.',
  {
    feature_flags: ['FEATURE_FLAGS', 'Feature flags themselves.'],
    experiments: ['EXPERIMENTS', 'Experiments.'],
    surveys: ['SURVEYS', 'Surveys; made for internal use.'],
    early_access_features: ['EARLY_ACCESS_FEATURES', 'Early access features.'],
    web_experiments: ['WEB_EXPERIMENTS', 'No-code web experiments.'],
    product_tours: ['PRODUCT_TOURS', 'Product tours; made for internal use.'],
  },
);

export const EvaluationRuntime = wireEnum('EvaluationRuntime', 'Where a flag may be evaluated.', {
  server: ['SERVER', 'On servers only.'],
  client: ['CLIENT', 'In clients only.'],
  all: ['ALL', 'Anywhere.'],
});

export const BucketingIdentifier = wireEnum(
  'BucketingIdentifier',
  'What a flag tells people apart by when it picks their variant.',
  {
    distinct_id: ['DISTINCT_ID', "The person's distinct id."],
    device_id: ['DEVICE_ID', 'The device, logged in or not.'],
  },
);
