import type { Import } from './imports.ts';

/**
 * Which room of src may import from which. A room is a folder of src, or a file beside them; a
 * file such as `server.ts` is in the room of the folder it fronts.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  arrival: [],
  config: [],
  'package-file': [],
  posthog: ['package-file'],
  sandbox: [],
  graph: ['arrival', 'package-file', 'posthog'],
  log: ['config', 'posthog'],
  rest: ['arrival', 'package-file', 'posthog', 'version'],
  mcp: ['arrival', 'package-file', 'posthog', 'graph', 'version'],
  contracts: ['config', 'posthog', 'graph', 'rest', 'mcp'],
  server: ['arrival', 'config', 'posthog', 'graph', 'rest', 'mcp'],
  clients: [],
  version: ['package-file'],
  terminal: ['config'],
  commands: [
    'config',
    'contracts',
    'graph',
    'log',
    'mcp',
    'package-file',
    'posthog',
    'rest',
    'sandbox',
    'server',
    'terminal',
    'version',
  ],
  cli: ['commands', 'config', 'server', 'terminal', 'version'],
  'process-errors': [],
  main: ['process'],
  process: ['cli', 'log', 'process-errors'],
};

/** The sandbox shares PostHog's wire types with the client it is there to test, and no line of code. */
const WIRE_TYPES = 'posthog/api/types.generated.ts';
/** Which pages and host names may reach an HTTP server: the sandbox is one too, and none of this knows PostHog. */
const HTTP_GUARD = 'http/origin.ts';

const roomOf = (path: string) => path.split('/')[0]?.replace(/\.ts$/, '') ?? '';

/** Why an import runs the wrong way between the rooms; undefined when it does not. */
function betweenRooms({ from, to, typeOnly }: Import): string | undefined {
  const [room, target] = [roomOf(from), roomOf(to)];
  if (room === target) return undefined;
  if (room === 'sandbox' && to === WIRE_TYPES && typeOnly) return undefined;
  if (room === 'sandbox' && to === HTTP_GUARD) return undefined;
  const rooms = allowed[room];
  if (rooms === undefined) return `${room} is a room without a row in the table`;
  return rooms.includes(target) ? undefined : `${room} may not import ${target}`;
}

const SCHEMA = 'graph/schema.ts';
/** Beside the concepts: files every concept may use, so they may know none. These two put them together. */
const ASSEMBLY = new Set([SCHEMA, 'graph/server.ts']);
/** What another concept's shape may stand on: what names it, what loads it. */
const FOUNDATION = /^(ref|loader|node|whole|look-ahead)\.ts$/;

/** The folder of a concept; undefined for what is under all of them: files beside the folders, the reading of documents, and the planning. */
const conceptOf = (path: string) => /^graph\/(?!document\/|upstream\/)([^/]+)\//.exec(path)?.[1];
const fileOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** Why an import runs the wrong way inside graph/. `definers`: the files that define fields. */
function insideGraph(one: Import, definers: ReadonlySet<string>): string | undefined {
  const { from, to, typeOnly } = one;
  if (!from.startsWith('graph/') || !to.startsWith('graph/')) return undefined;
  if (from !== SCHEMA && definers.has(to)) return 'only schema.ts imports what defines fields';
  const [concept, target] = [conceptOf(from), conceptOf(to)];
  if (concept === target || target === undefined) return undefined;
  if (concept === undefined) {
    return ASSEMBLY.has(from) || typeOnly ? undefined : 'a shared file knows no concept';
  }
  if (fileOf(to) === 'inputs.ts') return 'inputs belong to their own concept';
  if (fileOf(from) === 'ref.ts' && !FOUNDATION.test(fileOf(to)) && !typeOnly) {
    return 'a shape stands on shapes and loaders only';
  }
  return undefined;
}

/** Every import that runs the wrong way, as `from → to: why`, and every cycle. */
export function violations(imports: readonly Import[]): string[] {
  const collected = imports.filter(
    ({ from, to }) => from === SCHEMA && conceptOf(to) !== undefined,
  );
  const definers = new Set(collected.map(({ to }) => to));
  const wrong = imports.flatMap((one) => {
    const why = betweenRooms(one) ?? insideGraph(one, definers);
    return why === undefined ? [] : [`${one.from} → ${one.to}: ${why}`];
  });
  return [...wrong, ...cycles(imports)];
}

/** Files that need each other before either can run, each ring once. */
function cycles(imports: readonly Import[]): string[] {
  const next = Map.groupBy(
    imports.filter(({ typeOnly }) => !typeOnly),
    ({ from }) => from,
  );
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, trail: readonly string[]): void => {
    const at = trail.indexOf(file);
    if (at >= 0) found.push(`cycle: ${[...trail.slice(at), file].join(' → ')}`);
    if (at >= 0 || done.has(file)) return;
    for (const { to } of next.get(file) ?? []) visit(to, [...trail, file]);
    done.add(file);
  };
  for (const file of next.keys()) visit(file, []);
  return found;
}
