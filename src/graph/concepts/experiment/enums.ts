import { wireEnum } from '../../core/wire-enum.ts';

export const ExperimentStatus = wireEnum(
  'ExperimentStatus',
  'Where an experiment is in its life. PostHog computes it from the dates and from the linked flag.',
  {
    draft: ['DRAFT', 'Not launched yet: no start date.'],
    running: ['RUNNING', 'Launched, not ended, and its flag is on.'],
    paused: ['PAUSED', 'Launched, not ended, but its flag is off, so nobody is exposed.'],
    exposure_frozen: [
      'EXPOSURE_FROZEN',
      'Launched; the flag serves only people who were exposed before the freeze.',
    ],
    stopped: ['STOPPED', 'Ended: it has an end date. The flag may still serve variants.'],
  },
);

export const ExperimentConclusion = wireEnum(
  'ExperimentConclusion',
  'What the team concluded when it ended an experiment.',
  {
    won: ['WON', 'A test variant beat the baseline.'],
    lost: ['LOST', 'The test variants did worse than the baseline.'],
    inconclusive: ['INCONCLUSIVE', 'No difference could be shown.'],
    stopped_early: ['STOPPED_EARLY', 'Ended before it could show anything.'],
    invalid: ['INVALID', 'The data cannot be trusted.'],
  },
);

export const ExperimentKind = wireEnum(
  'ExperimentKind',
  "How an experiment is carried out. PostHog's wire name is `type`.",
  {
    product: ['PRODUCT', 'Variants are built in code behind the feature flag.'],
    web: ['WEB', 'No-code changes to web pages, made with the toolbar.'],
  },
);

export const ExperimentOrderField = wireEnum(
  'ExperimentOrderField',
  'What a list of experiments can be ordered by.',
  {
    created_at: ['CREATED_AT', 'When it was created.'],
    updated_at: ['UPDATED_AT', 'When it was last changed.'],
    created_by: ['CREATED_BY', "The creator's first name, else e-mail."],
    name: ['NAME', 'Its name.'],
    start_date: ['START_DATE', 'When it was launched.'],
    end_date: ['END_DATE', 'When it was ended.'],
    duration: ['DURATION', 'How long it ran, or has been running.'],
    status: ['STATUS', 'Draft, then running, then stopped.'],
    conclusion: [
      'CONCLUSION',
      'Won, lost, inconclusive, stopped early, invalid, none. Newer servers only.',
    ],
  },
);

export const MultipleVariantHandling = wireEnum(
  'MultipleVariantHandling',
  'What happens to people who saw more than one variant.',
  {
    exclude: ['EXCLUDE', 'They are left out.'],
    first_seen: ['FIRST_SEEN', 'They count for the first variant they saw.'],
  },
);

export const StatsMethod = wireEnum('StatsMethod', 'The statistics that judge a difference.', {
  bayesian: ['BAYESIAN', 'Chance to win and a credible interval.'],
  frequentist: ['FREQUENTIST', 'A p-value and a confidence interval.'],
});

export const TagAction = wireEnum('TagAction', 'What is done with tags.', {
  add: ['ADD', 'The tags are added to those that are there.'],
  remove: ['REMOVE', 'The tags are taken away.'],
  set: ['SET', 'The tags replace those that are there.'],
});
