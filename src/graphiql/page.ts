import { productName } from '../version.ts';
import { defaultTabs } from './tabs.ts';

/** What the page depends on. */
export interface PageOptions {
  /** True where nothing that is tried out can do harm. */
  readonly isSandbox: boolean;
  /** Calls to PostHog that the configuration lets a key make: the full length of the budget's bars. */
  readonly limits: { readonly perMinute: number; readonly perHour: number };
}

/** JSON inside an element: no text in it can end the element. */
const embedded = (value: unknown) => JSON.stringify(value).replaceAll('<', '\\u003c');

/**
 * GraphiQL's page. It has no inline script: what differs by configuration is a block of data.
 * @param folder the relative address of the page's files, which depends on whether the page's own ends in a slash
 */
export function renderPage(folder: string, { isSandbox, limits }: PageOptions): string {
  const options = { tabs: defaultTabs(isSandbox), limits };
  const scripts = ['react.js', 'react-dom.js', 'graphql-sse.js', 'graphiql.js'];
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${productName}: GraphiQL</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="${folder}/graphiql.css" />
    <link rel="stylesheet" href="${folder}/styles.css" />
  </head>
  <body>
    <div id="graphiql">Loading GraphiQL…</div>
    <noscript>GraphiQL needs JavaScript.</noscript>
    <script type="application/json" id="options">${embedded(options)}</script>
${scripts.map((name) => `    <script defer src="${folder}/${name}"></script>`).join('\n')}
    <script type="module" src="${folder}/start.js"></script>
  </body>
</html>
`;
}

/** Content security policy of the page: its own files, styles that its editor sets, and images of its style sheet. */
export const GRAPHIQL_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  'img-src data:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
