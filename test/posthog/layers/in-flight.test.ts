import { expect, it } from 'vitest';
import { InFlight } from '../../../src/posthog/layers/in-flight.ts';

it('a read in flight is found until it is deleted', () => {
  const flights = new InFlight<object>();
  const flight = {};
  flights.set('a', flight);
  expect(flights.get('a')).toBe(flight);
  flights.delete('a', flight);
  expect(flights.get('a')).toBeUndefined();
});

it('a read that ends late does not delete the one that replaced it', () => {
  const flights = new InFlight<object>();
  const [given, next] = [{ given: 'up' }, { given: 'next' }];
  flights.set('a', given);
  flights.set('a', next);
  flights.delete('a', given);
  expect(flights.get('a')).toBe(next);
});
