import type { Layout } from './layout.ts';
import { BACKSLASH, QUOTE } from './scan.ts';

/** The bytes of an answer, and the positions of its rows' values in them. */
export interface Source {
  /** {@link Row.note} of its rows. */
  note?: unknown;
  readonly bytes: Buffer;
  /** Start and end of each row, followed by those of each of its values, row by row. */
  readonly spans: readonly number[];
  /** Creates the error thrown when a value is not valid JSON. */
  readonly malformed: () => Error;
}

declare const lazy: unique symbol;

/** A row that decodes a property when it is first read. It cannot be changed; the brand tells it from plain objects. */
export interface LazyRow {
  readonly [lazy]: true;
  readonly [name: string]: unknown;
}

const nothing = {};
const itself: unique symbol = Symbol('the row behind its proxy');

/** The row behind an object of {@link lazyRow}; undefined for any other value. */
export function rowOf(value: unknown): Row | undefined {
  return typeof value === 'object' && value !== null && itself in value
    ? (value as unknown as { [itself]: Row })[itself]
    : undefined;
}

/**
 * A row of an answer. It behaves like any other object, except that it cannot be changed.
 * @param first index of its own start in the source's spans
 */
export function lazyRow(source: Source, layout: Layout, first: number): LazyRow {
  return new Proxy(nothing, new Row(source, layout, first)) as LazyRow;
}

/** The traps of an object that cannot be changed. */
export class Unchangeable implements ProxyHandler<object> {
  set(): boolean {
    return false;
  }

  defineProperty(): boolean {
    return false;
  }

  deleteProperty(): boolean {
    return false;
  }
}

/** The properties of a row, each decoded when it is first read. */
export class Row extends Unchangeable {
  readonly #source: Source;
  readonly #layout: Layout;
  readonly #first: number;
  #decoded: unknown[] | undefined;

  constructor(source: Source, layout: Layout, first: number) {
    super();
    this.#source = source;
    this.#layout = layout;
    this.#first = first;
  }

  /** What is known of all rows of the page together, such as when they were read: one value for hundreds of rows. */
  get note(): unknown {
    return this.#source.note;
  }

  set note(note: unknown) {
    this.#source.note = note;
  }

  get(target: object, name: string | symbol): unknown {
    const place = this.#layout.placeOf(name);
    if (place !== undefined) return this.value(place);
    if (name === itself) return this;
    // For serialization the whole row is decoded at once, in half the time of decoding property by property.
    return name === 'toJSON' ? () => this.#decode(this.#first) : Reflect.get(target, name);
  }

  has(target: object, name: string | symbol): boolean {
    return this.#layout.placeOf(name) !== undefined || name === itself || Reflect.has(target, name);
  }

  ownKeys(): ArrayLike<string> {
    return this.#layout.distinctNames;
  }

  getOwnPropertyDescriptor(_target: object, name: string | symbol): PropertyDescriptor | undefined {
    const place = this.#layout.placeOf(name);
    return place === undefined
      ? undefined
      : { value: this.value(place), enumerable: true, configurable: true, writable: false };
  }

  /** Index of a property's value; undefined for a property the row does not have. */
  placeOf(name: string | symbol): number | undefined {
    return this.#layout.placeOf(name);
  }

  /**
   * The value at an index of {@link placeOf}.
   * @throws the error of a value that is not valid JSON
   */
  value(place: number): unknown {
    // Memoized, since a nested value must be the same object on every read.
    this.#decoded ??= [];
    return (this.#decoded[place] ??= this.#decode(this.#first + 2 + 2 * place));
  }

  #decode(span: number): unknown {
    const { bytes, spans, malformed } = this.#source;
    try {
      return decoded(bytes, spans[span]!, spans[span + 1]!);
    } catch {
      throw malformed();
    }
  }
}

function decoded(bytes: Buffer, from: number, to: number): unknown {
  return bytes[from] === QUOTE && !hasEscapes(bytes, from, to)
    ? bytes.toString('utf8', from + 1, to - 1)
    : JSON.parse(bytes.toString('utf8', from, to));
}

function hasEscapes(bytes: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (bytes[at] === BACKSLASH) return true;
  return false;
}
