import { ROOT } from './path-aliases.ts';
import { productName } from '../version.ts';
import { JAVASCRIPT, viewerFile, viewerFileTypes } from './viewer-files.ts';

export const DOCUMENT_PATH = `${ROOT}/openapi.json`;

/** A file of the page that displays the OpenAPI document. */
export interface Asset {
  readonly type: string;
  readonly bytes: string | Buffer;
}

const FOLDER = `${ROOT}/viewer`;

// Everything is loaded from this server; by default Swagger UI would also call an external validator. The address of the
// document is that of this script's neighbour, so that it stays below the path prefix of a proxy.
const start = `const { src } = document.currentScript;
// By default the filter box compares with tags only.
const matches = (phrase) => (operation) =>
  ['path', 'method'].some((name) => operation.get(name).toLowerCase().includes(phrase)) ||
  ['operationId', 'summary', 'description'].some((name) =>
    (operation.getIn(['operation', name]) ?? '').toLowerCase().includes(phrase));
const opsFilter = (tags, phrase) =>
  tags
    .map((tag, name) =>
      name.includes(phrase.toLowerCase())
        ? tag
        : tag.update('operations', (all) => all.filter(matches(phrase.toLowerCase()))))
    .filter((tag) => tag.get('operations').size > 0);
window.ui = SwaggerUIBundle({
  url: new URL('../openapi.json', src).href,
  dom_id: '#viewer',
  deepLinking: true,
  docExpansion: 'list',
  filter: true,
  tryItOutEnabled: true,
  persistAuthorization: false,
  validatorUrl: null,
  plugins: [{ fn: { opsFilter } }],
});
`;

/** @param folder the relative address of the page's files, which depends on whether the page's own ends in a slash */
const page = (folder: string) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${productName}: REST API</title>
    <link rel="icon" type="image/png" href="${folder}/favicon-32x32.png" />
    <link rel="stylesheet" href="${folder}/swagger-ui.css" />
  </head>
  <body>
    <div id="viewer"></div>
    <script src="${folder}/swagger-ui-bundle.js"></script>
    <script src="${folder}/start.js"></script>
  </body>
</html>
`;

const HTML = 'text/html; charset=utf-8';

/** The page at each of its addresses. */
const pages: Readonly<Record<string, Asset>> = {
  [ROOT]: { type: HTML, bytes: page(FOLDER.slice(1)) },
  [`${ROOT}/`]: { type: HTML, bytes: page('viewer') },
};

/** Paths of the page, its files and the document, which describe the API and contain no data. */
export const descriptionPaths: readonly string[] = [
  ROOT,
  `${ROOT}/`,
  DOCUMENT_PATH,
  ...['start.js', ...Object.keys(viewerFileTypes)].map((name) => `${FOLDER}/${name}`),
];

/** Files that were asked for, by name. */
const loaded = new Map<string, Asset>();

/** The page or one of its files; undefined for any other path. */
export async function viewerAsset(path: string): Promise<Asset | undefined> {
  if (Object.hasOwn(pages, path)) return pages[path];
  if (!path.startsWith(`${FOLDER}/`)) return undefined;
  const name = path.slice(FOLDER.length + 1);
  if (name === 'start.js') return { type: JAVASCRIPT, bytes: start };
  const type = Object.hasOwn(viewerFileTypes, name) ? viewerFileTypes[name] : undefined;
  if (type === undefined) return undefined;
  // Imported on first use: it is slow to load, and few processes need it.
  const { readFile } = await import('node:fs/promises');
  const asset = loaded.get(name) ?? { type, bytes: await readFile(viewerFile(name)) };
  // The same bytes each time, so that they are compressed only once.
  loaded.set(name, asset);
  return asset;
}
