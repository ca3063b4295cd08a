import { inDays, sideOf } from '../../rounded.ts';
import { severitiesOf } from '../defaults.ts';
import { findingsOfResults } from '../finding-codes.ts';
import type { Guard } from '../shape.ts';
import type { Evidence } from '../read/read-evidence.ts';
import type { ExperimentState } from '../read/read-state.ts';
import { DAY_MS, isOld, oldText } from './age.ts';
import { verdict, type Verdict } from './verdict.ts';

/** Judges a guard of a finding of a running experiment. */
export function judgeFinding(
  guard: Guard,
  { startDate }: ExperimentState,
  evidence: Evidence,
  now: Date,
): Verdict {
  const { finding: code } = guard;
  if (code === undefined) throw new TypeError(`The guard "${guard.name}" watches no finding.`);
  const findings = evidence.findings ?? [];
  const unchecked = findings.find((one) => one.unchecked.includes(code));
  if (unchecked)
    return verdict('PARTIAL_DATA', `It could not be checked for ${code}: ${unchecked.message}`);
  const severities = severitiesOf(guard);
  const found = findings.filter((one) => one.code === code && severities.includes(one.severity));
  const days = (now.getTime() - Date.parse(startDate ?? '')) / DAY_MS;
  if (found.length === 0)
    return verdict('NOT_FOUND_NOW', `There is no finding ${code} of ${severities.join(' or ')}.`);
  const asOf = findingsOfResults.has(code)
    ? (evidence.sampleRatioMismatch?.asOf ?? evidence.newestAsOf)
    : null;
  if (findingsOfResults.has(code)) {
    if (evidence.isRecalculating)
      return verdict('RECALCULATING', 'PostHog is computing the results anew.', asOf);
    if (isOld(asOf, startDate, now)) return verdict('STALE_DATA', oldText(asOf), asOf);
  }
  const minDays = guard.minDays ?? 0;
  if (days < minDays)
    return verdict(
      'TOO_EARLY',
      `It was launched ${inDays(days, sideOf(minDays))} ago; the guard waits for ${minDays}.`,
      asOf,
    );
  return verdict('FIRES', found.map(({ message }) => message).join(' '), asOf);
}
