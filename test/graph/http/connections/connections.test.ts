import { expect, it } from 'vitest';
import {
  ConnectionCounts,
  MAX_CONNECTIONS,
} from '../../../../src/graph/http/connections/connections.ts';

it('keys that are made up for every connection have a common limit, and others may connect when they leave', () => {
  const counts = new ConnectionCounts();
  const closings = Array.from({ length: MAX_CONNECTIONS }, (_, at) => counts.open(`phx_${at}`));
  expect(closings).not.toContain(undefined);
  expect(counts.open('phx_another')).toBeUndefined();
  closings[0]?.();
  // Only the first call counts.
  closings[0]?.();
  expect(counts.open('phx_another')).toBeDefined();
  expect(counts.open('phx_third')).toBeUndefined();
});
