/** An object's property names in order; the rows of a list nearly always share one layout. */
export class Layout {
  /** In the order of the JSON text: a name may occur twice. */
  readonly names: readonly string[];
  readonly distinctNames: readonly string[];
  readonly #places: ReadonlyMap<string | symbol, number>;
  readonly #bytes: readonly Buffer[];

  private constructor(names: readonly string[]) {
    this.names = names;
    // When a name occurs twice, the last value wins, as in `JSON.parse`.
    this.#places = new Map(names.map((name, place) => [name, place]));
    this.distinctNames = [...new Set(names)];
    this.#bytes = names.map((name) => Buffer.from(`"${name}"`));
  }

  /** Returns the shared layout of these names. PostHog has few layouts; beyond a limit new ones are not stored. */
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

  /** Index of a property's value; undefined for a property the object does not have. */
  placeOf(name: string | symbol): number | undefined {
    return this.#places.get(name);
  }

  /** Position after the name at `at` if it is the one expected at this index; otherwise -1. */
  nameEnd(bytes: Buffer, at: number, place: number): number {
    const name = this.#bytes[place];
    if (name === undefined) return -1;
    for (let index = 0; index < name.length; index += 1)
      if (bytes[at + index] !== name[index]) return -1;
    return at + name.length;
  }
}
