import { packageFile } from '../package-file.ts';

/** A file that GraphiQL's page loads. */
export interface PageFile {
  /** Its package and its path there; its path in this package when it is one of our own. */
  readonly source: { readonly package: string; readonly path: string } | { readonly own: string };
  /** Its media type. */
  readonly type: string;
  /** What is changed in it before it is published or served. */
  readonly change?: (content: Buffer) => Buffer;
}

const JAVASCRIPT = 'text/javascript; charset=utf-8';
const CSS = 'text/css; charset=utf-8';

const library = (name: string, path: string, type = JAVASCRIPT): PageFile => ({
  source: { package: name, path },
  type,
});
const own = (name: string, type = JAVASCRIPT): PageFile => ({
  source: { own: `src/graphiql/browser/${name}` },
  type,
});

/**
 * Seven eighths of GraphiQL's style sheet are fonts, with licences of their own. Without them it names those that every
 * system has.
 */
function withoutFonts(css: Buffer): Buffer {
  return Buffer.from(css.toString().replaceAll(/@font-face\s*\{[^}]*\}/g, ''));
}

/**
 * The files of the page by the names under which they are served. The build copies them into dist. GraphiQL's last
 * release that is one script without workers is used, with the React that it was made for.
 */
export const pageFiles: Readonly<Record<string, PageFile>> = {
  'react.js': library('react', 'umd/react.production.min.js'),
  'react-dom.js': library('react-dom', 'umd/react-dom.production.min.js'),
  'graphql-sse.js': library('graphql-sse', 'umd/graphql-sse.min.js'),
  'graphiql.js': library('graphiql', 'graphiql.min.js'),
  'graphiql.css': { ...library('graphiql', 'graphiql.min.css', CSS), change: withoutFonts },
  'start.js': own('start.js'),
  'fetcher.js': own('fetcher.js'),
  'last-cost.js': own('last-cost.js'),
  'cost-panel.js': own('cost-panel.js'),
  'storage.js': own('storage.js'),
  'styles.css': own('styles.css', CSS),
};

/** The folder in dist that the build copies them to. */
export const PAGE_FOLDER = 'graphiql';

const dist = packageFile('dist/').href;
const packages = packageFile('node_modules/');

/** The location of one of these files as it is installed or written. */
export const sourceOf = ({ source }: PageFile): URL =>
  'own' in source ? packageFile(source.own) : new URL(`${source.package}/${source.path}`, packages);

/** The location that one of these files is read from: dist when this is the build, otherwise its source. */
export const locationOf = (name: string, file: PageFile): URL =>
  import.meta.url.startsWith(dist) ? new URL(`${PAGE_FOLDER}/${name}`, dist) : sourceOf(file);
