import { isPostHogFailure } from '../../errors/errors.ts';
import { restoreFailure, storeFailure, type StoredFailure } from '../../errors/stored-failure.ts';
import { defineThrowing, isChanged, noteOriginal, originalOf } from './misfit.ts';

/**
 * An object or list of PostHog's that was changed while decoding, as JSON: what PostHog sent, and which properties fail
 * when they are read.
 */
export interface StoredChange {
  /** The value as PostHog sent it. */
  readonly original: unknown;
  /** The error of each property that cannot be read. */
  readonly failing: Readonly<Record<string, StoredFailure>>;
}

/** What JSON leaves out of a decoded value; undefined for a value that fitted the contract and was not changed. */
export function changeOf(value: object): StoredChange | undefined {
  if (!isChanged(value)) return undefined;
  const failing: [string, StoredFailure][] = [];
  for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(value))) {
    if (property.get) failing.push([name, storedErrorOf(value, name)]);
  }
  return { original: originalOf(value), failing: Object.fromEntries(failing) };
}

function storedErrorOf(value: object, name: string): StoredFailure {
  try {
    Reflect.get(value, name);
  } catch (error) {
    if (isPostHogFailure(error)) return storeFailure(error);
    throw error;
  }
  throw new TypeError(`${name} is no property that fails.`);
}

/** Makes a value of JSON the decoded value that {@link changeOf} was asked about. */
export function restoreChange(value: object, { original, failing }: StoredChange): void {
  noteOriginal(value, original);
  for (const [name, stored] of Object.entries(failing))
    defineThrowing(value, name, () => restoreFailure(stored));
}
