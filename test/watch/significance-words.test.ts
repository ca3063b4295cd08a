import { expect, it } from 'vitest';
import { eventsBetween } from '../../src/events/events-between.ts';
import type { ExperimentFacts } from '../../src/events/facts.ts';

type Results = NonNullable<ExperimentFacts['results']>;

const running: Omit<ExperimentFacts, 'results'> = {
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
  findings: [],
  unchecked: [],
};

const messages = (beforePlannedEnd: boolean | null, alwaysValid: boolean | null) => {
  const results = (significant: Results['significant']): ExperimentFacts => ({
    ...running,
    results: { asOf: null, beforePlannedEnd, decision: null, significant },
  });
  const found = {
    metricUuid: 'a',
    metric: 'Sign-ups',
    variant: 'test',
    direction: 'BETTER' as const,
    delta: 0.1,
    alwaysValid,
  };
  return eventsBetween(results([]), results([found])).map(({ message }) => message);
};

const better = 'Pricing page: "test" is significantly better in "Sign-ups".';

it.each([
  [false, null, ''],
  [true, true, ' The always-valid interval excludes zero too.'],
  [
    true,
    false,
    ' This was read before the planned end, and the always-valid interval does not confirm it, so it may be chance.',
  ],
  [
    true,
    null,
    ' This was read before the planned end, and there is no always-valid interval, so it may be chance.',
  ],
  [
    null,
    false,
    ' No running time was planned, and the always-valid interval does not confirm it, so it may be chance.',
  ],
  [
    null,
    null,
    ' No running time was planned, and there is no always-valid interval, so it may be chance.',
  ],
])(
  'a significant change read before the planned end: %s, with an always-valid interval that excludes zero: %s, says only what is known',
  (beforePlannedEnd, alwaysValid, caution) => {
    expect(messages(beforePlannedEnd, alwaysValid)).toEqual([better + caution]);
  },
);
