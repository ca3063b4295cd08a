import { DateResolver, DateTimeISOResolver, JSONResolver } from 'graphql-scalars';
import { builder } from './builder.ts';

builder.addScalarType('DateTime', DateTimeISOResolver, {
  description: 'A moment in UTC as ISO 8601, such as `2026-03-04T09:30:00.000Z`.',
});
builder.scalarType('Date', {
  description: 'A calendar day as `YYYY-MM-DD`, in the time zone of the project.',
  serialize: (value) => value,
  parseValue: (value) => DateResolver.parseValue(value).toISOString().slice(0, 10),
});
builder.addScalarType('JSON', JSONResolver, {
  description:
    'Any JSON value, passed through as PostHog stores it. Used only where its shape is open, beside typed fields.',
});
