import { z } from 'zod';
import { eventTypeNames, eventTypes, graphqlNameOf } from '../events/event-types.ts';
import { eventShape } from '../events/event.ts';
import { webhooksFile } from '../webhooks/endpoint.ts';
import { markdownTable } from './table.ts';

const printed = (
  shape: z.ZodType,
  head: { readonly title: string; readonly description: string },
) =>
  `${JSON.stringify(
    { ...head, ...z.toJSONSchema(shape, { io: 'input', target: 'draft-2020-12' }) },
    undefined,
    2,
  )}\n`;

/** `schema/webhooks.schema.json`: the file of WEBHOOKS. */
export const webhooksSchema = (): string =>
  printed(webhooksFile, {
    title: 'Webhooks of PostHog Experiments Graph',
    description: 'The file of WEBHOOKS: the endpoints to which events about experiments are sent.',
  });

/** `schema/event.schema.json`: what a webhook of the format STANDARD receives. */
export const eventSchema = (): string =>
  printed(eventShape, {
    title: 'Event about an experiment',
    description: 'What PostHog Experiments Graph posts to a webhook.',
  });

/** The table of event types. */
export const eventsTable = (): string =>
  markdownTable([
    ['Type', 'In GraphQL', 'When', 'Severity', '`data`'],
    ...eventTypeNames.map((name) => {
      const { when, severities, data } = eventTypes[name];
      return [
        `\`${name}\``,
        `\`${graphqlNameOf(name)}\``,
        when,
        severities.join(', '),
        Object.entries(data)
          .map(([property, meaning]) => `\`${property}\`: ${meaning}`)
          .join('; '),
      ];
    }),
  ]);
