import { expect, it } from 'vitest';
import { completed } from '../../src/events/completed.ts';
import { eventsBetween } from '../../src/events/events-between.ts';
import { factsShape, type ExperimentFacts } from '../../src/events/facts.ts';

type Results = NonNullable<ExperimentFacts['results']>;

const running: ExperimentFacts = {
  id: 'RXhwZXJpbWVudDoxOjE',
  posthogId: 1,
  projectId: '1',
  name: 'Pricing page',
  tags: [],
  status: 'RUNNING',
  conclusion: null,
  startedAt: '2026-06-01T12:00:00.000Z',
  endedAt: null,
  changedAt: null,
  flagVersion: null,
  plannedEnd: null,
  readAt: '2026-06-20T12:00:00.000Z',
  results: null,
  findings: [],
  unchecked: [],
};

const [NOON, LATER] = ['2026-06-20T12:00:00.000Z', '2026-06-20T18:00:00.000Z'];

const results = (recommendation: string, asOf: string, isSignificant = false): Results => ({
  asOf,
  beforePlannedEnd: false,
  decision: { recommendation, variant: null, because: 'The numbers say so.' },
  significant: isSignificant
    ? [
        {
          metricUuid: 'a',
          metric: 'Sign-ups',
          variant: 'test',
          direction: 'BETTER',
          delta: 0.1,
          alwaysValid: true,
        },
      ]
    : [],
});

const stale = (severity: 'INFO' | 'WARNING' = 'WARNING') => ({
  findings: [
    {
      code: 'DAILY_RESULTS_STOPPED',
      severity,
      message: 'No results.',
      metricUuid: null,
      variantKey: null,
    },
  ],
});

/** The ids of the events of someone who looks at these facts, one minute after the other, and stores what is seen. */
function idsOf(
  looks: readonly Partial<ExperimentFacts>[],
  from = '2026-06-20T12:00:00.000Z',
): readonly string[] {
  let known: ExperimentFacts | undefined;
  return looks.flatMap((look, index) => {
    const readAt = new Date(Date.parse(from) + index * 60_000).toISOString();
    const after = { ...running, readAt, ...look };
    const since = known?.readAt;
    const events = eventsBetween(known, after, since);
    // As a watcher reads it after a restart.
    known = factsShape.parse(JSON.parse(JSON.stringify(completed(known, after, since))));
    return events.map(({ id }) => id);
  });
}

const areDistinct = (ids: readonly string[]) => new Set(ids).size === ids.length;

it('gives a decision that flips and flips back on the same data an id of its own each time', () => {
  const [ship, review] = [results('SHIP', NOON), results('REVIEW', NOON)];
  const ids = idsOf([review, ship, review, ship, review].map((one) => ({ results: one })));
  expect(ids).toHaveLength(4);
  expect(areDistinct(ids)).toBe(true);
});

it('gives a decision an id of its own when results of different age are read in turn', () => {
  const [ship, review] = [results('SHIP', LATER), results('REVIEW', NOON)];
  const ids = idsOf([review, ship, review, ship].map((one) => ({ results: one })));
  expect(ids).toHaveLength(3);
  expect(areDistinct(ids)).toBe(true);
});

it('gives a significance that goes and comes back on the same data an id of its own each time', () => {
  const [none, some] = [results('REVIEW', NOON), results('REVIEW', NOON, true)];
  const ids = idsOf([none, some, none, some, none, some].map((one) => ({ results: one })));
  expect(ids).toHaveLength(3);
  expect(areDistinct(ids)).toBe(true);
});

it('gives what new data say the id that it has for whoever else reads them, at another time', () => {
  const looks = [results('REVIEW', NOON), results('SHIP', LATER, true)].map((one) => ({
    results: one,
  }));
  const ids = idsOf(looks);
  expect(ids).toHaveLength(2);
  expect(idsOf(looks, '2026-06-20T18:30:00.000Z')).toEqual(ids);
});

it('gives a finding that goes and comes back on one day an id of its own each time', () => {
  const ids = idsOf([{}, stale(), {}, stale(), {}, stale()]);
  expect(ids).toHaveLength(3);
  expect(areDistinct(ids)).toBe(true);
});

it('gives a finding that becomes less and again more severe on one day an id of its own', () => {
  const ids = idsOf([{}, stale(), stale('INFO'), stale(), stale('INFO'), stale()]);
  expect(ids).toHaveLength(3);
  expect(areDistinct(ids)).toBe(true);
});

it('gives a new finding the id that it has for whoever else notices it on the same day', () => {
  const ids = idsOf([{}, stale()]);
  expect(ids).toHaveLength(1);
  expect(idsOf([{}, stale()], '2026-06-20T19:00:00.000Z')).toEqual(ids);
});
