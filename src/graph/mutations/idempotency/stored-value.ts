import { GraphQLError, type GraphQLErrorExtensions } from 'graphql';
import { isPostHogFailure } from '../../../posthog/errors/errors.ts';
import {
  restoreFailure,
  storeFailure,
  type StoredFailure,
} from '../../../posthog/errors/stored-failure.ts';
import {
  changeOf,
  restoreChange,
  type StoredChange,
} from '../../../posthog/http/decoding/stored-object.ts';
import { wholeOf } from '../../../posthog/http/decoding/misfit.ts';
import { ageOf, restoreAge, type Age } from '../../../posthog/layers/cache/age.ts';
import { UnansweredError } from '../uncertain.ts';

/** Property that marks an object which stands for something that JSON cannot hold. */
const MARK = '$stored';

/** What an object with the mark stands for. */
type Stored =
  | { readonly [MARK]: 'failure'; readonly failure: StoredFailure }
  | { readonly [MARK]: 'unanswered'; readonly failure: StoredFailure; readonly uncertain: boolean }
  | {
      readonly [MARK]: 'error';
      readonly message: string;
      readonly extensions: GraphQLErrorExtensions;
    }
  /** An unexpected error, which is logged where it happened. */
  | { readonly [MARK]: 'bug' }
  /** A value whose age is known. */
  | { readonly [MARK]: 'read'; readonly value: unknown; readonly age: Age }
  | { readonly [MARK]: 'changed'; readonly value: unknown; readonly change: StoredChange }
  /** An object that has a property with the name of the mark itself. */
  | { readonly [MARK]: 'marked'; readonly entries: readonly (readonly [string, unknown])[] };

/**
 * A value that resolvers read, as JSON from which {@link restoreValue} makes one that reads the same: rows of PostHog
 * with what could not be decoded of them, and errors in the place of values. Properties that are undefined are left out.
 * @throws TypeError for anything else that JSON cannot hold, such as a function or a Date
 */
export function storeValue(value: unknown): unknown {
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') {
    throw new TypeError(`A ${typeof value} cannot be stored.`);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Error) return storeError(value);
  const read = wholeOf(value);
  const stored = Array.isArray(read) ? read.map((item) => storeValue(item)) : storeObject(read);
  const change = changeOf(read);
  const whole = change ? { [MARK]: 'changed', value: stored, change } : stored;
  const age = ageOf(value);
  return age ? { [MARK]: 'read', value: whole, age } : whole;
}

function storeObject(value: object): unknown {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError(`An object of ${value.constructor.name} cannot be stored.`);
  }
  const entries = Object.entries(value).flatMap(([name, inner]) =>
    inner === undefined ? [] : [[name, storeValue(inner)] as const],
  );
  return MARK in value ? { [MARK]: 'marked', entries } : Object.fromEntries(entries);
}

function storeError(error: Error): Stored {
  if (isPostHogFailure(error)) return { [MARK]: 'failure', failure: storeFailure(error) };
  if (error instanceof UnansweredError) {
    const { failure, extensions } = error;
    return {
      [MARK]: 'unanswered',
      failure: storeFailure(failure),
      uncertain: extensions['uncertain'] === true,
    };
  }
  if (error instanceof GraphQLError) {
    return { [MARK]: 'error', message: error.message, extensions: error.extensions };
  }
  return { [MARK]: 'bug' };
}

/**
 * The value that {@link storeValue} was given.
 * @param stored parsed JSON; it may become a part of the value
 * @throws TypeError for what another version has stored and this one does not know
 */
export function restoreValue(stored: unknown): unknown {
  if (typeof stored !== 'object' || stored === null) return stored;
  if (Array.isArray(stored)) return stored.map((item) => restoreValue(item));
  if (MARK in stored) return restoreMarked(stored as Stored);
  return restoreEntries(Object.entries(stored));
}

const restoreEntries = (entries: readonly (readonly [string, unknown])[]) =>
  Object.fromEntries(entries.map(([name, inner]) => [name, restoreValue(inner)]));

function restoreMarked(stored: Stored): unknown {
  switch (stored[MARK]) {
    case 'failure':
      return restoreFailure(stored.failure);
    case 'unanswered':
      return new UnansweredError(restoreFailure(stored.failure), stored.uncertain);
    case 'error':
      return new GraphQLError(stored.message, { extensions: stored.extensions });
    case 'bug':
      return new Error('The first attempt with this idempotency key failed unexpectedly.');
    case 'marked':
      return restoreEntries(stored.entries);
    case 'read': {
      const value = restoreValue(stored.value) as object;
      restoreAge(value, stored.age);
      return value;
    }
    case 'changed': {
      const value = restoreValue(stored.value) as object;
      restoreChange(value, stored.change);
      return value;
    }
    default:
      throw new TypeError('Another version has stored this.');
  }
}
