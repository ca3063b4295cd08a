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
  /** By the index of the row's property. Memoized, since a nested value must be the same object on every read. */
  #values: unknown[] | undefined;

  constructor(raw: unknown, row: Row, reader: ObjectReader, place: Place, errorOf: ErrorOf) {
    super();
    this.#raw = raw;
    this.#row = row;
    this.#reader = reader;
    this.#place = place;
    this.#errorOf = errorOf;
  }

  get(target: object, name: string | symbol): unknown {
    const place = this.#row.placeOf(name);
    if (place === undefined) {
      if (name === original) return this.#raw;
      return this.#isMissing(name) ? this.#readMissing(name) : this.#row.get(target, name);
    }
    const value = this.#valueAt(place, name);
    if (value instanceof Misfit) throw this.#errorOf(value);
    return value;
  }

  has(target: object, name: string | symbol): boolean {
    return this.#isMissing(name) || name === original || this.#row.has(target, name);
  }

  ownKeys(): ArrayLike<string> {
    return this.#row.ownKeys();
  }

  getOwnPropertyDescriptor(_target: object, name: string | symbol): PropertyDescriptor | undefined {
    const place = this.#row.placeOf(name);
    if (place === undefined) return undefined;
    const value = this.#valueAt(place, name);
    // Copies leave out what cannot be read.
    const enumerable = !(value instanceof Misfit);
    return { value: enumerable ? value : undefined, enumerable, configurable: true };
  }

  #valueAt(place: number, name: string | symbol): unknown {
    this.#values ??= [];
    return (this.#values[place] ??= this.#decoded(name, this.#row.value(place)));
  }

  #decoded(name: string | symbol, value: unknown): unknown {
    const property = typeof name === 'string' ? this.#reader.properties.get(name) : undefined;
    return property
      ? this.#reader.readProperty(property, value, this.#place, this.#errorOf)
      : value;
  }

  /** True for a property that the row should have, and has not. */
  #isMissing(name: string | symbol): name is string {
    return (
      typeof name === 'string' &&
      this.#reader.properties.get(name)?.required === true &&
      this.#row.placeOf(name) === undefined
    );
  }

  /** Null where that is allowed. @throws the error of a property that is left out */
  #readMissing(name: string): unknown {
    const value = this.#decoded(name, undefined);
    if (value instanceof Misfit) throw this.#errorOf(value);
    return value;
  }
}
