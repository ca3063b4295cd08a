import type { FlagState } from '../../instrumentation/write.ts';
import { asObject, objectsIn } from '../api/json.ts';
import type { Operation, OperationId } from '../api/operations.ts';
import { ageOf } from '../layers/cache/age.ts';
import { flagStateIn } from './flag-state.ts';
import type { Write, WriteReporting } from './write.ts';

/** The collections whose objects have a flag, or are one, and how they are read. */
const reads: Readonly<Record<string, readonly OperationId[]>> = {
  '/api/projects/{project_id}/experiments/{id}/': ['experiments_retrieve', 'experiments_list'],
  '/api/projects/{project_id}/feature_flags/{id}/': [
    'feature_flags_retrieve',
    'feature_flags_list',
  ],
};

/**
 * The flag as it was read last: by the request of the write, or else by an earlier one with the same key. Undefined where
 * that is not known, and for a write that concerns no one flag.
 */
export function flagBefore(
  { operation, path, ledger, apiKey }: Write,
  cachedAnswers: WriteReporting['cachedAnswers'],
): FlagState | undefined {
  const operations = readsOf(operation);
  const id = Number(path['id']);
  const [type] = operations[0]?.split('_retrieve') ?? [];
  if (type === undefined) return undefined;
  const received = ledger.received
    .filter((one) => one.operation.startsWith(type))
    .map(({ json }) => objectIn(json, id))
    .findLast((object) => object !== undefined);
  if (received) return flagStateIn(received, ageOf(received)?.asOf);
  const [newest] = operations
    .flatMap((one) => cachedAnswers(apiKey, one))
    .map(({ value, asOf }) => ({ object: objectIn(value, id), asOf }))
    .filter(({ object }) => object !== undefined)
    .sort((one, other) => other.asOf - one.asOf);
  return newest && flagStateIn(newest.object, newest.asOf);
}

const readsOf = ({ path }: Operation): readonly OperationId[] =>
  Object.entries(reads).find(([place]) => path.startsWith(place))?.[1] ?? [];

/** The object with this number: an answer itself, or a row of a page. */
function objectIn(json: unknown, id: number): object | undefined {
  const answer = asObject(json);
  return answer['id'] === id
    ? answer
    : objectsIn(answer['results']).find((row) => row['id'] === id);
}
