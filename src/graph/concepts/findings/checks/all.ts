import type { Check } from './check.ts';
import { flagEditChecks } from './flag-edits.ts';
import { flagChecks } from './flag.ts';
import { metricChecks } from './metrics.ts';
import { peopleChecks } from './people.ts';
import { processChecks } from './process.ts';
import { variantKeyChecks } from './variant-keys.ts';

/** All checks. What they report is listed in this order where it is equally severe. */
export const allChecks: readonly Check[] = [
  ...peopleChecks,
  ...flagEditChecks,
  ...flagChecks,
  ...variantKeyChecks,
  ...metricChecks,
  ...processChecks,
];
