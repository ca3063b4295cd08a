import { costPlugin } from './cost-panel.js';
import { createFetcher } from './fetcher.js';
import { noteCost } from './last-cost.js';
import { withoutHeaders } from './storage.js';

/** @import { Limits } from './globals.d.ts' */

const options = /** @type {{ tabs: unknown[], limits: Limits }} */ (
  JSON.parse(document.querySelector('#options')?.textContent ?? '')
);

// Relative to this script, so that it stays below the path prefix of a proxy.
const api = new URL('../../graphql', import.meta.url).href;
const address = new URLSearchParams(location.search);

// A link to an operation opens it in a tab of its own.
const query = address.get('query');
const linked = query === null ? {} : { query, variables: address.get('variables') ?? '' };

const props = {
  fetcher: createFetcher(api, noteCost),
  storage: withoutHeaders(localStorage),
  shouldPersistHeaders: false,
  defaultTabs: query === null ? options.tabs : [linked, ...options.tabs],
  plugins: [costPlugin(options.limits)],
  ...linked,
};

const element = document.querySelector('#graphiql');
if (element) ReactDOM.createRoot(element).render(React.createElement(GraphiQL, props));
