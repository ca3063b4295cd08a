/** Stands for all values beyond the bound. It cannot be a name in GraphQL. */
const OTHER = '(other)';

/**
 * Bounds the values of a label that callers choose: each value makes time series that stay until the process ends. The first
 * values take the places.
 */
export class BoundedValues {
  readonly #known: Set<string>;
  #places: number;

  /**
   * @param known values that have places of their own
   * @param places how many values may be added to them
   */
  constructor(known: Iterable<string>, places: number) {
    this.#known = new Set(known);
    this.#places = places;
  }

  /**
   * The value, or `OTHER` when there is no place for it.
   * @param mayAdd false for a value that must not take a place
   */
  bounded(value: string, mayAdd: boolean): string {
    if (this.#known.has(value)) return value;
    if (!mayAdd || this.#places === 0) return OTHER;
    this.#places -= 1;
    this.#known.add(value);
    return value;
  }
}
