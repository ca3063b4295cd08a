/** Longer texts are named by a number instead. */
const MAX_LENGTH = 100;

/**
 * Short names of argument values, equal for equal values. A value is written out once, however often a document
 * uses it: a variable of a megabyte may stand in two hundred places.
 */
export class Identities {
  readonly #ofValue = new Map<unknown, string>();
  readonly #lengths = new Map<object, number>();
  readonly #ofText = new Map<string, string>();

  of(value: unknown): string {
    const isLong =
      typeof value === 'string' ? value.length > MAX_LENGTH : typeof value === 'object';
    if (!isLong || value === null) return JSON.stringify(value) ?? '';
    let name = this.#ofValue.get(value);
    if (name === undefined) {
      const text = JSON.stringify(value);
      if (typeof value === 'object') this.#lengths.set(value, text.length);
      this.#ofValue.set(value, (name = this.#shorten(text)));
    }
    return name;
  }

  /** Characters of a field's long arguments, written as JSON. */
  lengthOf(args: Readonly<Record<string, unknown>>): number {
    let length = 0;
    for (const value of Object.values(args)) {
      if (typeof value === 'string') length += value.length;
      else if (typeof value === 'object' && value !== null) length += this.#textLength(value);
    }
    return length;
  }

  #textLength(value: object): number {
    this.of(value);
    return this.#lengths.get(value) ?? 0;
  }

  /** The name of a field's arguments together. */
  ofArguments(args: Readonly<Record<string, unknown>>): string {
    return Object.entries(args)
      .map(([name, value]) => `${name}:${this.of(value)}`)
      .join(',');
  }

  #shorten(text: string): string {
    if (text.length <= MAX_LENGTH) return text;
    const known = this.#ofText.get(text);
    if (known !== undefined) return known;
    const name = `#${this.#ofText.size}`;
    this.#ofText.set(text, name);
    return name;
  }
}
