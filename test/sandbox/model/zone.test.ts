import { describe, expect, it } from 'vitest';
import { dayIn, daysBetween, midnightIn } from '../../../src/sandbox/model/zone.ts';

describe('days of a time zone', () => {
  it.each([
    ['UTC', '2026-03-04T23:59:59.999Z', '2026-03-04', '2026-03-04T00:00:00.000Z'],
    ['UTC', '2026-03-05T00:00:00.000Z', '2026-03-05', '2026-03-05T00:00:00.000Z'],
    ['America/New_York', '2026-03-05T02:00:00.000Z', '2026-03-04', '2026-03-04T05:00:00.000Z'],
    ['Asia/Kolkata', '2026-03-04T19:00:00.000Z', '2026-03-05', '2026-03-04T18:30:00.000Z'],
    // Days of a daylight saving change: midnight had the other offset.
    ['Europe/Berlin', '2026-03-29T10:00:00.000Z', '2026-03-29', '2026-03-28T23:00:00.000Z'],
    ['Europe/Berlin', '2026-10-25T11:00:00.000Z', '2026-10-25', '2026-10-24T22:00:00.000Z'],
  ])('of %s puts %s on %s, which began at %s', (zone, moment, day, midnight) => {
    expect(dayIn(zone, new Date(moment))).toBe(day);
    expect(midnightIn(zone, new Date(moment)).toISOString()).toBe(midnight);
  });

  it('are listed from the first to the last, inclusive', () => {
    expect(daysBetween('2026-02-27', '2026-03-02')).toEqual([
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
      '2026-03-02',
    ]);
    expect(daysBetween('2026-03-02', '2026-03-01')).toEqual([]);
  });
});
