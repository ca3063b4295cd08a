import { BEGIN } from './apis.ts';
import type { Row } from './row.ts';
import { WHOLE } from './selection.ts';

const isMoment = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value);

/** REST has links to other pages, and MCP the arguments that lead there. */
const LINKS = new Set(['next', 'previous']);

/**
 * Makes an answer comparable with another API's: links become the arguments of the page, and values that the
 * call itself set are replaced. A named timestamp from before the call is preserved.
 */
export function comparable(answer: unknown, row: Pick<Row, 'setByCall' | 'derived'>): unknown {
  if (Array.isArray(answer)) return answer.map((item) => comparable(item, row));
  if (!isObject(answer)) return answer;
  return Object.fromEntries(
    Object.entries(answer).flatMap(([name, value]): [string, unknown][] => {
      if (LINKS.has(name) && 'results' in answer) return argumentOf(name, value);
      const isOwn = isOfTheCall(name, value, row);
      return [[name, isOwn ? 'set by the call' : comparable(value, row)]];
    }),
  );
}

/** Nothing where there is no such page. */
function argumentOf(name: string, link: unknown): [string, number][] {
  if (typeof link !== 'string') return [];
  const { searchParams } = new URL(link);
  return searchParams.has('page')
    ? [[`${name}Page`, Number(searchParams.get('page'))]]
    : [[`${name}Offset`, Number(searchParams.get('offset') ?? 0)]];
}

function isOfTheCall(
  name: string,
  value: unknown,
  { setByCall = [], derived = [] }: Pick<Row, 'setByCall' | 'derived'>,
): boolean {
  if (derived.includes(name)) return typeof value === 'string';
  return setByCall.includes(name) && isMoment(value) && Date.parse(value) >= Date.parse(BEGIN);
}

/**
 * Differences between an answer of the graph, under PostHog's names, and PostHog's own answer.
 * @param omitted names that the graph may lack
 */
export function differences(
  graph: unknown,
  wire: unknown,
  omitted: readonly string[],
  path = '',
): string[] {
  if (isSame(graph, wire)) return [];
  if (isObject(graph) && WHOLE in graph) return differences(graph[WHOLE], wire, omitted, path);
  if (Array.isArray(graph) && Array.isArray(wire) && graph.length === wire.length) {
    return graph.flatMap((item, at) => differences(item, wire[at], omitted, `${path}[${at}]`));
  }
  if (isObject(graph) && isObject(wire)) {
    const others = Object.keys(wire).filter((name) => !(name in graph) && !omitted.includes(name));
    return [...Object.keys(graph), ...others].flatMap((name) =>
      differences(graph[name], wire[name], omitted, `${path}.${name}`),
    );
  }
  return [`${path}: the graph says ${JSON.stringify(graph)}, REST ${JSON.stringify(wire)}`];
}

type Object = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Compares values across the graph's representation and PostHog's. */
function isSame(graph: unknown, wire: unknown): boolean {
  // The graph represents missing values and empty strings of a server as null.
  if (graph === null) return wire === null || wire === undefined || wire === '';
  // Lists that must not be null are empty instead.
  if (Array.isArray(graph) && graph.length === 0) {
    return wire == null || (Array.isArray(wire) && wire.length === 0);
  }
  if (graph === wire) return true;
  if (isMoment(graph) && isMoment(wire)) return Date.parse(graph) === Date.parse(wire);
  // Ids are strings in the graph.
  if (typeof graph === 'string' && typeof wire === 'number') return graph === String(wire);
  // Enum values are in capitals in the graph.
  return typeof graph === 'string' && typeof wire === 'string' && graph === wire.toUpperCase();
}
