import { Misfit, type ErrorOf } from './misfit.ts';
import type { Place } from './place.ts';
import type { Reader } from './reader.ts';

/** Accepts every value: what the contract leaves open, or describes only for documentation. */
export const anything: Reader = {
  nullable: true,
  fits: () => true,
  test: () => 'true',
  read: (value) => value,
  standIn: (misfit) => misfit.value,
};

/**
 * A reader of a kind without parts.
 * @param wanted name of the kind, as in "is not a number"
 * @param convert the converted value, or undefined where there is none
 * @param test the same as `fits`, as an expression
 */
function scalar(
  wanted: string,
  fits: (value: unknown) => boolean,
  convert: (value: unknown) => unknown,
  test?: (variable: string) => string,
): Reader {
  return {
    nullable: false,
    fits,
    test,
    read(value, place) {
      const converted = convert(value);
      return converted === undefined ? new Misfit(place, wanted, value) : converted;
    },
    standIn: errorItself,
  };
}

/** An executor makes an error among the items of a list the error of that item. */
const errorItself = (misfit: Misfit, errorOf: ErrorOf): unknown => errorOf(misfit);

const NUMBER = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;

function numberIn(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !NUMBER.test(value)) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

// JSON has no infinite numbers, but a number beyond their range, such as 1e999, is read as one.
export const number = scalar(
  'a number',
  Number.isFinite,
  (value) => {
    const found = numberIn(value);
    return Number.isFinite(found) ? found : undefined;
  },
  (variable) => `Number.isFinite(${variable})`,
);

export const integer = scalar(
  'a whole number',
  Number.isSafeInteger,
  (value) => {
    const found = numberIn(value);
    return Number.isSafeInteger(found) ? found : undefined;
  },
  (variable) => `Number.isSafeInteger(${variable})`,
);

/** An id or a number of rows. */
export const natural = scalar(
  'a whole number of at least 0',
  isNatural,
  (value) => {
    const found = numberIn(value);
    return isNatural(found) ? found : undefined;
  },
  (variable) => `Number.isSafeInteger(${variable}) && ${variable} >= 0`,
);

function isNatural(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

// A map, since an object would also have the words `constructor` and `__proto__`.
const truths: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

export const boolean = scalar(
  'true or false',
  (value) => typeof value === 'boolean',
  (value) => (typeof value === 'string' ? truths.get(value.trim().toLowerCase()) : undefined),
  (variable) => `typeof ${variable} === 'boolean'`,
);

/** Text, and every enum: a word that is not in the contract stays as it is. */
export const text = scalar(
  'a text',
  (value) => typeof value === 'string',
  (value) => (typeof value === 'number' ? String(value) : undefined),
  (variable) => `typeof ${variable} === 'string'`,
);

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
/** As PostHog writes it, and every text of this form names a time: parsing takes several times as long as this test. */
const USUAL_MOMENT =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

function isMoment(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  return USUAL_MOMENT.test(value) || (MOMENT.test(value) && !Number.isNaN(Date.parse(value)));
}

/** A point in time in ISO 8601, or what else names one without doubt. */
export const moment = scalar('a point in time', isMoment, (value) =>
  typeof value === 'string' && /^\d{4}-/.test(value) && !Number.isNaN(Date.parse(value))
    ? value
    : undefined,
);

/**
 * The same kind with null. What stands for "nothing" in data that was written by hand or by an older
 * server is null as well.
 */
export function nullable(reader: Reader, isNothing: (value: unknown) => boolean): Reader {
  return {
    nullable: true,
    fits: (value) => value === null || reader.fits(value),
    test: orNull(reader.test),
    read: (value: unknown, place: Place, errorOf: ErrorOf) =>
      value === null || isNothing(value) ? null : reader.read(value, place, errorOf),
    standIn: (misfit, errorOf) => reader.standIn(misfit, errorOf),
  };
}

const orNull = (test: Reader['test']): Reader['test'] =>
  test && ((variable) => `${variable} === null || (${test(variable)})`);

/** `false` and the empty text, where they cannot be values. */
export const falseOrEmpty = (value: unknown): boolean => value === false || value === '';
/** `false`, where a text is meant. */
export const isFalse = (value: unknown): boolean => value === false;
