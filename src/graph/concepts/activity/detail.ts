import { builder } from '../../core/builder.ts';
import type { Wire } from '../../core/wire.ts';
import { ActivityDetailRef } from './ref.ts';

const ActivityChangeRef = builder.objectRef<Wire['ActivityChange']>('ActivityChange').implement({
  description: 'One property that was changed.',
  fields: (t) => ({
    type: t.exposeString('type', {
      description: "What the property belongs to, in PostHog's words, such as `Experiment`.",
    }),
    action: t.exposeString('action', {
      description: "What happened to it, in PostHog's words: `created`, `changed`, `deleted`, …",
    }),
    field: t.exposeString('field', {
      description: "PostHog's name of the property, such as `end_date`; null for the whole object.",
      nullable: true,
    }),
    before: t.field({
      type: 'JSON',
      description: 'Its value before; null when it had none.',
      nullable: true,
      resolve: ({ before }) => before ?? null,
    }),
    after: t.field({
      type: 'JSON',
      description: 'Its value after; null when it has none.',
      nullable: true,
      resolve: ({ after }) => after ?? null,
    }),
  }),
});

const ActivityMergeRef = builder.objectRef<Wire['ActivityMerge']>('ActivityMerge').implement({
  description: 'Two objects that became one.',
  fields: (t) => ({
    type: t.exposeString('type', { description: "What was merged, in PostHog's words." }),
    source: t.field({
      type: 'JSON',
      description: 'What went into the other, as PostHog gives it.',
      nullable: true,
      resolve: ({ source }) => source ?? null,
    }),
    target: t.field({
      type: 'JSON',
      description: 'What is left, as PostHog gives it.',
      nullable: true,
      resolve: ({ target }) => target ?? null,
    }),
  }),
});

const ActivityTriggerRef = builder.objectRef<Wire['ActivityTrigger']>('ActivityTrigger').implement({
  description: 'The job that made PostHog do something by itself.',
  fields: (t) => ({
    jobType: t.string({
      description: "What kind of job it was, in PostHog's words.",
      resolve: (trigger) => trigger.job_type,
    }),
    jobId: t.string({ description: 'Id of the job.', resolve: (trigger) => trigger.job_id }),
    payload: t.field({
      type: 'JSON',
      description: 'What the job was given, as PostHog stores it.',
      nullable: true,
      resolve: ({ payload }) => payload ?? null,
    }),
  }),
});

builder.objectType(ActivityDetailRef, {
  description: 'What an entry of the activity log was about.',
  fields: (t) => ({
    subjectId: t.string({
      description: "PostHog's id of the object, where the log repeats it. Wire name `id`.",
      nullable: true,
      resolve: ({ id }) => id ?? null,
    }),
    name: t.string({
      description: 'Name of the object at the time.',
      nullable: true,
      resolve: ({ name }) => name ?? null,
    }),
    shortId: t.string({
      description: 'Short id of the object, for kinds that have one.',
      nullable: true,
      resolve: (detail) => detail.short_id ?? null,
    }),
    type: t.string({
      description: "A closer kind of the object, in PostHog's words, such as `holdout`.",
      nullable: true,
      resolve: ({ type }) => type ?? null,
    }),
    changes: t.field({
      type: [ActivityChangeRef],
      description: 'The properties that were changed; empty when nothing was, as on creation.',
      resolve: ({ changes }) => changes ?? [],
    }),
    merge: t.field({
      type: ActivityMergeRef,
      description: 'The merge, where it was one.',
      nullable: true,
      resolve: ({ merge }) => merge ?? null,
    }),
    trigger: t.field({
      type: ActivityTriggerRef,
      description: 'The job behind it, where there was one.',
      nullable: true,
      resolve: ({ trigger }) => trigger ?? null,
    }),
    raw: t.field({
      type: 'JSON',
      description: 'The detail as PostHog stores it; some kinds of objects add more to it.',
      resolve: (detail) => detail,
    }),
  }),
});
