import type { RestCode } from './rest-codes.ts';

/** The error PostHog's framework reports for a field. Its generic code `invalid` appears as `invalid_input`. */
export interface MessageText {
  readonly code: RestCode;
  readonly detail: string;
}

export const REQUIRED: MessageText = { code: 'required', detail: 'This field is required.' };
export const NOT_NULL: MessageText = { code: 'null', detail: 'This field may not be null.' };

const types: Readonly<Record<string, string>> = {
  string: 'Not a valid string.',
  integer: 'A valid integer is required.',
  number: 'A valid number is required.',
  boolean: 'Must be a valid boolean.',
};

export const wrongType = (type: string): MessageText => ({
  code: 'invalid_input',
  detail: types[type] ?? 'Invalid value.',
});

export const INVALID_DATETIME: MessageText = {
  code: 'invalid_input',
  detail:
    'Datetime has wrong format. Use one of these formats instead: YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z].',
};

export const invalidChoiceMessage = (value: unknown): MessageText => ({
  code: 'invalid_choice',
  detail: `"${pythonText(value)}" is not a valid choice.`,
});

export const notAList = (value: unknown): MessageText => ({
  code: 'not_a_list',
  detail: `Expected a list of items but got type "${pythonType(value)}".`,
});

export const notAnObject = (value: unknown): MessageText => ({
  code: 'invalid_input',
  detail: `Invalid data. Expected a dictionary, but got ${pythonType(value)}.`,
});

const bound = (code: RestCode, detail: string): MessageText => ({ code, detail });

/** Messages by the violated schema keyword, given its limit. */
export const bounds: Readonly<Record<string, (limit: number) => MessageText>> = {
  maxLength: (limit) =>
    bound('max_length', `Ensure this field has no more than ${limit} characters.`),
  minimum: (limit) => bound('min_value', `Ensure this value is greater than or equal to ${limit}.`),
  maximum: (limit) => bound('max_value', `Ensure this value is less than or equal to ${limit}.`),
  minItems: (limit) => bound('min_length', `Ensure this field has at least ${limit} elements.`),
  maxItems: (limit) => bound('max_length', `Ensure this field has no more than ${limit} elements.`),
};

/** Python's name for the type of a JSON value, which the framework's messages quote. */
function pythonType(value: unknown): string {
  if (value === null) return 'NoneType';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'object') return 'dict';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  return typeof value === 'boolean' ? 'bool' : 'str';
}

function pythonText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return JSON.stringify(value);
}
