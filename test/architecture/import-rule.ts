import { conceptExtras, conceptSurface, levels, packages, wireTypes } from './levels.ts';
import type { Import } from './imports.ts';

/** The first folder of a path, or the file itself without its extension. */
const firstPart = (path: string) => path.split('/')[0]?.replace(/\.ts$/, '') ?? '';

/** Why an import between two packages of src breaks the rule; undefined when it is allowed. */
function betweenPackages({ from, to, typeOnly }: Import): string | undefined {
  const [own, target] = [firstPart(from), firstPart(to)];
  if (own === target) return undefined;
  if (own === 'sandbox' && to === wireTypes && typeOnly) return undefined;
  const allowed = packages[own];
  if (!allowed) return `${own} has no row in the table of packages`;
  if (allowed.includes(target)) return undefined;
  return `${own} may import ${allowed.join(', ') || 'no other package'}, and not ${target}`;
}

/** Why an import between two modules of one package breaks the rule. */
function betweenLevels({ from, to }: Import): string | undefined {
  const name = firstPart(from);
  const own = levels[name];
  if (!own || firstPart(to) !== name) return undefined;
  const inside = (path: string) => firstPart(path.slice(name.length + 1));
  const [module, target] = [inside(from), inside(to)];
  if (module === target) return undefined;
  const levelOf = (one: string) => own.findIndex((level) => level.includes(one));
  for (const one of [module, target]) {
    if (levelOf(one) < 0) return `${name}/${one} is on no level of ${name}`;
  }
  if (levelOf(target) < levelOf(module)) return undefined;
  return levelOf(target) === levelOf(module)
    ? `${name}/${module} and ${name}/${target} are on one level and do not import each other`
    : `${name}/${target} is above ${name}/${module}`;
}

const CONCEPT = /^graph\/concepts\/([^/]+)\/(.+)\.ts$/;

/** Why one concept's import of another breaks the rule. */
function betweenConcepts({ from, to }: Import): string | undefined {
  const [, concept] = CONCEPT.exec(from) ?? [];
  const [, target, file] = CONCEPT.exec(to) ?? [];
  if (concept === undefined || target === undefined || file === undefined) return undefined;
  if (concept === target) return undefined;
  const name = file.slice(file.lastIndexOf('/') + 1);
  const extras = conceptExtras[target] ?? [];
  if (conceptSurface.includes(name) || extras.includes(file)) return undefined;
  const offered = [...conceptSurface, ...extras].join(', ');
  return `other concepts may import ${offered} of ${target}, and not ${file}`;
}

/**
 * Why an import of an index breaks the rule: an index only loads the files of a concept, for
 * schema.ts.
 */
function ofIndex({ from, to }: Import): string | undefined {
  if (!/^graph\/concepts\/.*\bindex\.ts$/.test(to) || from === 'graph/schema.ts') return undefined;
  // A concept with several parts loads their indexes.
  if (from.endsWith('/index.ts') && to.startsWith(from.slice(0, -'index.ts'.length)))
    return undefined;
  return 'only schema.ts imports the index of a concept';
}

/**
 * Why an import by schema.ts breaks the rule: the definitions of a concept are loaded by its index.
 */
function bySchema({ from, to }: Import): string | undefined {
  if (from !== 'graph/schema.ts' || !to.startsWith('graph/concepts/')) return undefined;
  return to.endsWith('/index.ts') ? undefined : 'schema.ts imports concepts by their index.ts';
}

const rules = [betweenPackages, betweenLevels, ofIndex, bySchema, betweenConcepts];

/** Every import that breaks a rule, as `from → to: which rule`, and every circle of files. */
export function violations(imports: readonly Import[]): string[] {
  const wrong = imports.flatMap((one) => {
    const why = rules.map((rule) => rule(one)).find((answer) => answer !== undefined);
    return why === undefined ? [] : [`${one.from} → ${one.to}: ${why}`];
  });
  return [...wrong, ...circles(imports)];
}

/** Files that import each other in a circle, type imports counted; each circle once. */
function circles(imports: readonly Import[]): string[] {
  const next = Map.groupBy(imports, ({ from }) => from);
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, trail: readonly string[]): void => {
    const at = trail.indexOf(file);
    if (at >= 0)
      found.push(`${[...trail.slice(at), file].join(' → ')}: files import each other in a circle`);
    if (at >= 0 || done.has(file)) return;
    for (const { to } of next.get(file) ?? []) visit(to, [...trail, file]);
    done.add(file);
  };
  for (const file of next.keys()) visit(file, []);
  return found;
}
