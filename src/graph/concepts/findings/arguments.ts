import type { ArgBuilder } from '@pothos/core';
import type { Types } from '../../core/builder.ts';
import { withinRange } from '../../core/within-range.ts';
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
export const firstOf = (first: number | null | undefined): number =>
  withinRange('first', first ?? MAX_FINDINGS, MAX_FINDINGS);
