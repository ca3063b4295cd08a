import { z } from 'zod';
import { posthogLimits } from '../../posthog/layers/budget/default-limits.ts';
import { wholeNumber } from '../value-kinds.ts';
import type { Variable } from './variable.ts';

/** How PostHog is called, and how long its answers are cached. */
export const upstream = {
  REQUEST_TIMEOUT_MS: {
    meaning:
      'Milliseconds a request may take in total, including receiving its body and making its upstream calls.',
    default: '30000',
    example: '10000',
    value: wholeNumber(100, 600_000),
  },
  MAX_ACTIVE_REQUESTS: {
    meaning:
      'Requests that are worked on at a time, over all ports. More are refused at once with 503 and `SERVER_BUSY`. Open subscriptions do not count.',
    default: '2000',
    example: '500',
    value: wholeNumber(1, 100_000),
  },
  UPSTREAM_TIMEOUT_MS: {
    meaning: 'Milliseconds a single call to PostHog may take.',
    default: '15000',
    example: '5000',
    value: wholeNumber(100, 600_000),
  },
  UPSTREAM_CONCURRENCY: {
    meaning:
      'Maximum number of concurrent calls to PostHog, over all callers. One key may use at most half of them.',
    default: '100',
    example: '10',
    value: wholeNumber(1, 1_000),
  },
  BREAKER: {
    meaning:
      '`off` sends every call to PostHog, however many before it were not answered. Otherwise calls are stopped for some seconds when several in a row failed or timed out, and answered from the cache or with `UPSTREAM_UNAVAILABLE`.',
    default: 'on',
    example: 'off',
    value: z.enum(['on', 'off'], { error: 'on or off' }).transform((text) => text === 'on'),
  },
  POSTHOG_CALLS_PER_MINUTE: {
    meaning:
      "PostHog's limit on calls per key and minute. Raise it if the operators of your PostHog have.",
    default: String(posthogLimits.perMinute),
    example: '2000',
    value: wholeNumber(1, 999_999_999),
  },
  POSTHOG_CALLS_PER_HOUR: {
    meaning: "PostHog's limit on calls per key and hour.",
    default: String(posthogLimits.perHour),
    example: '20000',
    value: wholeNumber(1, 999_999_999),
  },
  FRESH_EXPERIMENTS_SECONDS: {
    meaning:
      'Seconds for which experiments, flags and cohorts are cached. 0 always reads from PostHog.',
    default: '5',
    example: '30',
    value: wholeNumber(0, 86_400),
  },
  FRESH_SETTINGS_SECONDS: {
    meaning:
      'Seconds for which holdouts, shared metrics, projects and the account are cached. 0 always reads from PostHog.',
    default: '60',
    example: '600',
    value: wholeNumber(0, 86_400),
  },
  FRESH_RESULTS_SECONDS: {
    meaning:
      "Seconds for which results are cached, at most: they also expire with PostHog's next daily run.",
    default: '86400',
    example: '3600',
    value: wholeNumber(0, 86_400),
  },
  FRESH_MAX_MB: {
    meaning:
      'Size of the cache in MB, over all keys. The least recently used entries are evicted first.',
    default: '64',
    example: '256',
    value: wholeNumber(1, 16_384),
  },
  STALE_MAX_SECONDS: {
    meaning:
      'Maximum age in seconds of stale data, which is returned (marked as stale) when PostHog is unavailable or the key is out of calls. 0 never returns stale data.',
    default: '3600',
    example: '600',
    value: wholeNumber(0, 604_800),
  },
  REFRESH_AHEAD: {
    meaning:
      '`off` lets every answer expire. Otherwise answers that were asked for at least twice since they were read are read anew just before they expire, as long as half of the calls of the key are left.',
    default: 'on',
    example: 'off',
    value: z.enum(['on', 'off'], { error: 'on or off' }).transform((text) => text === 'on'),
  },
  SPECULATE: {
    meaning:
      '`off` begins no read before its query asks for it. Otherwise the reads that a query made after others when it last ran are begun together with the first one.',
    default: 'on',
    example: 'off',
    value: z.enum(['on', 'off'], { error: 'on or off' }).transform((text) => text === 'on'),
  },
  SHARE_IN_FLIGHT: {
    meaning: '`off` stops sharing identical concurrent reads of one key. For measurements only.',
    default: 'on',
    example: 'off',
    value: z.enum(['on', 'off'], { error: 'on or off' }).transform((text) => text === 'on'),
  },
} as const satisfies Record<string, Variable>;
