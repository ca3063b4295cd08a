import { pino } from 'pino';
import { expect, it } from 'vitest';
import { DocsSite } from '../../src/docs-site/docs-site.ts';
import { createPublicUrl } from '../../src/http/public-url.ts';
import { listen } from '../../src/server/listen.ts';
import { createServer } from '../../src/server/server.ts';

it('in a checkout without the built documentation, /docs says how to build it', async () => {
  const nowhere = new URL('nowhere/', import.meta.url);
  const server = createServer({
    graph: () => undefined,
    graphiql: undefined,
    index: { mode: 'sandbox', links: {} },
    docs: new DocsSite(createPublicUrl(undefined), nowhere),
    rest: undefined,
    mcp: undefined,
    ready: () => Promise.resolve({ ok: true }),
    log: pino({ level: 'silent' }),
    origins: { corsOrigins: [], allowedHosts: undefined },
  });
  const port = await listen(server, { host: '127.0.0.1', port: 0, setting: 'none' });
  const page = await fetch(`http://127.0.0.1:${port}/docs`);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('<code>npm run docs</code>');
  const other = await fetch(`http://127.0.0.1:${port}/docs/getting-started`);
  expect(other.status).toBe(404);
  expect(await other.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  server.close().closeAllConnections();
});
