import { packageFile } from '../package-file.ts';

export const JAVASCRIPT = 'text/javascript; charset=utf-8';

/** The files of Swagger UI that are served, with their media types. The build copies them into dist. */
export const viewerFileTypes: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': JAVASCRIPT,
  'favicon-32x32.png': 'image/png',
};

/** The folder in dist that the build copies them to. */
export const VIEWER_FOLDER = 'viewer';

const dist = packageFile('dist/').href;

/** The location of one of these files: in dist when this is the build, otherwise in Swagger UI's package. */
export const viewerFile = (name: string): URL =>
  import.meta.url.startsWith(dist)
    ? new URL(`${VIEWER_FOLDER}/${name}`, dist)
    : new URL(import.meta.resolve(`swagger-ui-dist/${name}`));
