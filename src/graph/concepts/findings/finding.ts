import type { ExperimentNode } from '../experiment/ref.ts';
import type { FindingCodeValue, SeverityValue } from './kinds.ts';

export type EvidenceUnitValue =
  'days' | 'hours' | 'people' | 'percent' | 'probability' | 'percentage_points' | 'count';

/** One number behind a finding. */
export interface FindingEvidence {
  readonly name: string;
  readonly value: number;
  readonly unit: EvidenceUnitValue;
}

/** What a check reports about the experiment it looked at. */
export interface Found {
  readonly code: FindingCodeValue;
  readonly severity: SeverityValue;
  /** One or two sentences in English, with the numbers. */
  readonly message: string;
  readonly evidence?: readonly FindingEvidence[];
  readonly variantKey?: string;
  readonly metricUuid?: string | null;
}

/** Something about an experiment that somebody should look at. */
export interface Finding extends Found {
  /** Null where it is about no experiment in particular. */
  readonly experiment: ExperimentNode | null;
  /** The checks that could not be made; empty for a finding of a check that was made. */
  readonly unchecked: readonly FindingCodeValue[];
  readonly remedy: string;
}

/** Thrown by a check that cannot say whether there is a finding; its message says why. */
export class NotConclusive extends Error {}

/** A number as evidence. */
export const number = (name: string, value: number, unit: EvidenceUnitValue): FindingEvidence => ({
  name,
  value,
  unit,
});
