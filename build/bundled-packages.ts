import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const installed = new URL('../node_modules/', import.meta.url);

/**
 * The folders of the packages that a published bundle was made of, read from its source map.
 * @param map the path of the source map
 * @param missing packages that are not installed, whose licence is given by other means
 * @throws when another one is not installed: its licence cannot be published
 */
export function bundledPackages(map: string, missing: readonly string[]): string[] {
  const { sources } = JSON.parse(readFileSync(map, 'utf8')) as { readonly sources: string[] };
  const names = new Set(sources.flatMap((source) => packageName(source) ?? []));
  return [...names].flatMap((name) => {
    const folder = new URL(`${name}/`, installed);
    if (existsSync(folder)) return [fileURLToPath(folder).replace(/\/$/, '')];
    if (missing.includes(name)) return [];
    throw new Error(`${map} has code of ${name}, which is not installed.`);
  });
}

/** A workspace of GraphiQL's repository beside the one that the bundle is of is a package of the same name. */
function packageName(source: string): string | undefined {
  const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source) ?? [];
  if (name !== undefined) return name;
  const [, workspace] = /^\.\.\/\.\.\/([^/]+)/.exec(source) ?? [];
  return workspace?.replace(/^graphiql-/, '@graphiql/');
}
