import type { ExperimentEvent } from '../../../events/event.ts';
import {
  eventTypeNames,
  eventTypes,
  graphqlNameOf,
  type EventType,
} from '../../../events/event-types.ts';
import { builder } from '../../core/builder.ts';
import { wireEnum } from '../../core/wire-enum.ts';
import { LiveEventRef } from '../../subscriptions/ref.ts';
import type { MatchingEvents } from './matching.ts';

export const EventTypeEnum = wireEnum(
  'ExperimentEventType',
  'What has happened to an experiment. docs/notifications.md has the `data` of each type.',
  Object.fromEntries(
    eventTypeNames.map((name) => [
      name,
      [graphqlNameOf(name), `${eventTypes[name].when} \`${name}\` in webhooks.`] as const,
    ]),
  ) as Readonly<Record<EventType, readonly [string, string]>>,
);

const SeverityEnum = wireEnum('ExperimentEventSeverity', 'How much an event matters.', {
  INFO: ['INFO', 'Good to know.'],
  WARNING: ['WARNING', 'Look at it.'],
  CRITICAL: ['CRITICAL', 'Act on it before anything else.'],
});

const SubjectRef = builder
  .objectRef<ExperimentEvent['experiment']>('ExperimentEventSubject')
  .implement({
    description:
      'The experiment of an event, by what was known of it when the event was found. `node(id:)` reads the rest.',
    fields: (t) => ({
      id: t.id({ description: 'Its `id` in this API.', resolve: ({ id }) => id }),
      posthogId: t.exposeInt('posthogId', { description: "PostHog's number for it." }),
      projectId: t.exposeString('projectId', { description: 'Number of its project.' }),
      name: t.exposeString('name', { description: 'Its name.' }),
      tags: t.stringList({ description: 'Its tags.', resolve: ({ tags }) => [...tags] }),
    }),
  });

const NotificationRef = builder.objectRef<ExperimentEvent>('ExperimentNotification').implement({
  description:
    'Something that has happened to an experiment. Computed by this API from what PostHog says at two moments.',
  fields: (t) => ({
    id: t.exposeString('id', {
      description:
        'Identifies the event: the same however often it is found. Webhooks have it as `id`.',
    }),
    type: t.field({
      type: EventTypeEnum.ref,
      description: 'What has happened.',
      resolve: ({ type }) => type,
    }),
    severity: t.field({
      type: SeverityEnum.ref,
      description: 'How much it matters.',
      resolve: ({ severity }) => severity,
    }),
    occurredAt: t.field({
      type: 'DateTime',
      description: 'When it happened, if PostHog says when, otherwise when it was noticed.',
      resolve: ({ timestamp }) => new Date(timestamp),
    }),
    message: t.exposeString('message', { description: 'What has happened, in English.' }),
    experiment: t.field({
      type: SubjectRef,
      description: 'The experiment.',
      resolve: ({ experiment }) => experiment,
    }),
    data: t.field({
      type: 'JSON',
      description: 'More about it: docs/notifications.md lists the properties for each type.',
      resolve: ({ data }) => data,
    }),
  }),
});

export const EventsRef = builder.objectRef<MatchingEvents>('ExperimentEvents');

builder.objectType(EventsRef, {
  description: 'What has happened to experiments of a project since the event before.',
  interfaces: [LiveEventRef],
  fields: (t) => ({
    events: t.field({
      type: [NotificationRef],
      description:
        'What has happened, by experiment. Empty in the first event, unless the subscription continues after an earlier event.',
      resolve: ({ events }) => [...events],
    }),
  }),
});
