import type { GraphAnswer, TestGraph } from '../support/graph.ts';
import { differences, isWithin } from './differences.ts';
import type { Path } from './changes.ts';

/** What a document was answered, as far as answers are compared. */
export interface Answered {
  readonly data: unknown;
  readonly errors: NonNullable<GraphAnswer['errors']>;
}

export async function answerTo(graph: TestGraph, document: string): Promise<Answered> {
  const { status, data, errors = [] } = await graph.query(document);
  if (status >= 500) throw new Error(`${status} for ${document}`);
  return { data, errors };
}

const identity = new Set(['id', 'posthogId', 'projectId']);

/** Errors that blame this API, or blame PostHog without saying for what. */
export function bugsIn({ errors }: Answered): string[] {
  return errors
    .filter(({ extensions: { code, path }, message }) => {
      if (code === undefined || code === 'INTERNAL_SERVER_ERROR') return true;
      const isLocated = path !== undefined || message.startsWith('PostHog returned JSON that is');
      return code === 'UPSTREAM_MALFORMED' && !isLocated;
    })
    .map(({ message, path, extensions }) => JSON.stringify({ message, path, extensions }));
}

/**
 * The places that answer otherwise although they do not depend on what was changed.
 * @param depending places that answer otherwise when the changed value is another one of its kind
 * @param isLeaf false for a changed object or list, which takes with it what is read from its inside
 */
export function lostPlaces(
  before: Answered,
  after: Answered,
  depending: readonly Path[],
  isLeaf: boolean,
): Path[] {
  const failed = after.errors.flatMap(({ path }) => (path ? [path] : []));
  const kinds = depending.filter((path) => path.at(-1) === '__typename');
  return differences(before.data, after.data).filter((place) => {
    if (depending.some((one) => isWithin(place, one))) return false;
    if (failed.some((one) => isWithin(place, one))) return false;
    // A row without its number is null.
    if (failed.some((one) => isWithin(one, place) && identity.has(String(one.at(-1)))))
      return false;
    if (kinds.some((one) => isWithin(place, one.slice(0, -1)))) return false;
    // A changed object is shown whole where JSON is.
    if (!isLeaf && place.includes('raw')) return false;
    const isList = Array.isArray(valueOf(before.data, place)) && isOther(place);
    return !((!isLeaf || isList) && depending.some((one) => isWithin(one, place)));
  });
}

/** A list that is computed, and not the rows of a page. */
const isOther = (place: Path) => place.at(-1) !== 'nodes' && place.at(-1) !== 'edges';

const valueOf = (data: unknown, place: Path): unknown =>
  place.reduce<unknown>(
    (at, name) => (typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined),
    data,
  );
