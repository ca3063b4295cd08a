import { rowOf, Unchangeable, type Row } from '../lazy-json/row.ts';
import type { ObjectReader } from './containers.ts';
import { Misfit, original, type ErrorOf } from './misfit.ts';
import type { Place } from './place.ts';

const nothing = {};

/**
 * A lazy row as its contract declares it: a property is parsed and decoded when it is first read.
 * @param row an object of `lazyRow`; any other value is read at once
 */
export function decodedRow(
  row: unknown,
  reader: ObjectReader,
  place: Place,
  errorOf: ErrorOf,
): unknown {
  const handler = rowOf(row);
  if (handler) return new Proxy(nothing, new DecodedRow(row, handler, reader, place, errorOf));
  if (reader.fits(row)) return row;
  const read = reader.read(row, place, errorOf);
  return read instanceof Misfit ? reader.standIn(read, errorOf) : read;
}

class DecodedRow extends Unchangeable {
  readonly #raw: unknown;
  readonly #row: Row;
  readonly #reader: ObjectReader;
  readonly #place: Place;
  readonly #errorOf: ErrorOf;
  #values: Map<string | symbol, unknown> | undefined;

  constructor(raw: unknown, row: Row, reader: ObjectReader, place: Place, errorOf: ErrorOf) {
    super();
    this.#raw = raw;
    this.#row = row;
    this.#reader = reader;
    this.#place = place;
    this.#errorOf = errorOf;
  }

  get(target: object, name: string | symbol): unknown {
    if (this.#isDeclared(name)) {
      const value = this.#value(name);
      if (value instanceof Misfit) throw this.#errorOf(value);
      return value;
    }
    if (name === original) return this.#raw;
    return this.#row.get(target, name);
  }

  has(target: object, name: string | symbol): boolean {
    return this.#isDeclared(name) || name === original || this.#row.has(target, name);
  }

  ownKeys(): ArrayLike<string> {
    return this.#row.ownKeys();
  }

  getOwnPropertyDescriptor(_target: object, name: string | symbol): PropertyDescriptor | undefined {
    if (this.#row.placeOf(name) === undefined) return undefined;
    const value = this.#value(name);
    // Copies leave out what cannot be read.
    const enumerable = !(value instanceof Misfit);
    return { value: enumerable ? value : undefined, enumerable, configurable: true };
  }

  /** True for a property that the row has, or that it should have. */
  #isDeclared(name: string | symbol): boolean {
    return (
      this.#row.placeOf(name) !== undefined ||
      (typeof name === 'string' && (this.#reader.properties.get(name)?.required ?? false))
    );
  }

  #value(name: string | symbol): unknown {
    // Memoized, since a nested value must be the same object on every read.
    this.#values ??= new Map();
    let value = this.#values.get(name);
    if (value === undefined) {
      value = this.#read(name);
      this.#values.set(name, value);
    }
    return value;
  }

  #read(name: string | symbol): unknown {
    const at = this.#row.placeOf(name);
    const value = at === undefined ? undefined : this.#row.value(at);
    const property = typeof name === 'string' ? this.#reader.properties.get(name) : undefined;
    return property
      ? this.#reader.readProperty(property, value, this.#place, this.#errorOf)
      : value;
  }
}
