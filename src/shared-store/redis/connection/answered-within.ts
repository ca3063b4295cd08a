import { NoAnswer } from './failure.ts';

/**
 * Waits for an answer, but not longer than a time limit.
 * @throws NoAnswer
 */
export function answeredWithin<T>(limitMs: number, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      // If this process was busy, the answer may have arrived and only not been read yet: what has arrived is read
      // before the callback of setImmediate.
      setImmediate(() => {
        reject(new NoAnswer('no answer in time'));
      });
    }, limitMs);
    timer.unref();
    const settle = () => {
      clearTimeout(timer);
    };
    answer.then(resolve, reject).finally(settle);
  });
}
