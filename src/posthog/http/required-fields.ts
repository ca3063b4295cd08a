import { isJsonObject, type JsonObject } from '../api/json.ts';
import {
  operations,
  type AnswerShape,
  type Operation,
  type OperationId,
} from '../api/operations.ts';

type Check = (value: unknown) => boolean;

const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isText: Check = (value) => typeof value === 'string' && value !== '';
const isNumbered: Check = (value) => isJsonObject(value) && isCount(value['id']);
const areNumbered: Check = (value) => Array.isArray(value) && value.every(isNumbered);

const numbered: Readonly<Record<string, Check>> = { id: isCount };

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

/**
 * Why an answer is useless as a whole, as a sentence; undefined when it is not. Any value inside of a read that does
 * not fit fails only what reads it (`decoding`).
 */
export function unreliableAnswer(operation: Operation, json: unknown): string | undefined {
  if (operation.answer === 'nothing') return undefined;
  if (!hasShape(json, operation.answer))
    return `PostHog returned JSON that is not the ${operation.answer} expected from ${operation.id}.`;
  const identity = reliedOn.get(operation.id);
  for (const name in identity) {
    if (!identity[name]!((json as JsonObject)[name]))
      return `PostHog's response to ${operation.id} has an invalid ${name}.`;
  }
  return undefined;
}

function hasShape(json: unknown, shape: AnswerShape): boolean {
  if (shape === 'array') return Array.isArray(json);
  if (!isJsonObject(json)) return false;
  return shape !== 'page' || (Array.isArray(json['results']) && isCount(countOf(json['count'])));
}

/** A count that is written as text is a number all the same. */
const countOf = (count: unknown): unknown =>
  typeof count === 'string' && /^\d+$/.test(count) ? Number(count) : count;
