/**
 * @import { Answer, Upstream } from './globals.d.ts'
 */

/**
 * The `extensions.upstream` of the last answer that has one.
 * @type {Upstream | undefined}
 */
let last;
/** @type {Set<() => void>} */
const listeners = new Set();

/**
 * Takes note of an answer. Of one that comes in parts, the last part says what it cost.
 * @param {Answer} answer
 */
export function noteCost(answer) {
  const upstream = answer.extensions?.upstream;
  if (!upstream) return;
  last = upstream;
  for (const listener of listeners) listener();
}

/** A React hook: what the last answer cost; undefined before the first. */
export const useLastCost = () =>
  React.useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => last,
  );
