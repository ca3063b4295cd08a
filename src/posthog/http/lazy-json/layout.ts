/** The names of an object's properties in their order; the rows of a list nearly always share it. */
export class Layout {
  /** As they were written: a name may come twice. */
  readonly names: readonly string[];
  readonly distinctNames: readonly string[];
  readonly #places: ReadonlyMap<string | symbol, number>;
  readonly #bytes: readonly Buffer[];

  private constructor(names: readonly string[]) {
    this.names = names;
    // Of a name that comes twice the last value counts, as for `JSON.parse`.
    this.#places = new Map(names.map((name, place) => [name, place]));
    this.distinctNames = [...new Set(names)];
    this.#bytes = names.map((name) => Buffer.from(`"${name}"`));
  }

  /** One for each order of names, shared. PostHog has few; beyond a bound no more are remembered. */
  static of(names: readonly string[]): Layout {
    const identity = names.join('"');
    const known = Layout.#known.get(identity);
    if (known) return known;
    const layout = new Layout(names);
    if (Layout.#known.size < Layout.#most) Layout.#known.set(identity, layout);
    return layout;
  }

  static readonly #most = 200;
  static readonly #known = new Map<string, Layout>();

  /** Place of a property's value among the values; undefined for one that the object does not have. */
  placeOf(name: string | symbol): number | undefined {
    return this.#places.get(name);
  }

  /** Position after the name at `at`, when it is the one expected at this place; else -1. */
  nameEnd(bytes: Buffer, at: number, place: number): number {
    const name = this.#bytes[place];
    if (name === undefined) return -1;
    for (let index = 0; index < name.length; index += 1)
      if (bytes[at + index] !== name[index]) return -1;
    return at + name.length;
  }
}
