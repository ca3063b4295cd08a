/** Names in a sentence: `"a", "b"`. */
export const quoted = (names: readonly string[]): string =>
  names.map((name) => `"${name}"`).join(', ');
