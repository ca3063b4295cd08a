import type { ArgBuilder } from '@pothos/core';
import type { Types } from '../../core/builder.ts';
import { inputError } from '../../core/input-error.ts';
import { FindingCategory, FindingCode, FindingSeverity } from './enums.ts';

/** Findings that one field returns at most. */
const MAX_FINDINGS = 1_000;

/** The arguments that select findings. A single value may stand for a list of one. */
export const selectionArguments = (arg: ArgBuilder<Types>) => ({
  severity: arg({
    type: [FindingSeverity.ref],
    description: 'Only findings of these severities. All if omitted.',
  }),
  category: arg({
    type: [FindingCategory.ref],
    description: 'Only findings of these categories; other checks are not made and cost nothing.',
  }),
  code: arg({
    type: [FindingCode.ref],
    description: 'Only these findings; other checks are not made and cost nothing.',
  }),
});

/**
 * The number of findings to return.
 * @throws GraphQLError PAGE_OUT_OF_RANGE unless it is from 1 to 1,000
 */
export function firstOf(first: number | null | undefined): number {
  const wanted = first ?? MAX_FINDINGS;
  if (wanted < 1 || wanted > MAX_FINDINGS) {
    throw inputError(
      `\`first\` must be from 1 to ${MAX_FINDINGS.toLocaleString('en')}, not ${wanted}.`,
      'first',
      'PAGE_OUT_OF_RANGE',
    );
  }
  return wanted;
}
