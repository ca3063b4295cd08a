import { builder } from '../core/builder.ts';
import { wireEnum } from '../core/wire-enum.ts';
import { EventChangeRef, LiveEventRef } from './ref.ts';

builder.subscriptionType({
  description:
    'What is pushed as it changes, over Server-Sent Events: send the operation to the same address with `Accept: text/event-stream`. PostHog pushes nothing, so each is one poller for all who listen to the same thing with the same key; it stops with the last of them. What a poller calls is counted in `extensions.upstream` of the event that comes of it.',
});

const CheckPace = wireEnum('CheckPace', 'How often PostHog is asked, and why so.', {
  fast: ['FAST', 'Every two seconds: a recalculation is under way.'],
  steady: ['STEADY', 'At the usual pace.'],
  quiet: ['QUIET', 'Less and less often: nothing has changed for a while.'],
  budget_short: [
    'BUDGET_SHORT',
    "Seldom: less than a quarter of the key's budget is left, and people's own requests go first.",
  ],
  retrying: ['RETRYING', 'After a pause that doubles: PostHog did not answer the last check.'],
});

builder.objectType(EventChangeRef, {
  description: 'One thing that became another.',
  fields: (t) => ({
    field: t.exposeString('field', {
      description:
        'What changed: the name of the field in this API, with dots for what is inside it, such as `status` or `featureFlag.active`.',
    }),
    before: t.field({
      type: 'JSON',
      description: 'What it was; enum values as in this API, objects as PostHog stores them.',
      nullable: true,
      resolve: ({ before }) => before,
    }),
    after: t.field({
      type: 'JSON',
      description: 'What it is now.',
      nullable: true,
      resolve: ({ after }) => after,
    }),
  }),
});

builder.interfaceType(LiveEventRef, {
  description: 'What every event of a subscription says about itself.',
  fields: (t) => ({
    isFirst: t.boolean({
      description:
        'True for the first event after subscribing, which says how it is now and has no changes.',
      resolve: ({ before }) => before === undefined,
    }),
    changes: t.field({
      type: [EventChangeRef],
      description:
        'What is different from the event before, however many checks lie between. Empty in the first event, and in one that only says that checks become rarer, or frequent again, for the budget.',
      resolve: ({ changes }) => [...changes],
    }),
    checkedAt: t.field({
      type: 'DateTime',
      description: 'When PostHog was asked.',
      resolve: ({ check }) => check.at,
    }),
    nextCheckAt: t.field({
      type: 'DateTime',
      description:
        'When PostHog is asked next; a change made through this API is looked for at once. Null in the last event.',
      nullable: true,
      resolve: ({ check }) => check.nextAt,
    }),
    pace: t.field({
      type: CheckPace.ref,
      description: 'Why then.',
      resolve: ({ check }) => check.pace,
    }),
  }),
});
