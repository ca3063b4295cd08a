import type { JsonObject } from '../model/entities.ts';
import { invalid, invalidChoice, requiredError } from '../model/errors.ts';
import { isObject } from '../model/json.ts';
import { wireTime } from '../model/time.ts';

/** Validates one value like a DRF field. @throws ApiError 400 with `attr` */
export type Field<Value> = (value: unknown, attr: string) => Value;

const TRUE = new Set<unknown>([true, 'true', 'True', 'TRUE', 't', 'y', 'yes', 'on', '1', 1]);
const FALSE = new Set<unknown>([false, 'false', 'False', 'FALSE', 'f', 'n', 'no', 'off', '0', 0]);

const refuseNull = (attr: string): Error => invalid('This field may not be null.', attr, 'null');

/** Accepts null, and validates any other value with `field`. */
export const nullable =
  <Value>(field: Field<Value>): Field<Value | null> =>
  (value, attr) =>
    value === null ? null : field(value, attr);

export const text =
  ({ max, blank = false }: { max?: number; blank?: boolean } = {}): Field<string> =>
  (value, attr) => {
    if (value === null) throw refuseNull(attr);
    if (typeof value !== 'string' && typeof value !== 'number') {
      throw invalid('Not a valid string.', attr);
    }
    const trimmed = String(value).trim();
    if (trimmed === '' && !blank) throw invalid('This field may not be blank.', attr, 'blank');
    if (max !== undefined && trimmed.length > max) {
      throw invalid(`Ensure this field has no more than ${max} characters.`, attr, 'max_length');
    }
    return trimmed;
  };

export const bool: Field<boolean> = (value, attr) => {
  if (value === null) throw refuseNull(attr);
  if (TRUE.has(value)) return true;
  if (FALSE.has(value)) return false;
  throw invalid('Must be a valid boolean.', attr);
};

export const integer: Field<number> = (value, attr) => {
  if (value === null) throw refuseNull(attr);
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || !/^\s*[+-]?\d+(?:\.0*)?\s*$/.test(text)) {
    throw invalid('A valid integer is required.', attr);
  }
  return Number(text);
};

export const choice =
  <const Choice extends string>(...choices: Choice[]): Field<Choice> =>
  (value, attr) => {
    if (value === null) throw refuseNull(attr);
    const chosen = choices.find((known) => known === value);
    if (chosen === undefined) throw invalidChoice(value, attr);
    return chosen;
  };

/** An ISO-8601 date; without an offset it is in UTC, PostHog's configured time zone. */
export const moment: Field<string> = (value, attr) => {
  if (value === null) throw refuseNull(attr);
  const text = typeof value === 'string' ? value.trim() : '';
  const shaped =
    /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)?(Z|[+-]\d\d:?\d\d)?$/i.exec(text);
  const zoned = shaped
    ? `${text.replace(' ', 'T')}${shaped[1] || !text.includes(':') ? '' : 'Z'}`
    : '';
  if (!shaped || Number.isNaN(Date.parse(zoned))) {
    throw invalid(
      'Datetime has wrong format. Use one of these formats instead: YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z].',
      attr,
    );
  }
  return wireTime(zoned);
};

export const listOf =
  <Value>(item: Field<Value>): Field<Value[]> =>
  (value, attr) => {
    if (value === null) throw refuseNull(attr);
    if (!Array.isArray(value)) {
      throw invalid(
        `Expected a list of items but got type "${pythonType(value)}".`,
        attr,
        'not_a_list',
      );
    }
    return value.map((entry: unknown, index) => item(entry, `${attr}__${index}`));
  };

export const objectField: Field<JsonObject> = (value, attr) => {
  if (!isObject(value)) {
    throw invalid(
      `Expected a dictionary of items but got type "${pythonType(value)}".`,
      attr,
      'not_a_dict',
    );
  }
  return value;
};

/** JSON that is stored without validation. */
export const anything: Field<unknown> = (value) => value;

/** Python's name for the type of a JSON value, which error messages quote. */
export function pythonType(value: unknown): string {
  if (value === null) return 'NoneType';
  if (Array.isArray(value)) return 'list';
  switch (typeof value) {
    case 'string':
      return 'str';
    case 'boolean':
      return 'bool';
    case 'number':
      return Number.isInteger(value) ? 'int' : 'float';
    default:
      return 'dict';
  }
}

/** The body as an object: an empty body counts as `{}`. @throws ApiError 400 for a list or a scalar */
export function bodyObject(body: unknown): JsonObject {
  if (body === undefined) return {};
  if (isObject(body)) return body;
  throw invalid(`Invalid data. Expected a dictionary, but got ${pythonType(body)}.`);
}

/** Reads a required field. @throws ApiError 400 `required` */
export function need<Value>(body: JsonObject, attr: string, field: Field<Value>): Value {
  if (body[attr] === undefined) throw requiredError(attr);
  return field(body[attr], attr);
}

/** Reads an optional field. */
export const optional = <Value>(
  body: JsonObject,
  attr: string,
  field: Field<Value>,
): Value | undefined => (body[attr] === undefined ? undefined : field(body[attr], attr));
