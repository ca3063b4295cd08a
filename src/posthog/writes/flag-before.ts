import type { FlagState } from '../../instrumentation/write.ts';
import { asObject, objectsIn } from '../api/json.ts';
import { operations, type Operation } from '../api/operations.ts';
import { targetOf } from '../http/target.ts';
import { ageOf } from '../layers/cache/age.ts';
import { flagStateIn } from './flag-state.ts';
import type { Write, WriteReporting } from './write.ts';

/** How an object that has a flag is read. */
const reads = {
  '/api/projects/{project_id}/experiments/{id}/': operations.experiments_retrieve,
  '/api/projects/{project_id}/feature_flags/{id}/': operations.feature_flags_retrieve,
};

/**
 * The flag as it was read last: by the request of the write, which usually reads before it writes, otherwise by an earlier
 * one with the same key. Undefined where nobody has read it, and for a write that concerns no one flag.
 */
export function flagBefore(
  write: Write,
  lastRead: WriteReporting['lastRead'],
): FlagState | undefined {
  const { operation, path, ledger, apiKey } = write;
  const read = readOf(operation);
  if (!read || path['id'] === undefined) return undefined;
  const id = Number(path['id']);
  const family = read.id.split('_retrieve')[0]!;
  const received = ledger.received.findLast(
    (one) => one.operation.startsWith(family) && objectIn(one.json, id) !== undefined,
  );
  const object = received
    ? objectIn(received.json, id)
    : lastRead(apiKey, read, targetOf(read, path));
  return flagStateIn(object, ageOf(asObject(object))?.asOf);
}

const readOf = ({ path }: Operation): Operation | undefined =>
  Object.entries(reads).find(([place]) => path.startsWith(place))?.[1];

/** The object with this number: an answer itself, or a row of a page. */
function objectIn(json: unknown, id: number): object | undefined {
  const answer = asObject(json);
  return answer['id'] === id
    ? answer
    : objectsIn(answer['results']).find((row) => row['id'] === id);
}
