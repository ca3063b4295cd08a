import type { ExperimentRow } from '../../experiment/loader.ts';
import type { Arms } from './comparison.ts';
import { expectedSplit } from './expected-split.ts';
import { testSampleRatio, type SampleRatio } from './sample-ratio.ts';
import { untestedReason, type UntestedReason } from './untested-reason.ts';

/** Whether people were split as configured, or why that was not tested: one of the two is null. */
export interface SplitTest {
  readonly tested: SampleRatio | null;
  readonly untested: UntestedReason | null;
}

/**
 * Tests the split of an experiment.
 * @param row the experiment, with its flag
 * @param arms the people of its newest result; null before there is one
 */
export function splitTest(row: ExperimentRow, arms: Arms | null): SplitTest {
  const split = expectedSplit(row);
  const tested =
    split && arms?.baseline ? testSampleRatio([arms.baseline, ...arms.variants], split) : null;
  return { tested, untested: untestedReason(row, arms, tested) };
}
