import { isJsonObject, type JsonObject } from '../api/json.ts';
import { operations, type Operation, type OperationId } from '../api/operations.ts';

type Check = (value: unknown) => boolean;

/** A number, also one that is written as text, which decoding reads as the number. */
const isId: Check = (value) =>
  typeof value === 'string'
    ? /^\d{1,15}$/.test(value)
    : Number.isSafeInteger(value) && (value as number) >= 0;
const isText: Check = (value) => typeof value === 'string' && value !== '';
const isNumbered: Check = (value) => isJsonObject(value) && isId(value['id']);
const areNumbered: Check = (value) => Array.isArray(value) && value.every(isNumbered);

const numbered: Readonly<Record<string, Check>> = { id: isId };

/**
 * What the answer to a write must say of the object that was created or changed. Without it nobody could tell what the
 * write did, so such an answer is refused and the write is reported as uncertain.
 */
const identities: Partial<Record<OperationId, Readonly<Record<string, Check>>>> = {
  experiments_bulk_update_tags_create: { updated: areNumbered, skipped: areNumbered },
  experiments_create_exposure_cohort_for_experiment_create: { cohort: isNumbered },
  experiments_metrics_recalculation_create: { id: isText },
  experiments_recalculate_timeseries_create: { id: isText },
};

const reliedOn: ReadonlyMap<OperationId, Readonly<Record<string, Check>>> = new Map(
  Object.values(operations)
    .filter(({ effect, answer }) => effect !== 'read' && answer === 'object')
    .map(({ id }) => [id, identities[id] ?? numbered]),
);

/** Why an answer is useless as a whole. */
export interface Unreliable {
  /** A sentence. */
  readonly message: string;
  /** JSON path of what is wrong; undefined for the answer itself. */
  readonly path?: string;
}

/**
 * Why an answer is useless as a whole; undefined when it is not. Any value inside of a read that does not fit fails only
 * what reads it (`decoding`).
 */
export function unreliableAnswer(operation: Operation, json: unknown): Unreliable | undefined {
  if (operation.answer === 'nothing') return undefined;
  if (!(operation.answer === 'array' ? Array.isArray(json) : isJsonObject(json))) {
    return {
      message: `PostHog returned JSON that is not the ${operation.answer} expected from ${operation.id}.`,
    };
  }
  const path = misfitOf(operation, json as JsonObject);
  if (path === undefined) return undefined;
  return { message: `PostHog's response to ${operation.id} has an invalid ${path}.`, path };
}

function misfitOf(operation: Operation, json: JsonObject): string | undefined {
  if (operation.answer === 'page') return Array.isArray(json['results']) ? undefined : 'results';
  const identity = reliedOn.get(operation.id) ?? {};
  return Object.keys(identity).find((name) => !identity[name]!(json[name]));
}
