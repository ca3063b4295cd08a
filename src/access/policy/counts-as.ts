import { asObject, type JsonObject } from '../../posthog/api/json.ts';
import { winner } from '../../posthog/api/destructive-changes/served-variants.ts';
import type { OperationId } from '../../posthog/api/operations.ts';
import { FALSE_WORDS, TRUE_WORDS } from '../../posthog/api/truth-words.ts';

/** A field of a body by which a call does the work of another operation. */
interface Spelling {
  readonly field: string;
  readonly isMeant: (value: unknown) => boolean;
  readonly as: OperationId;
  /** True where the field may do more than that, so that the call needs its own operation as well. */
  readonly isMore?: boolean;
}

// A value that is certainly neither may be either, and counts as both.
const wordOf = (value: unknown) => String(value).trim().toLowerCase();
const isTrue = (value: unknown) => value != null && !FALSE_WORDS.has(wordOf(value));
const isFalse = (value: unknown) => value != null && !TRUE_WORDS.has(wordOf(value));
const isNull = (value: unknown) => value === null || value === '';
const isGiven = (value: unknown) => value !== undefined && !isNull(value);

/** True where one variant gets everything. What the flag had before is not known here. */
const hasWinner = (filters: unknown) => winner(filters) !== undefined;

const SHIP = 'experiments_ship_variant_create';
const PAUSE = 'experiments_pause_create';
const RESUME = 'experiments_resume_create';

const ofExperiment: readonly Spelling[] = [
  { field: 'deleted', isMeant: isTrue, as: 'experiments_destroy' },
  { field: 'archived', isMeant: isTrue, as: 'experiments_archive_create' },
  { field: 'archived', isMeant: isFalse, as: 'experiments_unarchive_create' },
  { field: 'start_date', isMeant: isGiven, as: 'experiments_launch_create' },
  { field: 'start_date', isMeant: isNull, as: 'experiments_reset_create' },
  { field: 'end_date', isMeant: isGiven, as: 'experiments_end_create' },
  {
    field: 'parameters',
    isMeant: (parameters) =>
      hasWinner({ multivariate: { variants: asObject(parameters)['feature_flag_variants'] } }),
    as: SHIP,
    isMore: true,
  },
  {
    field: 'feature_flag',
    isMeant: (flag) => hasWinner(asObject(flag)['filters']),
    as: SHIP,
    isMore: true,
  },
];
/** A flag that is turned off serves nobody, as that of a paused experiment. */
const ofFlag: readonly Spelling[] = [
  { field: 'deleted', isMeant: isTrue, as: 'feature_flags_destroy' },
  { field: 'active', isMeant: isFalse, as: PAUSE, isMore: true },
  { field: 'active', isMeant: isTrue, as: RESUME, isMore: true },
  { field: 'filters', isMeant: hasWinner, as: SHIP, isMore: true },
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
  const whole = meant.filter(({ isMore }) => !isMore);
  const covered = new Set([VERSION, ...whole.map(({ field }) => field)]);
  const others = meant.map(({ as }) => as);
  const isOnlyOthers =
    id !== 'experiments_create' &&
    others.length > 0 &&
    Object.keys(sent).every((field) => covered.has(field));
  return isOnlyOthers ? others : [id, ...others];
}
