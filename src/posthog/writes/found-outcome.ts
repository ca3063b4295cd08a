import type { WriteRecord } from '../../instrumentation/write.ts';
import type { PostHogFailure } from '../errors/errors.ts';

// Stored outside the failures, because failures are logged.
const records = new WeakMap<PostHogFailure, WriteRecord>();

/** Connects an uncertain write with the failure that its caller gets. */
export function noteUncertain(failure: PostHogFailure, record: WriteRecord): void {
  records.set(failure, record);
}

/** Notes what reading PostHog afterwards has shown of a write whose answer did not arrive. */
export function noteFoundOutcome(failure: PostHogFailure, outcome: 'done' | 'refused'): void {
  const record = records.get(failure);
  if (!record) return;
  record.outcome = outcome;
  record.isFoundByReading = true;
  record.check = undefined;
}
