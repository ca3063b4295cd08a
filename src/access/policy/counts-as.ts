import { asObject, type JsonObject } from '../../posthog/api/json.ts';
import type { OperationId } from '../../posthog/api/operations.ts';

/** A field of a body by which a call does the work of another operation. */
interface Spelling {
  readonly field: string;
  readonly isMeant: (value: unknown) => boolean;
  readonly as: OperationId;
}

/** PostHog reads `1`, `"yes"` and more as true: only what it certainly reads as false counts as false. */
const isTrue = (value: unknown) => value != null && value !== false && value !== 'false';
const isFalse = (value: unknown) => value != null && !isTrue(value);
const isNull = (value: unknown) => value === null || value === '';
const isGiven = (value: unknown) => value !== undefined && !isNull(value);

const ofExperiment: readonly Spelling[] = [
  { field: 'deleted', isMeant: isTrue, as: 'experiments_destroy' },
  { field: 'archived', isMeant: isTrue, as: 'experiments_archive_create' },
  { field: 'archived', isMeant: isFalse, as: 'experiments_unarchive_create' },
  { field: 'start_date', isMeant: isGiven, as: 'experiments_launch_create' },
  { field: 'start_date', isMeant: isNull, as: 'experiments_reset_create' },
  { field: 'end_date', isMeant: isGiven, as: 'experiments_end_create' },
];
const ofFlag: readonly Spelling[] = [
  { field: 'deleted', isMeant: isTrue, as: 'feature_flags_destroy' },
];
const launches: readonly Spelling[] = ofExperiment.filter(
  ({ as }) => as === 'experiments_launch_create' || as === 'experiments_end_create',
);

const spellings: Readonly<Partial<Record<OperationId, readonly Spelling[]>>> = {
  experiments_create: launches,
  experiments_partial_update: ofExperiment,
  experiments_update: ofExperiment,
  feature_flags_partial_update: ofFlag,
  feature_flags_update: ofFlag,
  experiment_holdouts_partial_update: [
    { field: 'deleted', isMeant: isTrue, as: 'experiment_holdouts_destroy' },
  ],
  experiment_holdouts_update: [
    { field: 'deleted', isMeant: isTrue, as: 'experiment_holdouts_destroy' },
  ],
  experiment_saved_metrics_partial_update: [
    { field: 'deleted', isMeant: isTrue, as: 'experiment_saved_metrics_destroy' },
  ],
  experiment_saved_metrics_update: [
    { field: 'deleted', isMeant: isTrue, as: 'experiment_saved_metrics_destroy' },
  ],
};

/** Says which version a change is based on, and changes nothing itself. */
const VERSION = 'version';

/**
 * The operations that a call amounts to: a change of `end_date` ends an experiment, whatever the operation is called. All
 * of them must be allowed. The operation itself is among them unless the body does nothing but the work of others.
 */
export function countsAs(id: OperationId, body: unknown): readonly OperationId[] {
  const known = spellings[id];
  if (!known) return [id];
  const sent: JsonObject = asObject(body);
  const meant = known.filter(({ field, isMeant }) => isMeant(sent[field]));
  const covered = new Set([VERSION, ...meant.map(({ field }) => field)]);
  const others = meant.map(({ as }) => as);
  const isOnlyOthers =
    id !== 'experiments_create' &&
    others.length > 0 &&
    Object.keys(sent).every((field) => covered.has(field));
  return isOnlyOthers ? others : [id, ...others];
}
