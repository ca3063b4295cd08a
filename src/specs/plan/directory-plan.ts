import type { SpecFile } from '../files/read-spec-files.ts';
import type { StepAction } from './steps.ts';

/** A field of an experiment that would change. */
export interface Change {
  /** Within the spec, such as `flag.variants`. */
  readonly path: string;
  /** Null where there is none. */
  readonly before: unknown;
  readonly after: unknown;
}

/** What applying one spec file would do. */
export interface ExperimentPlan {
  readonly file: SpecFile;
  readonly action: 'create' | 'update' | 'none';
  /** `id` of the experiment; null for one that would be created. */
  readonly id: string | null;
  /** In PostHog's words; null for one that would be created, or if it is not known. */
  readonly status: string | null;
  readonly changes: readonly Change[];
  readonly steps: readonly StepAction[];
  /** Why this cannot be applied, as sentences. */
  readonly obstacles: readonly string[];
  /** What to know before it is applied, as sentences. */
  readonly warnings: readonly string[];
  /** Hash of the changes for `applyExperiment`. */
  readonly planHash: string;
  readonly version: number | null;
}

/** What applying a directory would do. */
export interface DirectoryPlan {
  readonly experiments: readonly ExperimentPlan[];
  /** Identifies everything that would be done, and the state it is based on. */
  readonly planHash: string;
  /** Calls to PostHog that the plan took. */
  readonly calls: number;
}

/** True for a plan of one file that does nothing and has no obstacle. */
export const isUnchanged = ({ action, steps, obstacles }: ExperimentPlan): boolean =>
  action === 'none' && steps.length === 0 && obstacles.length === 0;

/** Counts for a summary. */
export function countsOf({ experiments }: DirectoryPlan) {
  const count = (which: (one: ExperimentPlan) => boolean) => experiments.filter(which).length;
  return {
    create: count(({ action }) => action === 'create'),
    update: count(({ action }) => action === 'update'),
    steps: experiments.reduce((sum, { steps }) => sum + steps.length, 0),
    impossible: count(({ obstacles }) => obstacles.length > 0),
    unchanged: count(isUnchanged),
  };
}
