import type { ExperimentNode } from '../ref.ts';
import type { DryRun } from './dry-run.ts';

/** What came of a mutation of one experiment that was not refused. */
export interface LifecycleOutcome {
  /** As it is now; null only where it cannot be read: deleted and seen to be gone, or a dry run on a deleted one. */
  readonly experiment: ExperimentNode | null;
  readonly dryRun: DryRun | null;
  readonly reconciled: boolean;
  readonly replayed: boolean;
}

export const DONE = { dryRun: null, reconciled: false, replayed: false } as const;
