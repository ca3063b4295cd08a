import { hash } from 'node:crypto';
import { z } from 'zod';
import type { StateCollection, WatchState } from '../watch-state/watch-state.ts';
import { LONGEST_OWN_MS } from './backoff.ts';
import type { Endpoint } from './endpoint.ts';

/** What is known of an endpoint that did not take its events. */
const endpointStateShape = z.object({
  /** Attempts that have failed since the last success. */
  failures: z.number(),
  /** Epoch milliseconds of the next attempt. */
  retryAt: z.number(),
  /** Milliseconds from the last attempt to the next one. An earlier version did not store them. */
  waitMs: z.number().default(LONGEST_OWN_MS),
  /** Digest of the address that was answered with 410; null while the endpoint is in use. */
  disabledUrl: z.string().nullable(),
});

export type EndpointState = z.infer<typeof endpointStateShape>;

export const IN_USE: EndpointState = { failures: 0, retryAt: 0, waitMs: 0, disabledUrl: null };

/** States of endpoints by their names. One without trouble has none. */
export const endpointStates = (state: WatchState): StateCollection<EndpointState> =>
  state.collection('webhook-endpoints', endpointStateShape);

/** Stands for an address where it must not be readable. */
export const digestOf = ({ url }: Endpoint): string => hash('sha256', url, 'hex');

/** Whether its receiver wants no more events. Another address begins anew. */
export const isDisabled = ({ disabledUrl }: EndpointState, endpoint: Endpoint): boolean =>
  disabledUrl === digestOf(endpoint);
