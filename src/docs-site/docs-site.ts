import type { IncomingMessage } from 'node:http';
import { extname } from 'node:path';
import { etagOf } from '../http/etag.ts';
import type { Asset } from '../http/asset.ts';
import { AssetCache } from '../http/asset-cache.ts';
import { PAGE_POLICY } from '../http/page-policy.ts';
import type { PublicUrl } from '../http/public-url.ts';
import { BASE_PLACEHOLDER } from './base.ts';
import { notBuiltPage } from './not-built-page.ts';
import { NOT_FOUND_FILE, readPlaces, siteFolder, type Place } from './places.ts';

const HTML = 'text/html; charset=utf-8';

/** Media types of the site's files, by the ends of their names. */
const types: Readonly<Record<string, string>> = {
  '.html': HTML,
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};

/** The files of the documentation site, each read when it is first asked for. */
export class DocsSite {
  /** The addresses of the site, by path. */
  readonly places: ReadonlyMap<string, Place>;
  readonly #publicUrl: PublicUrl;
  readonly #folder: URL;
  readonly #loaded = new AssetCache();
  /** The path prefix that these files were made for. */
  #prefix = '';

  /**
   * @param publicUrl tells the address under which a caller reached this server
   * @param folder the folder of the built site
   */
  constructor(publicUrl: PublicUrl, folder: URL = siteFolder) {
    this.#publicUrl = publicUrl;
    this.#folder = folder;
    this.places = readPlaces(folder);
  }

  /**
   * A file of the site, with addresses that are right for the caller.
   * @throws Error when there is no such file
   */
  file(name: string, request: IncomingMessage): Promise<Asset> {
    const prefix = URL.parse(this.#publicUrl(request))?.pathname.replace(/\/$/, '') ?? '';
    // A server is reached under one address. Files for a second one would only take memory.
    if (prefix !== this.#prefix) this.#loaded.clear();
    this.#prefix = prefix;
    return this.#loaded.get(name, () => load(name, prefix, this.#folder));
  }

  /** The page for addresses that do not exist; undefined when the site is not built. */
  async notFound(request: IncomingMessage): Promise<Asset | undefined> {
    return this.file(NOT_FOUND_FILE, request).catch(() => undefined);
  }

  /** The page that says how to build the site. */
  notBuilt(): Asset {
    const bytes = Buffer.from(notBuiltPage);
    return { type: HTML, bytes, etag: etagOf(bytes), policy: PAGE_POLICY };
  }
}

/** @param prefix the path under which a proxy serves this server, without a slash at its end; '' for none */
async function load(name: string, prefix: string, folder: URL): Promise<Asset> {
  // Imported on first use: it is slow to load, and few processes need it.
  const { readFile } = await import('node:fs/promises');
  const read = await readFile(new URL(name, folder));
  const type = types[extname(name)];
  if (type === undefined) throw new Error(`No media type is known for ${name}.`);
  const bytes = type.startsWith('image/')
    ? read
    : Buffer.from(read.toString().replaceAll(BASE_PLACEHOLDER, prefix));
  return {
    type,
    bytes,
    etag: etagOf(bytes),
    ...(type === HTML && { policy: PAGE_POLICY }),
    // Names in this folder change with what the files contain.
    isImmutable: name.startsWith('assets/'),
  };
}
