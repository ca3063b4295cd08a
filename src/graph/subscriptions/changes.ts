import { isDeepStrictEqual } from 'node:util';

/** One property whose value changed. */
export interface Change {
  /** Dotted path, under the names of this API. */
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** The properties in which two flat records differ, in the order of the second. */
export function changesBetween(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Change[] {
  const fields = new Set([...Object.keys(after), ...Object.keys(before)]);
  return Array.from(fields)
    .filter((field) => !isDeepStrictEqual(before[field] ?? null, after[field] ?? null))
    .map((field) => ({
      field,
      before: before[field] ?? null,
      after: after[field] ?? null,
    }));
}
