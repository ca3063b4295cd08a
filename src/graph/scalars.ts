import { GraphQLError, Kind } from 'graphql';
import { DateResolver, DateTimeISOResolver, JSONResolver } from 'graphql-scalars';
import { builder } from './builder.ts';

/** As PostHog writes moments; days that not every month has are left to the whole check. */
const WIRE_MOMENT =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3,}Z$/;

builder.addScalarType('DateTime', DateTimeISOResolver, {
  // Making a Date of every moment of a page takes longer than reading the page. What is cut off, a Date has no place for.
  serialize: (value) =>
    typeof value === 'string' && WIRE_MOMENT.test(value)
      ? `${value.slice(0, 23)}Z`
      : DateTimeISOResolver.serialize(value),
  description: 'A moment in UTC as ISO 8601, such as `2026-03-04T09:30:00.000Z`.',
});

/** @throws when the text is no calendar day */
const readDay = (value: unknown) => DateResolver.parseValue(value).toISOString().slice(0, 10);

builder.scalarType('Date', {
  description: 'A calendar day as `YYYY-MM-DD`, in the time zone of the project.',
  serialize: (value) => value,
  parseValue: readDay,
  parseLiteral: (node) => {
    if (node.kind === Kind.STRING) return readDay(node.value);
    throw new GraphQLError('A Date is written as a string: "YYYY-MM-DD".', { nodes: node });
  },
});

builder.scalarType('JSON', {
  description:
    'Any JSON value, passed through as PostHog stores it. Used only where its shape is open, beside typed fields.',
  serialize: (value) => JSONResolver.serialize(value),
  parseValue: (value) => JSONResolver.parseValue(value),
  // Variables inside a literal are read here too; such documents are never compiled.
  parseLiteral: (node, ...variables) => JSONResolver.parseLiteral(node, ...variables),
});
