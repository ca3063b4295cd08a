/**
 * Merges a newer list of values with the cached one, retaining cached fields that are not in the newer
 * values, so that two queries for different fields of the same list do not overwrite each other's. Values
 * without distinct keys replace the cached ones.
 * @param keyOf returns the key of a value; undefined when the key field was not selected
 * @param joined merges the cached and the newer fields of one value
 */
export function withKnownFields<Value>(
  held: readonly Value[],
  incoming: readonly Value[],
  keyOf: (value: Value) => unknown,
  joined: (held: Value, incoming: Value) => Value,
): readonly Value[] {
  const known = byKey(held, keyOf);
  if (!known || !byKey(incoming, keyOf)) return incoming;
  return incoming.map((value) => {
    const before = known.get(keyOf(value));
    return before === undefined ? value : joined(before, value);
  });
}

/** Undefined when two values have the same key, or one has none or null. */
function byKey<Value>(values: readonly Value[], keyOf: (value: Value) => unknown) {
  const found = new Map(values.map((value) => [keyOf(value), value]));
  const isDistinct = found.size === values.length && !found.has(undefined) && !found.has(null);
  return isDistinct ? found : undefined;
}
