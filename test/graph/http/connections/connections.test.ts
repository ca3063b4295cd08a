import { expect, it } from 'vitest';
import {
  ConnectionCounts,
  MAX_CONNECTIONS,
  MAX_CONNECTIONS_OF_STRANGERS,
} from '../../../../src/graph/http/connections/connections.ts';

const accepted = (credential: string | number) => ({
  credential: `phx_${credential}`,
  isAccepted: true,
});
const stranger = (credential: string | number) => ({
  credential: `phx_${credential}`,
  isAccepted: false,
});

it('all keys have a common limit, and others may connect when they leave', () => {
  const counts = new ConnectionCounts();
  const closings = Array.from({ length: MAX_CONNECTIONS }, (_, at) => counts.open(accepted(at)));
  expect(closings).not.toContain(undefined);
  expect(counts.open(accepted('another'))).toBeUndefined();
  closings[0]?.();
  // Only the first call counts.
  closings[0]?.();
  expect(counts.open(accepted('another'))).toBeDefined();
  expect(counts.open(accepted('third'))).toBeUndefined();
});

it('keys that are made up for every connection leave half of the places to keys that PostHog has accepted', () => {
  const counts = new ConnectionCounts();
  const most = MAX_CONNECTIONS_OF_STRANGERS;
  const closings = Array.from({ length: most }, (_, at) => counts.open(stranger(at)));
  expect(closings).not.toContain(undefined);
  expect(counts.open(stranger('another'))).toBeUndefined();
  expect(counts.open({ credential: undefined, isAccepted: false })).toBeUndefined();
  expect(counts.open(accepted('known'))).toBeDefined();
  closings[0]?.();
  expect(counts.open(stranger('another'))).toBeDefined();
});

it('a connection leaves the place that it was given, although PostHog has accepted its key meanwhile', () => {
  const counts = new ConnectionCounts(1);
  const most = MAX_CONNECTIONS_OF_STRANGERS;
  const closings = Array.from({ length: most }, (_, at) => counts.open(stranger(at)));
  // The key of the first one is accepted now; it has the one connection that it may have.
  expect(counts.open(accepted(0))).toBeUndefined();
  closings[0]?.();
  const again = counts.open(accepted(0));
  expect(again).toBeDefined();
  again?.();
  expect(counts.open(stranger('another'))).toBeDefined();
  expect(counts.open(stranger('third'))).toBeUndefined();
});
