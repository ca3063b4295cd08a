import type { ErrorOf, Misfit } from './misfit.ts';
import type { Place } from './place.ts';

/** Reads values of one declared kind. Readers are compiled once and hold no state. */
export interface Reader {
  /** True when null is allowed. */
  readonly nullable: boolean;
  /** True when the value, with all it contains, is of the declared kind. It can be used as it is then. */
  fits(value: unknown): boolean;
  /** The same test as an expression of JavaScript over a variable, for kinds that are short to test. */
  readonly test?: ((variable: string) => string) | undefined;
  /**
   * Converts a value that does not fit. Nothing of the given value is changed: containers on the way to
   * what does not fit are copied.
   */
  read(value: unknown, place: Place, errorOf: ErrorOf): unknown;
  /** What stands for an item of a list that cannot be read, so that the other items stay where they are. */
  standIn(misfit: Misfit, errorOf: ErrorOf): unknown;
}

/** The value itself where it fits, otherwise what it is converted to. */
export function readWith(reader: Reader, value: unknown, place: Place, errorOf: ErrorOf): unknown {
  return reader.fits(value) ? value : reader.read(value, place, errorOf);
}
