import type { CheckReason, GuardCheck } from '../check.ts';

/** What a judge says: the reason, and what it rests on. */
export type Verdict = Pick<GuardCheck, 'reason' | 'because' | 'asOf' | 'numbers'>;

/** A verdict without numbers. */
export const verdict = (
  reason: CheckReason,
  because: string,
  asOf: string | null = null,
): Verdict => ({ reason, because, asOf, numbers: [] });
