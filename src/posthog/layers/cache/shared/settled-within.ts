/** Waits for a promise, but no longer than `ms`; undefined when it was not settled by then. Rejects as the promise does. */
export async function settledWithin<Value>(
  ms: number,
  promise: Promise<Value>,
): Promise<Value | undefined> {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(late.resolve, ms, undefined);
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
