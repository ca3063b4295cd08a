import type { IncomingMessage } from 'node:http';
import type { Asset } from '../http/asset.ts';
import { BuiltFiles, HTML } from '../http/built-files.ts';
import { etagOf } from '../http/etag.ts';
import type { PublicUrl } from '../http/public-url.ts';
import { appFolder, readFileNames } from './files.ts';
import { notBuiltPage } from './not-built-page.ts';

/** Content security policy of the app: its own files, the API on its own origin, and images in its style sheets. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The files of the web app. */
export class WebApp {
  /** Paths of its scripts, styles and fonts. */
  readonly filePaths: readonly string[];
  readonly #files: BuiltFiles;
  readonly #isBuilt: boolean;

  /**
   * @param publicUrl says under which address a caller reached this server
   * @param folder the folder of the built app
   */
  constructor(publicUrl: PublicUrl, folder: URL = appFolder) {
    this.#files = new BuiltFiles({ publicUrl, folder, policy: POLICY, immutable: 'app/' });
    const names = readFileNames(folder);
    this.#isBuilt = names !== undefined;
    this.filePaths = (names ?? [])
      .filter((name) => name.startsWith('app/'))
      .map((name) => `/${name}`);
  }

  /** The page, which is the same for all of its addresses; one that says how to build the app when it is not built. */
  async page(request: IncomingMessage): Promise<Asset> {
    if (this.#isBuilt) return this.#files.file('index.html', request);
    const bytes = Buffer.from(notBuiltPage);
    return { type: HTML, bytes, etag: etagOf(bytes), policy: POLICY };
  }

  /**
   * A script, style sheet or font.
   * @param path one of `filePaths`
   */
  file(path: string, request: IncomingMessage): Promise<Asset> {
    return this.#files.file(path.slice(1), request);
  }
}
