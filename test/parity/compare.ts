import { BEGIN } from './apis.ts';
import type { Row } from './row.ts';
import { WHOLE } from './selection.ts';

const isMoment = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value);

/** A link to another page has the API's own address; what it asks for is the same. */
const LINKS = new Set(['next', 'previous']);

/**
 * An answer that can be compared with another API's: links without the API's address, and what the
 * call itself made without its value. A named moment from before the call stays as it is.
 */
export function comparable(answer: unknown, row: Pick<Row, 'made' | 'derived'>): unknown {
  if (Array.isArray(answer)) return answer.map((item) => comparable(item, row));
  if (!isObject(answer)) return answer;
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => [
      name,
      isOfTheCall(name, value, row)
        ? 'made by the call'
        : LINKS.has(name) && typeof value === 'string'
          ? new URL(value).search
          : comparable(value, row),
    ]),
  );
}

function isOfTheCall(
  name: string,
  value: unknown,
  { made = [], derived = [] }: Pick<Row, 'made' | 'derived'>,
): boolean {
  if (derived.includes(name)) return typeof value === 'string';
  return made.includes(name) && isMoment(value) && Date.parse(value) >= Date.parse(BEGIN);
}

/**
 * Where an answer of the graph, in PostHog's names, is not what PostHog's own answer says.
 * @param untold names that the graph need not have
 */
export function differences(
  graph: unknown,
  wire: unknown,
  untold: readonly string[],
  path = '',
): string[] {
  if (isSame(graph, wire)) return [];
  if (isObject(graph) && WHOLE in graph) return differences(graph[WHOLE], wire, untold, path);
  if (Array.isArray(graph) && Array.isArray(wire) && graph.length === wire.length) {
    return graph.flatMap((item, at) => differences(item, wire[at], untold, `${path}[${at}]`));
  }
  if (isObject(graph) && isObject(wire)) {
    const others = Object.keys(wire).filter((name) => !(name in graph) && !untold.includes(name));
    return [...Object.keys(graph), ...others].flatMap((name) =>
      differences(graph[name], wire[name], untold, `${path}.${name}`),
    );
  }
  return [`${path}: the graph says ${JSON.stringify(graph)}, REST ${JSON.stringify(wire)}`];
}

type Object = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The graph's spellings of PostHog's values. */
function isSame(graph: unknown, wire: unknown): boolean {
  // What a server does not answer, or answers as an empty text, the graph tells as null.
  if (graph === null) return wire === null || wire === undefined || wire === '';
  // Lists that may not be null are empty.
  if (Array.isArray(graph) && graph.length === 0) {
    return wire == null || (Array.isArray(wire) && wire.length === 0);
  }
  if (graph === wire) return true;
  if (isMoment(graph) && isMoment(wire)) return Date.parse(graph) === Date.parse(wire);
  // Ids are texts.
  if (typeof graph === 'string' && typeof wire === 'number') return graph === String(wire);
  // Enums shout.
  return typeof graph === 'string' && typeof wire === 'string' && graph === wire.toUpperCase();
}
