import { wireEnum } from '../../core/wire-enum.ts';
import { kindOf, type FindingCodeValue, findingKinds } from './kinds.ts';

export const FindingSeverity = wireEnum('FindingSeverity', 'How much a finding matters.', {
  critical: [
    'CRITICAL',
    'The results cannot be trusted, or people get what they should not. Act on it before anything else.',
  ],
  warning: ['WARNING', 'Something is probably wrong, or costs time or people. Look at it.'],
  info: ['INFO', 'A habit worth keeping was not kept.'],
});

export const FindingCategory = wireEnum('FindingCategory', 'What kind of trouble a finding is.', {
  correctness: [
    'CORRECTNESS',
    'The results or their use may be wrong. Most of these checks take calls.',
  ],
  process: ['PROCESS', 'A step of running experiments was left out. Free.'],
  waste: ['WASTE', 'People or time are spent without need. Free.'],
  clean_up: ['CLEAN_UP', 'Something is left over. Free.'],
});

export const EvidenceUnit = wireEnum('EvidenceUnit', 'The unit of a number.', {
  days: ['DAYS', 'Days, with fractions.'],
  hours: ['HOURS', 'Whole hours.'],
  people: ['PEOPLE', 'People, or groups if the experiment buckets groups.'],
  percent: ['PERCENT', 'Percent, from 0 to 100.'],
  percentage_points: ['PERCENTAGE_POINTS', 'A difference of two percentages.'],
  probability: ['PROBABILITY', 'A probability, from 0 to 1.'],
  count: ['COUNT', 'A number of things that the name says.'],
});

const describedCodes = Object.fromEntries(
  (Object.keys(findingKinds) as FindingCodeValue[]).map((code) => [
    code,
    [code.toUpperCase(), kindOf(code).description] as const,
  ]),
) as Readonly<Record<FindingCodeValue, readonly [string, string]>>;

export const FindingCode = wireEnum(
  'FindingCode',
  'What a finding is about. docs/findings.md has the thresholds and their sources.',
  describedCodes,
);
