import { asObject, type JsonObject } from '../json.ts';
import type { Operation, OperationId } from '../operations.ts';
import { flagOf } from './flag-of.ts';
import { isEmpty } from './same-value.ts';
import { winner } from './served-variants.ts';

/** The path values and the body of a call. */
interface Arguments {
  readonly path: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
}

/** A lifecycle operation that does the same as an update, for which the graph has warnings. */
export interface SameEffect {
  readonly operation: OperationId;
  readonly args: Arguments;
}

/** Experiments of one flag whose warnings are read at most, the newest first. */
const MOST_EXPERIMENTS = 3;

/**
 * The lifecycle operations that have the effect of an update: setting an end date ends, setting a start date launches,
 * and giving one variant everything ships. Empty for any other call.
 */
export function sameEffects(
  { id }: Pick<Operation, 'id'>,
  args: Arguments,
  now: JsonObject,
): readonly SameEffect[] {
  const body = asObject(args.body);
  if (id === 'experiments_partial_update' || id === 'experiments_update') {
    return ofExperiment(body, now, args);
  }
  if (id === 'feature_flags_partial_update' || id === 'feature_flags_update') {
    return ofFlag(body, now, args);
  }
  return [];
}

function ofExperiment(body: JsonObject, now: JsonObject, { path }: Arguments): SameEffect[] {
  const isDraft = isEmpty(now['start_date']);
  const { conclusion, conclusion_comment: comment } = { ...now, ...body };
  const parameters = asObject(body['parameters']);
  const sent = flagOf(body)['filters'] ?? {
    multivariate: { variants: parameters['feature_flag_variants'] },
  };
  const variant = shippedVariant(sent, flagOf(now)['filters']);
  if (variant !== undefined) return [ship(path, variant)];
  if (isDraft && !isEmpty(body['start_date'])) {
    return [{ operation: 'experiments_launch_create', args: { path } }];
  }
  if (!isDraft && isEmpty(now['end_date']) && !isEmpty(body['end_date'])) {
    const given = isEmpty(conclusion) ? {} : { conclusion };
    const reasons = isEmpty(comment) ? {} : { conclusion_comment: comment };
    return [
      { operation: 'experiments_end_create', args: { path, body: { ...given, ...reasons } } },
    ];
  }
  return [];
}

function ofFlag(body: JsonObject, now: JsonObject, { path }: Arguments): SameEffect[] {
  const variant = shippedVariant(body['filters'], now['filters']);
  if (variant === undefined) return [];
  const users = Array.isArray(now['experiment_set']) ? now['experiment_set'].map(Number) : [];
  return users
    .toSorted((one, other) => other - one)
    .slice(0, MOST_EXPERIMENTS)
    .map((experiment) => ship({ ...path, id: experiment }, variant));
}

const ship = (path: Arguments['path'], variant: string): SameEffect => ({
  operation: 'experiments_ship_variant_create',
  args: { path, body: { variant_key: variant } },
});

/** The variant that is given everything; undefined if several get something, or if it has everything already. */
function shippedVariant(sent: unknown, stored: unknown): string | undefined {
  const key = winner(sent);
  return key === winner(stored) ? undefined : key;
}
