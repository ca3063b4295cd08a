import type { InputFaults } from '../../../mutations/input-faults.ts';
import { checkCommon } from './common.ts';
import type { RetentionValue } from './kinds.ts';
import { checkSource } from './source.ts';

/** Validates a retention metric, in PostHog's words where it has the same rule. */
export function checkRetention(
  faults: InputFaults,
  retention: RetentionValue,
  at: string,
  isStored: boolean,
): void {
  const { startEvent, startsAtExposure, startHandling } = retention;
  checkCommon(faults, retention, at, isStored);
  if ((startEvent != null) === (startsAtExposure === true)) {
    faults.add(
      `${at}.startEvent`,
      'INVALID_INPUT',
      'Give exactly one of `startEvent` and `startsAtExposure`.',
    );
  }
  if (startEvent) checkSource(faults, startEvent, `${at}.startEvent`);
  if (startsAtExposure === true) {
    if (!isStored) checkExposureStart(faults, retention, at);
  } else if (startHandling == null) {
    faults.add(`${at}.startHandling`, 'REQUIRED', 'A start event requires its handling.');
  }
  checkSource(faults, retention.completionEvent, `${at}.completionEvent`);
  faults.range(`${at}.retentionWindowStart`, retention.retentionWindowStart, { min: 0 });
  faults.range(`${at}.retentionWindowEnd`, retention.retentionWindowEnd, {
    min: Math.max(0, retention.retentionWindowStart),
  });
}

function checkExposureStart(
  faults: InputFaults,
  { conversionWindow, startHandling }: RetentionValue,
  at: string,
): void {
  if (conversionWindow != null) {
    faults.add(
      `${at}.conversionWindow`,
      'INVALID_INPUT',
      "a conversion window cannot be combined with an experiment exposure start. Retention already anchors on each user's first exposure.",
    );
  }
  if (startHandling === 'last_seen') {
    faults.add(
      `${at}.startHandling`,
      'INVALID_INPUT',
      "start_handling 'last_seen' cannot be combined with an experiment exposure start. Retention always anchors on each user's first exposure.",
    );
  }
}
