import type { BudgetLimits } from '../budget.ts';

/** What a replica tells all others about the budget of a key, unasked. */
export interface News {
  /** Identifies what the store knows of the key: another value means that it has lost its counts. */
  readonly memory: string;
  /** Time of the store, in epoch milliseconds. */
  readonly at: number;
  /** Counted calls in the minute and in the hour. */
  readonly used: readonly [number, number];
  readonly reserved: number;
  /** Milliseconds for which PostHog throttles the key. */
  readonly throttledMs: number;
  readonly isCorrected: boolean;
  /** The store lost its counts: each replica has to tell its own calls again. */
  readonly isLost: boolean;
}

export interface NewsOfKey {
  /** The replica that tells it. */
  readonly from: string;
  /** The hash under which the key's budget is stored. */
  readonly credential: string;
  readonly limits: BudgetLimits;
  readonly news: News;
}

export const encode = (news: NewsOfKey): string => JSON.stringify(news);

/** Undefined for text that is no news, such as that of another version of this server. */
export function decode(text: string): NewsOfKey | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isNewsOfKey(value) ? value : undefined;
}

const isNewsOfKey = (value: unknown): value is NewsOfKey =>
  isRecord(value) &&
  typeof value['from'] === 'string' &&
  typeof value['credential'] === 'string' &&
  isRecord(value['limits']) &&
  isCount(value['limits']['perMinute']) &&
  isCount(value['limits']['perHour']) &&
  isNews(value['news']);

const isNews = (value: unknown): value is News =>
  isRecord(value) &&
  typeof value['memory'] === 'string' &&
  isCount(value['at']) &&
  Array.isArray(value['used']) &&
  value['used'].length === 2 &&
  value['used'].every(isCount) &&
  isCount(value['reserved']) &&
  isCount(value['throttledMs']) &&
  typeof value['isCorrected'] === 'boolean' &&
  typeof value['isLost'] === 'boolean';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;
