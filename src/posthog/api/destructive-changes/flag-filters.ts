import { asObject, objectsIn, type JsonObject } from '../json.ts';
import { isEmpty, isSameValue, without } from './same-value.ts';

/**
 * True when the change would alter who is exposed or which variant they get. A higher rollout percentage alone is fine.
 */
export function changesServing(sent: unknown, stored: unknown): boolean {
  const [next, now] = [asObject(sent), asObject(stored)];
  const others = [...new Set([...Object.keys(next), ...Object.keys(now)])].filter(
    (name) => name !== 'groups',
  );
  return (
    others.some((name) => !isSameValue(next[name], now[name])) ||
    narrows(objectsIn(next['groups']), objectsIn(now['groups']))
  );
}

const ROLLOUT = 'rollout_percentage';

/** A release condition without a percentage applies to everyone (100 %). */
const rolloutOf = (group: JsonObject) => (isEmpty(group[ROLLOUT]) ? 100 : Number(group[ROLLOUT]));

function narrows(next: readonly JsonObject[], now: readonly JsonObject[]): boolean {
  if (next.length !== now.length) return true;
  return now.some((group, index) => {
    const other = next[index] ?? {};
    return (
      !isSameValue(without(group, ROLLOUT), without(other, ROLLOUT)) ||
      !(rolloutOf(other) >= rolloutOf(group))
    );
  });
}
