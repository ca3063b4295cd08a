/**
 * A list of values with what was held of each and is not in the newer answer: two queries that ask
 * for different fields of the same list then leave each other's alone. Values that cannot be told
 * apart take the place of the older ones.
 * @param keyOf what tells the values apart; undefined when that was not asked for
 * @param joined both halves of one value
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

/** Undefined when two have the same key, or one has none. */
function byKey<Value>(values: readonly Value[], keyOf: (value: Value) => unknown) {
  const found = new Map(values.map((value) => [keyOf(value), value]));
  return found.size === values.length && !found.has(undefined) ? found : undefined;
}
