import type { FlagState } from '../../instrumentation/write.ts';
import { asObject, objectsIn } from '../api/json.ts';
import { operations as table, type Operation, type OperationId } from '../api/operations.ts';
import { ageOf } from '../layers/cache/age.ts';
import { flagStateIn } from './flag-state.ts';
import type { Write, WriteReporting } from './write.ts';

/** How objects that have a flag, or are one, are read: one of them, and a page. */
const reads: readonly (readonly [OperationId, OperationId])[] = [
  ['experiments_retrieve', 'experiments_list'],
  ['feature_flags_retrieve', 'feature_flags_list'],
];

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

/** The reads of the object that an operation changes: its path begins with that of the object. */
const readsOf = ({ path }: Operation): readonly OperationId[] =>
  reads.find(([one]) => path.startsWith(table[one].path)) ?? [];

/** The object with this number: an answer itself, or a row of a page. */
function objectIn(json: unknown, id: number): object | undefined {
  const answer = asObject(json);
  return answer['id'] === id
    ? answer
    : objectsIn(answer['results']).find((row) => row['id'] === id);
}
