import { expect, it } from 'vitest';
import { InFlight } from '../../../src/posthog/layers/in-flight.ts';

it('what is under way is found until it is taken out', () => {
  const flights = new InFlight<object>();
  const flight = {};
  flights.set('a', flight);
  expect(flights.get('a')).toBe(flight);
  flights.delete('a', flight);
  expect(flights.get('a')).toBeUndefined();
});

it('one that ends late does not take out the one that took its place', () => {
  const flights = new InFlight<object>();
  const [given, next] = [{ given: 'up' }, { given: 'next' }];
  flights.set('a', given);
  flights.set('a', next);
  flights.delete('a', given);
  expect(flights.get('a')).toBe(next);
});
