import { MalformedError } from '../../posthog/errors/errors.ts';
import { inputError } from './input-error.ts';

/** Characters; longer text cannot be an id of this graph and is not decoded. */
const MAX_ID = 2_000;

/**
 * Encodes the opaque `id` of an object: base64url of `Type:project:key`. An object's id never
 * changes.
 */
export function encodeGlobalId(typename: string, id: string | number | bigint): string {
  return Buffer.from(`${typename}:${id}`).toString('base64url');
}

/**
 * Decodes an `id` into its type and local key.
 * @throws GraphQLError with code INVALID_ID when the text was not made by {@link encodeGlobalId}.
 */
export function decodeGlobalId(globalId: string): { typename: string; id: string } {
  const text = globalId.length > MAX_ID ? '' : Buffer.from(globalId, 'base64url').toString();
  const colon = text.indexOf(':');
  if (colon < 1 || colon === text.length - 1 || !/^[A-Za-z]+$/.test(text.slice(0, colon))) {
    throw notAnId(globalId);
  }
  return { typename: text.slice(0, colon), id: text.slice(colon + 1) };
}

/** The error of a text that is no `id` of any object of this graph. */
export const notAnId = (globalId: string) =>
  inputError(`"${globalId.slice(0, 80)}" is not an ID of this API.`, 'id', 'INVALID_ID');

/** A PostHog object: its project and PostHog's own number. */
export interface PostHogKey {
  readonly projectId: string;
  readonly posthogId: number;
}

/**
 * The local part of the global id of a numbered PostHog object: `project:number`.
 * @throws MalformedError for an invalid number. It must be PostHog's, since callers' ids are read
 * by {@link readKey}
 */
export function localId(key: PostHogKey): string {
  if (!Number.isSafeInteger(key.posthogId)) {
    throw new MalformedError({
      operation: undefined,
      message: 'PostHog returned an object whose ID is not a whole number.',
    });
  }
  return `${key.projectId}:${key.posthogId}`;
}

/**
 * Global ids of objects of one type by PostHog's numbers. An error that stands for a number that cannot be read stays
 * in its place.
 */
export const globalIdsOf = (
  typename: string,
  projectId: string,
  numbers: readonly number[],
): string[] =>
  numbers.map((posthogId: unknown) =>
    posthogId instanceof Error
      ? (posthogId as unknown as string)
      : encodeGlobalId(typename, localId({ projectId, posthogId: posthogId as number })),
  );

const MAX_POSTHOG_ID = 2_147_483_647;

/**
 * Parses the local part of a numbered object's global id; null when it has another form. Numbers
 * with leading zeros are invalid, so that an object has exactly one id.
 */
export function parseLocalId(id: string): PostHogKey | null {
  const match = /^(@current|0|[1-9]\d{0,9}):(0|[1-9]\d{0,9})$/.exec(id);
  if (!match) return null;
  const posthogId = Number(match[2]);
  return posthogId <= MAX_POSTHOG_ID ? { projectId: match[1]!, posthogId } : null;
}

/**
 * Reads an argument that accepts either the global id or PostHog's number.
 * @param typename the type the id must belong to
 * @param projectId the project a bare number is looked up in
 * @param path the argument's path, for the error
 * @throws GraphQLError with code INVALID_ID for anything else, including an id of another type.
 */
export function readKey(
  typename: string,
  value: string,
  projectId: string,
  path = 'id',
): PostHogKey {
  if (/^\d{1,10}$/.test(value)) {
    const posthogId = Number(value);
    if (posthogId >= 1 && posthogId <= MAX_POSTHOG_ID) return { projectId, posthogId };
  } else {
    const decoded = decodeGlobalId(value);
    if (decoded.typename !== typename) {
      throw inputError(
        `This is an ID of type ${decoded.typename}, not ${typename}.`,
        path,
        'INVALID_ID',
      );
    }
    const key = parseLocalId(decoded.id);
    if (key) return key;
  }
  throw inputError(`"${value.slice(0, 80)}" is not an ID of type ${typename}.`, path, 'INVALID_ID');
}
