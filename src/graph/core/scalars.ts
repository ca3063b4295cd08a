import {
  GraphQLError,
  Kind,
  visit,
  type FloatValueNode,
  type IntValueNode,
  type ValueNode,
} from 'graphql';
import { DateResolver, DateTimeISOResolver, JSONResolver } from 'graphql-scalars';
import { originalOf } from '../../posthog/http/decoding/misfit.ts';
import { isKept } from '../../posthog/request/inexact-numbers.ts';
import { builder } from './builder.ts';

/** Timestamps as PostHog writes them. The 29th of February is left to the full validation. */
const WIRE_MOMENT =
  /^\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3,}Z$/;

/** Length of a timestamp with milliseconds, which is the precision of a Date. */
const TO_THE_MILLISECOND = 24;

builder.addScalarType('DateTime', DateTimeISOResolver, {
  // Converting every timestamp of a page to a Date takes longer than parsing the page.
  serialize: (value) =>
    typeof value === 'string' && WIRE_MOMENT.test(value)
      ? truncated(value)
      : DateTimeISOResolver.serialize(momentOf(value)),
  description: 'A moment in UTC in ISO 8601 format, such as `2026-03-04T09:30:00.000Z`.',
});

/** The digits beyond milliseconds are cut off; a value without any is the same string, which is flat for `JSON.stringify`. */
const truncated = (moment: string) =>
  moment.length === TO_THE_MILLISECOND ? moment : `${moment.slice(0, TO_THE_MILLISECOND - 1)}Z`;

/**
 * @throws GraphQLError for a value that is not a timestamp: the executor makes it the field's
 * error, attributed to PostHog
 */
function momentOf(value: unknown): unknown {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value;
  if (typeof value === 'string' && !Number.isNaN(Date.parse(value))) return value;
  throw new GraphQLError('DateTime cannot represent an invalid point in time.');
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** @throws GraphQLError for a value that is not a calendar day */
function dayOf(value: unknown): string {
  if (typeof value === 'string' && DAY.test(value)) return value;
  throw new GraphQLError('Date cannot represent an invalid calendar day.');
}

/** @throws when the text is not a calendar day */
const readDay = (value: unknown) => DateResolver.parseValue(value).toISOString().slice(0, 10);

builder.scalarType('Date', {
  description: "A calendar day as `YYYY-MM-DD`, in the project's time zone.",
  serialize: dayOf,
  parseValue: readDay,
  parseLiteral: (node) => {
    if (node.kind === Kind.STRING) return readDay(node.value);
    throw new GraphQLError('A Date must be written as a string: "YYYY-MM-DD".', { nodes: node });
  },
});

builder.scalarType('JSON', {
  description:
    'Any JSON value, passed through as PostHog stores it. Used only for values without a fixed shape, beside typed fields.',
  // The values of JSON are shown as PostHog sent them, whatever was made of them for other fields.
  serialize: (value) => JSONResolver.serialize(originalOf(value)),
  // Variables are checked before: compiled documents pass all of theirs through this scalar.
  parseValue: (value) => JSONResolver.parseValue(value),
  // Variables inside a literal are parsed here too; documents that contain them are never compiled.
  parseLiteral: (node, ...variables) => {
    refuseInexact(node);
    return JSONResolver.parseLiteral(node, ...variables);
  },
});

/** @throws GraphQLError for a number that would be sent to PostHog as another one; those of variables are refused before */
function refuseInexact(literal: ValueNode): void {
  visit(literal, { IntValue: checkNumber, FloatValue: checkNumber });
}

function checkNumber(node: IntValueNode | FloatValueNode): void {
  if (isKept(Number(node.value), node.value)) return;
  throw new GraphQLError('JSON has a number that is too large to be exact.', { nodes: node });
}
