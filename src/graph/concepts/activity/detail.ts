import { builder } from '../../core/builder.ts';
import type { Wire } from '../../core/wire.ts';
import { ActivityDetailRef } from './ref.ts';

const ActivityChangeRef = builder.objectRef<Wire['ActivityChange']>('ActivityChange').implement({
  description: 'One property that was changed.',
  fields: (t) => ({
    type: t.exposeString('type', {
      description:
        'What kind of object the property belongs to, as PostHog names it, such as `Experiment`.',
    }),
    action: t.exposeString('action', {
      description:
        'What happened to the property, as PostHog names it: `created`, `changed`, `deleted`, …',
    }),
    field: t.exposeString('field', {
      description:
        "PostHog's name of the property, such as `end_date`. Null if the change concerns the whole object.",
      nullable: true,
    }),
    before: t.field({
      type: 'JSON',
      description: 'The previous value. Null if there was none.',
      nullable: true,
      resolve: ({ before }) => before ?? null,
    }),
    after: t.field({
      type: 'JSON',
      description: 'The new value. Null if there is none.',
      nullable: true,
      resolve: ({ after }) => after ?? null,
    }),
  }),
});

const ActivityMergeRef = builder.objectRef<Wire['ActivityMerge']>('ActivityMerge').implement({
  description: 'A merge of two objects into one.',
  fields: (t) => ({
    type: t.exposeString('type', {
      description: 'What kind of objects were merged, as PostHog names it.',
    }),
    source: t.field({
      type: 'JSON',
      description: 'The object that was merged into the other, as PostHog returns it.',
      nullable: true,
      resolve: ({ source }) => source ?? null,
    }),
    target: t.field({
      type: 'JSON',
      description: 'The object that remains, as PostHog returns it.',
      nullable: true,
      resolve: ({ target }) => target ?? null,
    }),
  }),
});

const ActivityTriggerRef = builder.objectRef<Wire['ActivityTrigger']>('ActivityTrigger').implement({
  description: 'The job that caused PostHog to act on its own.',
  fields: (t) => ({
    jobType: t.string({
      description: 'The kind of job, as PostHog names it.',
      resolve: (trigger) => trigger.job_type,
    }),
    jobId: t.string({ description: 'ID of the job.', resolve: (trigger) => trigger.job_id }),
    payload: t.field({
      type: 'JSON',
      description: 'Input of the job, as PostHog stores it.',
      nullable: true,
      resolve: ({ payload }) => payload ?? null,
    }),
  }),
});

builder.objectType(ActivityDetailRef, {
  description: 'Details of an entry in the activity log.',
  fields: (t) => ({
    subjectId: t.string({
      description: "PostHog's ID of the object, if the log repeats it. Its wire name is `id`.",
      nullable: true,
      resolve: ({ id }) => id ?? null,
    }),
    name: t.string({
      description: 'Name of the object at that time.',
      nullable: true,
      resolve: ({ name }) => name ?? null,
    }),
    shortId: t.string({
      description: 'Short ID of the object, for kinds of objects that have one.',
      nullable: true,
      resolve: (detail) => detail.short_id ?? null,
    }),
    type: t.string({
      description: 'A more specific kind of the object, as PostHog names it, such as `holdout`.',
      nullable: true,
      resolve: ({ type }) => type ?? null,
    }),
    changes: t.field({
      type: [ActivityChangeRef],
      description: 'The properties that were changed. Empty if there were none, as on creation.',
      resolve: ({ changes }) => changes ?? [],
    }),
    merge: t.field({
      type: ActivityMergeRef,
      description: 'The merge, if the entry records one.',
      nullable: true,
      resolve: ({ merge }) => merge ?? null,
    }),
    trigger: t.field({
      type: ActivityTriggerRef,
      description: 'The job that caused the change, if there was one.',
      nullable: true,
      resolve: ({ trigger }) => trigger ?? null,
    }),
    raw: t.field({
      type: 'JSON',
      description:
        'The details as PostHog stores them. Some kinds of objects add further properties.',
      resolve: (detail) => detail,
    }),
  }),
});
