import type { Asset } from '../http/asset.ts';
import { AssetCache } from '../http/asset-cache.ts';
import { etagOf } from '../http/etag.ts';
import { locationOf, pageFiles } from './files.ts';
import { GRAPHIQL_POLICY, renderPage, type PageOptions } from './page.ts';

const FOLDER = '/graphql/graphiql';

/** The paths of the page's files, which contain no data. The page itself is at `/graphql`. */
export const filePaths: readonly string[] = Object.keys(pageFiles).map(
  (name) => `${FOLDER}/${name}`,
);

/** Reads the page and its files, each when it is first asked for. */
export class GraphiqlAssets {
  readonly #options: PageOptions;
  readonly #loaded = new AssetCache();

  constructor(options: PageOptions) {
    this.#options = options;
  }

  /** @param hasSlash whether the page was asked for with a slash at the end of its address */
  page(hasSlash: boolean): Promise<Asset> {
    const folder = hasSlash ? 'graphiql' : 'graphql/graphiql';
    return this.#loaded.get(folder, () => {
      const bytes = Buffer.from(renderPage(folder, this.#options));
      const type = 'text/html; charset=utf-8';
      return Promise.resolve({ type, bytes, etag: etagOf(bytes), policy: GRAPHIQL_POLICY });
    });
  }

  /** The file at one of `filePaths`. */
  file(path: string): Promise<Asset> {
    return this.#loaded.get(path, () => load(path.slice(FOLDER.length + 1)));
  }
}

async function load(name: string): Promise<Asset> {
  const file = pageFiles[name];
  if (!file) throw new Error(`${name} is not a file of GraphiQL's page.`);
  // Imported on first use: it is slow to load, and few processes need it.
  const { readFile } = await import('node:fs/promises');
  const read = await readFile(locationOf(name, file));
  const bytes = file.change?.(read) ?? read;
  return { type: file.type, bytes, etag: etagOf(bytes) };
}
