import type { IncomingMessage } from 'node:http';
import { extname } from 'node:path';
import type { Asset } from './asset.ts';
import { AssetCache } from './asset-cache.ts';
import { BASE_PLACEHOLDER } from './base-placeholder.ts';
import { etagOf } from './etag.ts';
import type { PublicUrl } from './public-url.ts';

export const HTML = 'text/html; charset=utf-8';

/** Media types of the files that builds make, by the ends of their names. */
const types: Readonly<Record<string, string>> = {
  '.html': HTML,
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};

const BINARY = /^(?:image|font)\//;

export interface BuiltFilesOptions {
  /** Says under which address a caller reached this server. */
  readonly publicUrl: PublicUrl;
  /** The folder that the build wrote into. */
  readonly folder: URL;
  /** Content security policy of its pages. */
  readonly policy: string;
  /** Subfolder whose file names change with what the files contain, with a slash at its end. */
  readonly immutable: string;
}

/** The files of a built site, each read when it is first asked for, with addresses that are right for the caller. */
export class BuiltFiles {
  readonly #options: BuiltFilesOptions;
  readonly #loaded = new AssetCache();
  /** The path prefix that the loaded files were made for. */
  #prefix = '';

  constructor(options: BuiltFilesOptions) {
    this.#options = options;
  }

  /**
   * @param name the file's path within the folder
   * @throws Error when there is no such file
   */
  file(name: string, request: IncomingMessage): Promise<Asset> {
    const prefix = URL.parse(this.#options.publicUrl(request))?.pathname.replace(/\/$/, '') ?? '';
    // A server is reached under one address. Files for a second one would only take memory.
    if (prefix !== this.#prefix) this.#loaded.clear();
    this.#prefix = prefix;
    return this.#loaded.get(name, () => load(name, prefix, this.#options));
  }
}

/** @param prefix the path under which a proxy serves this server, without a slash at its end; '' for none */
async function load(
  name: string,
  prefix: string,
  { folder, policy, immutable }: BuiltFilesOptions,
): Promise<Asset> {
  // Imported on first use: it is slow to load, and few processes need it.
  const { readFile } = await import('node:fs/promises');
  const read = await readFile(new URL(name, folder));
  const type = types[extname(name)];
  if (type === undefined) throw new Error(`No media type is known for ${name}.`);
  const bytes = BINARY.test(type)
    ? read
    : Buffer.from(read.toString().replaceAll(BASE_PLACEHOLDER, prefix));
  return {
    type,
    bytes,
    etag: etagOf(bytes),
    ...(type === HTML && { policy, isRevalidated: true }),
    isImmutable: name.startsWith(immutable),
  };
}
