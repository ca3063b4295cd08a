import type { IncomingMessage } from 'node:http';
import type { Asset } from '../http/asset.ts';
import { BuiltFiles, HTML } from '../http/built-files.ts';
import { etagOf } from '../http/etag.ts';
import { PAGE_POLICY } from '../http/page-policy.ts';
import type { PublicUrl } from '../http/public-url.ts';
import { notBuiltPage } from './not-built-page.ts';
import { NOT_FOUND_FILE, readPlaces, siteFolder, type Place } from './places.ts';

/** The files of the documentation site. */
export class DocsSite {
  /** The addresses of the site, by path. */
  readonly places: ReadonlyMap<string, Place>;
  readonly #files: BuiltFiles;

  /**
   * @param publicUrl says under which address a caller reached this server
   * @param folder the folder of the built site
   */
  constructor(publicUrl: PublicUrl, folder: URL = siteFolder) {
    this.#files = new BuiltFiles({ publicUrl, folder, policy: PAGE_POLICY, immutable: 'assets/' });
    this.places = readPlaces(folder);
  }

  /**
   * A file of the site, with addresses that are right for the caller.
   * @throws Error when there is no such file
   */
  file(name: string, request: IncomingMessage): Promise<Asset> {
    return this.#files.file(name, request);
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
