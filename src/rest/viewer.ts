import { ROOT } from './path-aliases.ts';
import { JAVASCRIPT, viewerFile, viewerFileTypes } from './viewer-files.ts';

export const DOCUMENT_PATH = `${ROOT}/openapi.json`;

/** A file of the page that displays the OpenAPI document. */
export interface Asset {
  readonly type: string;
  readonly bytes: string | Buffer;
}

const FOLDER = `${ROOT}/viewer`;

// Everything is loaded from this server; by default Swagger UI would also call an external validator.
const start = `window.ui = SwaggerUIBundle({
  url: ${JSON.stringify(DOCUMENT_PATH)},
  dom_id: '#viewer',
  deepLinking: true,
  docExpansion: 'list',
  persistAuthorization: false,
  validatorUrl: null,
});
`;

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>REST API</title>
    <link rel="icon" type="image/png" href="${FOLDER}/favicon-32x32.png" />
    <link rel="stylesheet" href="${FOLDER}/swagger-ui.css" />
  </head>
  <body>
    <div id="viewer"></div>
    <script src="${FOLDER}/swagger-ui-bundle.js"></script>
    <script src="${FOLDER}/start.js"></script>
  </body>
</html>
`;

/** Content security policy of the page: its own files, inline styles, and data: images of the style sheet. */
export const VIEWER_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Paths of the page, its files and the document, which describe the API and contain no data. */
export const descriptionPaths: readonly string[] = [
  ROOT,
  `${ROOT}/`,
  DOCUMENT_PATH,
  ...['start.js', ...Object.keys(viewerFileTypes)].map((name) => `${FOLDER}/${name}`),
];

/** The page or one of its files; undefined for any other path. */
export async function viewerAsset(path: string): Promise<Asset | undefined> {
  if (path === ROOT || path === `${ROOT}/`)
    return { type: 'text/html; charset=utf-8', bytes: page };
  if (!path.startsWith(`${FOLDER}/`)) return undefined;
  const name = path.slice(FOLDER.length + 1);
  if (name === 'start.js') return { type: JAVASCRIPT, bytes: start };
  const type = Object.hasOwn(viewerFileTypes, name) ? viewerFileTypes[name] : undefined;
  if (type === undefined) return undefined;
  // Imported on first use: it is slow to load, and few processes need it.
  const { readFile } = await import('node:fs/promises');
  return { type, bytes: await readFile(viewerFile(name)) };
}
