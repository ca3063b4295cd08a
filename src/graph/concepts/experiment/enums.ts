import { posthogEnum } from '../../core/posthog-enum.ts';
import { wireEnum } from '../../core/wire-enum.ts';

export const ExperimentStatus = posthogEnum(
  'ExperimentStatus',
  'Lifecycle status of an experiment. PostHog computes it from the dates and the linked flag.',
  {
    draft: ['DRAFT', 'Not launched: it has no start date.'],
    running: ['RUNNING', 'Launched and not ended; its flag is on.'],
    paused: ['PAUSED', 'Launched and not ended, but its flag is off, so nobody is exposed.'],
    exposure_frozen: [
      'EXPOSURE_FROZEN',
      'Launched; the flag serves only people who were exposed before exposure was frozen.',
    ],
    stopped: ['STOPPED', 'Ended: it has an end date. The flag may still serve variants.'],
  },
);

export const ExperimentConclusion = posthogEnum(
  'ExperimentConclusion',
  'The conclusion the team drew when it ended an experiment.',
  {
    won: ['WON', 'A test variant beat the baseline.'],
    lost: ['LOST', 'The test variants performed worse than the baseline.'],
    inconclusive: ['INCONCLUSIVE', 'No difference was found.'],
    stopped_early: ['STOPPED_EARLY', 'Ended before a difference could be found.'],
    invalid: ['INVALID', 'The data cannot be trusted.'],
  },
);

export const ExperimentKind = posthogEnum(
  'ExperimentKind',
  "How an experiment is implemented. PostHog's wire name is `type`.",
  {
    product: ['PRODUCT', 'Variants are implemented in code behind the feature flag.'],
    web: ['WEB', 'No-code changes to web pages, created with the toolbar.'],
  },
);

export const ExperimentOrderField = wireEnum(
  'ExperimentOrderField',
  'Fields that a list of experiments can be ordered by.',
  {
    created_at: ['CREATED_AT', 'When it was created.'],
    updated_at: ['UPDATED_AT', 'When it was last changed.'],
    created_by: ['CREATED_BY', "The creator's first name, or email address if they have none."],
    name: ['NAME', 'Name.'],
    start_date: ['START_DATE', 'When it was launched.'],
    end_date: ['END_DATE', 'When it was ended.'],
    duration: ['DURATION', 'How long it ran, or has been running.'],
    status: ['STATUS', 'In the order draft, running, stopped.'],
    conclusion: [
      'CONCLUSION',
      'In the order won, lost, inconclusive, stopped early, invalid, none. Newer servers only.',
    ],
  },
);

export const MultipleVariantHandling = posthogEnum(
  'MultipleVariantHandling',
  'How people who saw more than one variant are handled.',
  {
    exclude: ['EXCLUDE', 'They are excluded.'],
    first_seen: ['FIRST_SEEN', 'They count towards the first variant they saw.'],
  },
);

export const StatsMethod = posthogEnum(
  'StatsMethod',
  'The statistical method used to evaluate a difference.',
  {
    bayesian: ['BAYESIAN', 'Bayesian: chance to win and a credible interval.'],
    frequentist: ['FREQUENTIST', 'Frequentist: a p-value and a confidence interval.'],
  },
);

export const TagAction = wireEnum('TagAction', 'What to do with tags.', {
  add: ['ADD', 'Add the tags to the existing ones.'],
  remove: ['REMOVE', 'Remove the tags.'],
  set: ['SET', 'Replace the existing tags.'],
});
