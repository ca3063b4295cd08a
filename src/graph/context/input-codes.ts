import type { ErrorCodeEntry } from '../../http/refusal-codes.ts';

/**
 * Codes of what is wrong with the input of a mutation, found before PostHog is asked: PostHog's own
 * codes in capitals where it has one for the same mistake.
 */
export const inputCodes = {
  INVALID_INPUT: {
    meaning: 'A value of the input is wrong.',
    remedy: 'Correct the input fields named. Nothing was sent to PostHog.',
  },
  REQUIRED: { meaning: 'A field is missing.', remedy: 'Send the field named in `path`.' },
  NULL: {
    meaning: 'A field that cannot be cleared is null.',
    remedy: 'Send a value, or leave the field out.',
  },
  BLANK: {
    meaning: 'A text is empty or only spaces.',
    remedy: 'Send a text, or leave the field out.',
  },
  EMPTY: { meaning: 'A list has no entries.', remedy: 'Send at least one entry.' },
  LENGTH: {
    meaning: 'A list has too few or too many entries.',
    remedy: 'Send as many entries as the message says.',
  },
  MIN_LENGTH: {
    meaning: 'A list has too few entries.',
    remedy: 'Send at least as many entries as the message says.',
  },
  MAX_LENGTH: {
    meaning: 'A text or a list is too long.',
    remedy: 'Send at most as many characters or entries as the message says.',
  },
  MIN_VALUE: { meaning: 'A number is too small.', remedy: 'Send the least value or more.' },
  MAX_VALUE: { meaning: 'A number is too large.', remedy: 'Send the greatest value or less.' },
  INVALID_CHOICE: {
    meaning: 'The value is not allowed.',
    remedy: 'Send one of the values the message names.',
  },
  DUPLICATE: {
    meaning: 'Two entries of a list have the same key.',
    remedy: 'Send each key once.',
  },
  SUM_NOT_100: {
    meaning: 'The percentages of the variants do not add up to 100.',
    remedy: 'Change them so that they do.',
  },
  DOES_NOT_EXIST: {
    meaning: 'The input names an object that the project or the experiment does not have.',
    remedy: 'Refer to something that exists: a metric of the experiment, a holdout of the project.',
  },
  AMBIGUOUS: {
    meaning: 'The input matches several objects.',
    remedy: 'Name exactly one, by ID where the input accepts one.',
  },
  IMMUTABLE: {
    meaning:
      'The field cannot be changed any more: it is fixed when the experiment is created, or when it is launched.',
    remedy: 'Leave the field as it is, or create another experiment.',
  },
  INVALID_TYPE: {
    meaning: 'A value of a spec has another type than the field takes, or is missing.',
    remedy: 'Send a value of the type the message names.',
  },
  INVALID_VALUE: {
    meaning: 'A value of a spec is not allowed.',
    remedy: 'Send one of the values the message names.',
  },
  TOO_SMALL: {
    meaning: 'A number, text or list of a spec is too small.',
    remedy: 'Send at least what the message says.',
  },
  TOO_BIG: {
    meaning: 'A number, text or list of a spec is too large.',
    remedy: 'Send at most what the message allows.',
  },
  UNRECOGNIZED_KEYS: {
    meaning: 'A spec has fields that specs do not have.',
    remedy: 'Take out the fields the message names.',
  },
  VERSION_UNSUPPORTED: {
    meaning: 'This PostHog server does not version experiments.',
    remedy: 'Omit `expectedVersion`: this PostHog server does not version experiments.',
  },
  PLAN_CHANGED: {
    meaning: 'The plan that was confirmed is not the one that would be carried out now.',
    remedy: 'Plan again: the spec or the experiment has changed since.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    meaning: 'The idempotency key was used with different input.',
    remedy: 'Use another `idempotencyKey`: this one was sent with different input.',
  },
  TOO_MANY_IDEMPOTENCY_KEYS: {
    meaning: 'The PostHog key has the maximum number of idempotency keys.',
    remedy:
      'Wait: a key may have at most 1,000 idempotency keys from the last ten minutes. Nothing was done.',
  },
} as const satisfies Readonly<Record<string, ErrorCodeEntry>>;

export type InputCode = keyof typeof inputCodes;
