import { parseObject } from '../../../../shared-store/parse-object.ts';
import type { BudgetLimits } from '../budget.ts';

/** What a replica announces to all others about the budget of a key. */
export interface BudgetUpdate {
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
  /** The store lost its counts: each replica has to report its own calls again. */
  readonly isLost: boolean;
}

export interface UpdateOfKey {
  /** The replica that announces it. */
  readonly from: string;
  /** The hash under which the key's budget is stored. */
  readonly credential: string;
  readonly limits: BudgetLimits;
  readonly update: BudgetUpdate;
}

export const encode = (update: UpdateOfKey): string => JSON.stringify(update);

/** Undefined for text that is no update, such as that of another version of this server. */
export function decode(text: string): UpdateOfKey | undefined {
  const value = parseObject(text);
  return isUpdateOfKey(value) ? value : undefined;
}

const isUpdateOfKey = (value: unknown): value is UpdateOfKey =>
  isRecord(value) &&
  typeof value['from'] === 'string' &&
  typeof value['credential'] === 'string' &&
  isRecord(value['limits']) &&
  isCount(value['limits']['perMinute']) &&
  isCount(value['limits']['perHour']) &&
  isBudgetUpdate(value['update']);

const isBudgetUpdate = (value: unknown): value is BudgetUpdate =>
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
