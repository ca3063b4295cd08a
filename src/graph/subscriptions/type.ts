import { builder } from '../core/builder.ts';
import { wireEnum } from '../core/wire-enum.ts';
import { EventChangeRef, LiveEventRef } from './ref.ts';

builder.subscriptionType({
  description:
    'Changes, pushed over Server-Sent Events, WebSocket (graphql-ws) or multipart responses. For Server-Sent Events, send the operation to the same URL with `Accept: text/event-stream`. PostHog does not push changes, so this API polls it. Subscribers to the same thing with the same key share one poller, which stops when the last of them disconnects. The calls of a poller are reported in `extensions.upstream` of the resulting event. Each event has an id, `extensions.event.id`: a subscription that begins with `lastEventId` in the `extensions` of its request, or with the header `Last-Event-ID`, first reports what has changed since that event.',
});

const CheckPace = wireEnum('CheckPace', 'How often PostHog is polled, and why.', {
  fast: ['FAST', 'Every two seconds: a recalculation is in progress.'],
  steady: ['STEADY', 'At the normal rate.'],
  quiet: ['QUIET', 'At increasing intervals: nothing has changed for a while.'],
  budget_short: [
    'BUDGET_SHORT',
    "At long intervals: less than a quarter of the key's budget is left, and regular requests take precedence.",
  ],
  retrying: [
    'RETRYING',
    'After a delay that doubles each time: PostHog did not respond to the last check.',
  ],
});

builder.objectType(EventChangeRef, {
  description: 'A single changed value.',
  fields: (t) => ({
    field: t.exposeString('field', {
      description:
        'What changed: the name of the field in this API, with dots for nested fields, such as `status` or `featureFlag.active`.',
    }),
    before: t.field({
      type: 'JSON',
      description:
        'The previous value: enum values as in this API, objects as PostHog stores them.',
      nullable: true,
      resolve: ({ before }) => before,
    }),
    after: t.field({
      type: 'JSON',
      description: 'The new value.',
      nullable: true,
      resolve: ({ after }) => after,
    }),
  }),
});

builder.interfaceType(LiveEventRef, {
  description: 'Fields common to all subscription events.',
  fields: (t) => ({
    isFirst: t.boolean({
      description:
        'Whether this is the first event after subscribing, which has the current state and no changes.',
      resolve: ({ before }) => before === undefined,
    }),
    changes: t.field({
      type: [EventChangeRef],
      description:
        'What changed since the previous event, regardless of how many checks took place in between. Empty in the first event, and in an event that only reports that checks have become less or more frequent because of the budget.',
      resolve: ({ changes }) => [...changes],
    }),
    checkedAt: t.field({
      type: 'DateTime',
      description: 'When PostHog was polled.',
      resolve: ({ check }) => check.at,
    }),
    nextCheckAt: t.field({
      type: 'DateTime',
      description:
        'When PostHog will be polled next. A change made through this API is checked for before that, one by another key only while the budget is not short. Null in the last event.',
      nullable: true,
      resolve: ({ check }) => check.nextAt,
    }),
    pace: t.field({
      type: CheckPace.ref,
      description: 'How often PostHog is polled, and why.',
      resolve: ({ check }) => check.pace,
    }),
  }),
});
