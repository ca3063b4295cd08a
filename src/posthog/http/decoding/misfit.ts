import type { Place } from './place.ts';

/** A value of PostHog's that is not of its declared kind and cannot be converted to it. */
export class Misfit {
  readonly place: Place;
  /** The kind that is declared, to follow "not": `a number`. */
  readonly wanted: string;
  readonly value: unknown;

  constructor(place: Place, wanted: string, value: unknown) {
    this.place = place;
    this.wanted = wanted;
    this.value = value;
  }

  /** What is there instead, to follow "is". No values of the answer: they may be personal. */
  get found(): string {
    const { value } = this;
    if (value === undefined) return 'missing';
    if (value === null) return 'null';
    if (Array.isArray(value)) return 'a list';
    if (typeof value === 'object') return 'an object';
    if (typeof value === 'string') return value === '' ? 'an empty text' : 'a text';
    return typeof value === 'boolean' ? String(value) : 'a number';
  }
}

/** Makes the error of a misfit when it is read; it also logs it. */
export type ErrorOf = (misfit: Misfit) => Error;

/**
 * Property of a value that was changed while decoding, and of a lazy row's decoded view: what PostHog sent. No JSON has
 * it, and copies leave it out. A WeakMap would keep every answer until the next full collection: V8's young
 * collections treat the values of an old one as alive.
 */
export const original: unique symbol = Symbol('the value as PostHog sent it');

/** Records what PostHog sent in the place of a value that was changed while decoding. */
export function noteOriginal(decoded: object, raw: unknown): void {
  Object.defineProperty(decoded, original, { value: raw, configurable: true });
}

/**
 * What PostHog sent where this value is used: the value itself, unless a part of it did not fit the
 * contract and was changed while decoding.
 */
export function originalOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return original in value ? value[original] : value;
}

/** True for a value that was changed while decoding: reading its properties may throw. */
export const isChanged = (value: object): boolean => Object.hasOwn(value, original);

/**
 * Gives an object a property that fails when it is read. It is not enumerable, so that copies of the
 * object and JSON leave it out.
 */
export function defineFailing(target: object, name: string, misfit: Misfit, errorOf: ErrorOf) {
  let error: Error | undefined;
  Object.defineProperty(target, name, {
    configurable: true,
    enumerable: false,
    get() {
      throw (error ??= errorOf(misfit));
    },
  });
}
