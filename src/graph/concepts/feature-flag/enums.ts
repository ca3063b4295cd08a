import { posthogEnum } from '../../core/posthog-enum.ts';

export const FeatureFlagStatus = posthogEnum(
  'FeatureFlagStatus',
  "Whether a flag still has an effect. PostHog computes it from the flag's rules and from when it was last evaluated.",
  {
    active: ['ACTIVE', 'The flag is in use.'],
    inactive: ['INACTIVE', 'The flag is turned off.'],
    stale: [
      'STALE',
      'The flag gives everyone the same value, or is no longer evaluated. It can be removed from the code.',
    ],
    archived: ['ARCHIVED', 'The flag is archived.'],
    deleted: ['DELETED', 'The flag is deleted.'],
    unknown: ['UNKNOWN', 'PostHog does not know, or returned a status this API does not know.'],
  },
  'unknown',
);

export const FeatureFlagCreationContext = posthogEnum(
  'FeatureFlagCreationContext',
  'The part of PostHog in which a flag was created.',
  {
    feature_flags: ['FEATURE_FLAGS', 'Feature flags.'],
    experiments: ['EXPERIMENTS', 'Experiments.'],
    surveys: ['SURVEYS', 'Surveys, which create flags for internal use.'],
    early_access_features: ['EARLY_ACCESS_FEATURES', 'Early access features.'],
    web_experiments: ['WEB_EXPERIMENTS', 'No-code web experiments.'],
    product_tours: ['PRODUCT_TOURS', 'Product tours, which create flags for internal use.'],
  },
);

export const EvaluationRuntime = posthogEnum(
  'EvaluationRuntime',
  'Where a flag may be evaluated.',
  {
    server: ['SERVER', 'On servers only.'],
    client: ['CLIENT', 'In clients only.'],
    all: ['ALL', 'Anywhere.'],
  },
);

export const BucketingIdentifier = posthogEnum(
  'BucketingIdentifier',
  'The identifier by which a flag assigns variants.',
  {
    distinct_id: ['DISTINCT_ID', "The person's distinct ID."],
    device_id: ['DEVICE_ID', 'The device, whether or not someone is logged in.'],
  },
);
