/** Longer names are no misspelling of any name here, and are not compared. */
const MAX_NAME = 64;

/** Letters that have to be inserted, removed, replaced or swapped with their neighbor to make one word of the other. */
function distance(one: string, other: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, count) => count);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      let least = Math.min(
        last[column]! + 1,
        current[column - 1]! + 1,
        last[column - 1]! + (same ? 0 : 1),
      );
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (row > 1 && column > 1 && swapped) least = Math.min(least, beforeLast[column - 2]! + 1);
      current.push(least);
    }
    beforeLast = last;
    last = current;
  }
  return last[other.length]!;
}

/** Letters and digits in lower case: `projectId`, `project_id` and `Project-ID` are one name. */
export const folded = (name: string): string => name.toLowerCase().replaceAll(/[-_ ]/g, '');

function nearer(name: string, known: readonly string[], limit: (length: number) => number) {
  if (name.length > MAX_NAME) return [];
  const given = folded(name);
  return known
    .map((one) => ({ one, far: distance(given, folded(one)) }))
    .filter(({ one, far }) => far <= limit(Math.max(given.length, folded(one).length)))
    .toSorted((one, other) => one.far - other.far)
    .map(({ one }) => one);
}

/** The known names that a name may have been meant for, the nearest first. */
export const similarTo = (name: string, known: readonly string[], count = 3): string[] => {
  const given = folded(name);
  // `group_id` and `user_group_id`: one is the end of the other.
  const longer =
    given.length < 3 || name.length > MAX_NAME
      ? []
      : known.filter((one) => folded(one).endsWith(given) || given.endsWith(folded(one)));
  const spelled = nearer(name, known, (length) => Math.floor(length * 0.35) + 1);
  return [...new Set([...spelled, ...longer])].slice(0, count);
};

/** The one known name of which a name is a misspelling, by a letter or two; undefined when that is not certain. */
export function misspelled(name: string, known: readonly string[]): string | undefined {
  const [found, ...others] = nearer(name, known, (length) => (length < 4 ? 0 : length < 8 ? 1 : 2));
  return others.length === 0 ? found : undefined;
}

/** `Did you mean a, b or c?`; undefined without a suggestion. */
export function didYouMean(names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const list = new Intl.ListFormat('en', { type: 'disjunction' }).format(names);
  return `Did you mean ${list}?`;
}
