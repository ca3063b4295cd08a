import type { GraphQLScalarType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from '../../../src/graph/schema.ts';

const DateTime = schema.getType('DateTime') as GraphQLScalarType<Date, string>;

describe('a timestamp', () => {
  it.each([
    ['2026-03-04T09:30:00.123Z', '2026-03-04T09:30:00.123Z'],
    ['2026-03-04T09:30:00.123999Z', '2026-03-04T09:30:00.123Z'],
    ['2026-03-04T09:30:00Z', '2026-03-04T09:30:00.000Z'],
    ['2026-03-04T09:30:00.5Z', '2026-03-04T09:30:00.500Z'],
    ['2026-03-04T09:30:00.123456+02:00', '2026-03-04T07:30:00.123Z'],
    ['2026-01-31T23:59:59.999999Z', '2026-01-31T23:59:59.999Z'],
    ['2026-04-30T23:59:59.999Z', '2026-04-30T23:59:59.999Z'],
    ['2024-02-29T00:00:00.000000Z', '2024-02-29T00:00:00.000Z'],
  ])('is serialized in UTC to the millisecond, as a Date would be: %s', (wire, given) => {
    expect(DateTime.serialize(wire)).toBe(given);
    expect(new Date(wire).toISOString()).toBe(given);
  });

  it.each([
    '2026-02-30T09:30:00.000Z',
    '2025-02-29T09:30:00.000Z',
    '2026-04-31T09:30:00.000Z',
    '2026-13-01T09:30:00.000Z',
    'yesterday',
  ])('that does not exist is refused: %s', (wire) => {
    expect(() => DateTime.serialize(wire)).toThrow('DateTime cannot represent');
  });
});
