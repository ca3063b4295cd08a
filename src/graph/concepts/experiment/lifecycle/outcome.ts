import type { PostHogKey } from '../../../core/global-id.ts';
import type { ExperimentNode } from '../ref.ts';
import type { DryRun } from './dry-run.ts';

/** The outcome of a mutation of one experiment that was not refused. */
export interface LifecycleOutcome {
  /**
   * The experiment after the mutation; null only where it cannot be read: after a confirmed
   * deletion, or in a dry run on a deleted one.
   */
  readonly experiment: ExperimentNode | null;
  /** The experiment that the mutation deleted; left out where it deleted none. */
  readonly deleted?: PostHogKey;
  readonly dryRun: DryRun | null;
  readonly reconciled: boolean;
  readonly replayed: boolean;
  /** Paths of what was sent that PostHog did not store, in its names. */
  readonly notStored: readonly string[];
}

export const DONE = { dryRun: null, reconciled: false, replayed: false, notStored: [] } as const;
