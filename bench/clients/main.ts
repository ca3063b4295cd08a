import type { Check, ClientChecks } from './check.ts';
import { startProduct } from './product.ts';

const modules = [
  'apollo-client',
  'urql',
  'graphql-ws',
  'graphql-sse',
  'graphql-request',
  'mcp-sdk',
  'mcp-inspector',
  'ai-sdk',
  'mcp-remote',
  'openapi-fetch',
  'hey-api',
  // Last, because it makes the process look like a browser.
  'react-relay',
];
const columns = ['query', 'paging', 'mutation', 'subscription'] as const;

/** Milliseconds one check may take; some start a process of their own. */
const TIMEOUT_MS = 60_000;

/** `ok`, `–` for what a client does not have, or why it failed. */
async function outcomeOf(check: Check | undefined): Promise<string> {
  if (!check) return '–';
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no outcome in time')), TIMEOUT_MS);
  });
  try {
    await Promise.race([check(), late]);
    return 'ok';
  } catch (error) {
    return error instanceof Error
      ? error.message || String(error.cause ?? error.name)
      : JSON.stringify(error);
  } finally {
    clearTimeout(timer);
  }
}

const only = process.argv.slice(2);
const stop = await startProduct();
let failures = 0;
try {
  console.log(`| Client | ${columns.join(' | ')} |\n|${' --- |'.repeat(columns.length + 1)}`);
  for (const name of modules) {
    if (only.length > 0 && !only.includes(name)) continue;
    let clients: readonly ClientChecks[];
    try {
      ({ clients } = (await import(`./clients/${name}.ts`)) as {
        clients: readonly ClientChecks[];
      });
    } catch (error) {
      clients = [{ name, query: () => Promise.reject(error as Error) }];
    }
    for (const client of clients) {
      const outcomes: string[] = [];
      for (const column of columns) outcomes.push(await outcomeOf(client[column]));
      failures += outcomes.filter((outcome) => outcome !== 'ok' && outcome !== '–').length;
      const cells = outcomes.map((outcome) => outcome.replaceAll(/\s+/g, ' ').replaceAll('|', '/'));
      console.log(`| ${client.name} | ${cells.join(' | ')} |`);
    }
  }
} finally {
  await stop();
}
// Some clients leave timers and sockets behind.
process.exit(failures > 0 ? 1 : 0);
