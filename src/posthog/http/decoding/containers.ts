import { isJsonObject } from '../../api/json.ts';
import { defineFailing, Misfit, noteOriginal, type ErrorOf } from './misfit.ts';
import type { Place } from './place.ts';
import { fitTestOf, type FitTest, type Property } from './fit-test.ts';
import { type Reader } from './reader.ts';

const isEmptyObject = (value: unknown) => isJsonObject(value) && Object.keys(value).length === 0;

/** True for what an empty list is written as elsewhere: nothing, or an object without properties. */
const isEmpty = (value: unknown) =>
  value === null || value === false || value === '' || isEmptyObject(value);

/** A list whose items are all of one kind. */
export class ListReader implements Reader {
  readonly nullable = false;
  readonly item: Reader;

  constructor(item: Reader) {
    this.item = item;
  }

  fits(value: unknown): boolean {
    if (!Array.isArray(value)) return false;
    // By index: an iterator is not optimized away where this is called for lists of many kinds.
    for (let at = 0; at < value.length; at += 1) if (!this.item.fits(value[at])) return false;
    return true;
  }

  read(value: unknown, place: Place, errorOf: ErrorOf): unknown {
    if (!Array.isArray(value)) return isEmpty(value) ? [] : new Misfit(place, 'a list', value);
    const items = value.map((item: unknown, name) => this.readItem(item, name, place, errorOf));
    noteOriginal(items, value);
    return items;
  }

  readItem(item: unknown, name: number, parent: Place, errorOf: ErrorOf): unknown {
    if (this.item.fits(item)) return item;
    const read = this.item.read(item, { parent, name }, errorOf);
    return read instanceof Misfit ? this.item.standIn(read, errorOf) : read;
  }

  standIn(misfit: Misfit, errorOf: ErrorOf): unknown {
    return errorOf(misfit);
  }
}

/** An object with declared properties, and others of one kind or of any. */
export class ObjectReader implements Reader {
  readonly nullable = false;
  readonly #properties = new Map<string, Property>();
  readonly #others: Reader | undefined;
  #list: readonly Property[] = [];
  #declaredFit: FitTest | undefined;

  /** @param others kind of the properties that are not declared; undefined for any */
  constructor(others: Reader | undefined) {
    this.#others = others;
  }

  /** Adds the properties, which may contain objects of this very kind. */
  declare(properties: readonly Property[]): this {
    this.#list = properties;
    for (const property of properties) this.#properties.set(property.name, property);
    return this;
  }

  get properties(): ReadonlyMap<string, Property> {
    return this.#properties;
  }

  fits(value: unknown): boolean {
    if (!isJsonObject(value)) return false;
    this.#declaredFit ??= fitTestOf(this.#list);
    if (!this.#declaredFit(value)) return false;
    if (this.#others) {
      for (const name in value)
        if (!this.#properties.has(name) && !this.#others.fits(value[name])) return false;
    }
    return true;
  }

  read(value: unknown, place: Place, errorOf: ErrorOf): unknown {
    if (!isJsonObject(value)) return new Misfit(place, 'an object', value);
    const copy: Record<string, unknown> = {};
    for (const name of Object.keys(value)) {
      const property = this.#properties.get(name);
      const inner = property
        ? this.readProperty(property, value[name], place, errorOf)
        : this.#readOther(name, value[name], place, errorOf);
      if (inner instanceof Misfit) defineFailing(copy, name, inner, errorOf);
      else setOwn(copy, name, inner);
    }
    for (const property of this.#list) {
      const { name, required } = property;
      if (!required || value[name] !== undefined) continue;
      const absent = this.readProperty(property, undefined, place, errorOf);
      if (absent instanceof Misfit) defineFailing(copy, name, absent, errorOf);
      else copy[name] = absent;
    }
    noteOriginal(copy, value);
    return copy;
  }

  /** A declared property of an object at `place`; undefined stands for one that is missing. */
  readProperty(
    { name, reader, required }: Property,
    value: unknown,
    parent: Place,
    errorOf: ErrorOf,
  ): unknown {
    if (value === undefined) {
      if (!required) return undefined;
      return reader.nullable ? null : new Misfit({ parent, name }, 'left out', undefined);
    }
    return reader.fits(value) ? value : reader.read(value, { parent, name }, errorOf);
  }

  #readOther(name: string, value: unknown, parent: Place, errorOf: ErrorOf): unknown {
    const others = this.#others;
    if (!others || others.fits(value)) return value;
    const read = others.read(value, { parent, name, isKey: true }, errorOf);
    if (!(read instanceof Misfit)) return read;
    const standIn = others.standIn(read, errorOf);
    return standIn instanceof Error ? read : standIn;
  }

  /** An object that fails with every property that is read of it. */
  standIn(misfit: Misfit, errorOf: ErrorOf): unknown {
    return failingObject(
      this.#list.map(({ name }) => name),
      misfit,
      errorOf,
    );
  }
}

/** An object whose properties of these names all fail when they are read. */
export function failingObject(
  names: Iterable<string>,
  misfit: Misfit,
  errorOf: ErrorOf,
): Readonly<Record<string, unknown>> {
  const object = {};
  for (const name of names) defineFailing(object, name, misfit, errorOf);
  noteOriginal(object, misfit.value);
  return object;
}

/** `__proto__` is a property like any other in JSON. */
function setOwn(target: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== '__proto__') target[name] = value;
  else {
    Object.defineProperty(target, name, {
      value,
      configurable: true,
      enumerable: true,
      writable: true,
    });
  }
}
