import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { ServerContext } from '@modelcontextprotocol/server';
import { schema } from '../../../src/graph/schema.ts';
import { createGraph } from '../../../src/graph/server.ts';
import { graphqlTool } from '../../../src/mcp/graphql-tool.ts';
import { Confirmations } from '../../../src/mcp/confirming/confirmation.ts';
import { openSession } from '../../../src/mcp/session.ts';
import { pinnedContract } from '../../../src/posthog/api/openapi.ts';
import { createUpstream } from '../../../src/posthog/client.ts';
import { createSandbox } from '../../../src/sandbox/sandbox.ts';
import { randomNumbers } from '../../random-queries/random-numbers.ts';
import type { FuzzTarget } from '../target.ts';
import { RandomDocument } from './random-document.ts';

/** The form in which one document is sent. */
interface Sent {
  readonly text: string;
  readonly key: string;
  readonly explain: boolean;
  readonly overMcp: boolean;
}

interface Answered {
  readonly status: number;
  readonly body: string;
}

/** The sandbox's own key. */
const KEY = 'phx_sandbox';
const MAX_ANSWER = 60_000_000;

function sentOf(seed: number): Sent {
  const random = randomNumbers(seed);
  const text = new RandomDocument(schema, random).text();
  return {
    text,
    key: random() < 0.5 ? KEY : `phx_nobody${Math.floor(random() * 1_000)}`,
    explain: random() < 0.25,
    overMcp: random() < 0.1,
  };
}

/** Starts the graph over a sandbox, with a function that sends a document to it. */
async function start() {
  const posthog = await createSandbox({ port: 0 });
  const upstream = createUpstream({
    host: posthog.url,
    concurrency: 20,
    timeoutMs: 10_000,
    budget: { perMinute: 1e9, perHour: 1e9 },
    // Answers are cached, because the test is about documents, not reads.
    freshness: {
      seconds: { experiments: 3_600, settings: 3_600, results: 3_600 },
      maxStaleMs: 0,
      maxBytes: 50_000_000,
    },
  });
  const unexpected: unknown[] = [];
  const graph = createGraph({
    upstream,
    apiKey: undefined,
    projectId: '1',
    requestTimeoutMs: 10_000,
    onUnexpectedError: (error) => unexpected.push(error),
  });
  const tool = graphqlTool(pinnedContract(), false);
  const confirmations = new Confirmations();
  const sessionOf = (key: string) =>
    openSession(
      {
        upstream,
        graph,
        apiKey: undefined,
        projectId: '1',
        requestTimeoutMs: 10_000,
        confirmations,
      },
      `Bearer ${key}`,
      { mcpReq: { signal: new AbortController().signal } } as ServerContext,
    );
  // What Node warns of, such as a timer without a number or too many listeners, is a bug as well.
  const onWarning = (warning: Error) => unexpected.push(warning);
  process.on('warning', onWarning);
  return {
    unexpected,
    held: graph.held,
    async send({ text, key, explain, overMcp }: Sent): Promise<Answered> {
      if (overMcp) {
        const result = await tool.run({ query: text }, sessionOf(key));
        return { status: 200, body: JSON.stringify(result) };
      }
      const response = await graph.fetch('http://fuzz.test/graphql', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json, multipart/mixed',
          authorization: `Bearer ${key}`,
        },
        body: JSON.stringify({ query: text, extensions: { explain } }),
        signal: AbortSignal.timeout(20_000),
      });
      // A subscription does not end by itself.
      const isStream = response.headers.get('content-type')?.includes('event-stream') ?? false;
      if (!isStream) return { status: response.status, body: await response.text() };
      await response.body?.cancel();
      return { status: response.status, body: '' };
    },
    async close() {
      process.off('warning', onWarning);
      await graph.dispose();
      await upstream.close();
      await posthog.close();
    },
  };
}

type Fuzzed = Awaited<ReturnType<typeof start>>;

/** @throws Error when the document caused a failure */
async function tryOne(graph: Fuzzed, seed: number): Promise<string[]> {
  const sent = sentOf(seed);
  const wrong = (what: string) =>
    new Error(`${what} for the document of seed ${seed}:\n${sent.text.slice(0, 2_000)}`);
  let answered: Answered;
  try {
    answered = await graph.send(sent);
  } catch (error) {
    throw wrong(String(error));
  }
  const { status, body } = answered;
  if (status >= 500) throw wrong(`Status ${status}: ${body.slice(0, 500)}`);
  if (body.length > MAX_ANSWER) throw wrong(`${body.length} characters`);
  const [bug] = graph.unexpected;
  if (bug !== undefined) throw wrong(bug instanceof Error ? String(bug.stack) : 'A bug');
  return [...new Set(Array.from(body.matchAll(/"code":"(\w+)"/g), ([, code]) => code!))];
}

/** Replays documents by their seeds; for those that once caused a failure. */
export async function replayDocuments(seeds: readonly number[]): Promise<void> {
  const graph = await start();
  try {
    for (const seed of seeds) await tryOne(graph, seed);
  } finally {
    await graph.close();
  }
}

/** Documents that are tried before anything is measured. */
const COLD = 50;

/** Random documents through the whole graph: none may crash it, block it for long or exhaust its memory. */
export const documents: FuzzTarget = {
  name: 'documents',
  async run({ seed, seconds, runs = Infinity }) {
    const graph = await start();
    // The first documents of a process compile and load what all others find ready.
    for (let one = 0; one < COLD; one += 1) await tryOne(graph, seed - 1 - one);
    const delay = monitorEventLoopDelay({ resolution: 1 });
    const refusals: Record<string, number> = {};
    const ends = Date.now() + seconds * 1_000;
    let tried = 0;
    let peakRss = 0;
    let longest = { ms: 0, seed: 0 };
    // On a busy machine the event loop also waits for other processes: what a document itself takes is CPU time.
    let mostCpu = { ms: 0, seed: 0 };
    delay.enable();
    try {
      for (; tried < runs && Date.now() < ends; tried += 1) {
        delay.reset();
        const before = process.threadCpuUsage();
        const codes = await tryOne(graph, seed + tried);
        for (const code of codes) refusals[code] = (refusals[code] ?? 0) + 1;
        const ms = Math.round(delay.max / 1e6);
        if (ms > longest.ms) longest = { ms, seed: seed + tried };
        const { user, system } = process.threadCpuUsage(before);
        const cpu = Math.round((user + system) / 1e3);
        if (cpu > mostCpu.ms) mostCpu = { ms: cpu, seed: seed + tried };
        if (tried % 100 === 0) peakRss = Math.max(peakRss, process.memoryUsage.rss());
      }
      const { parsed, compiled } = graph.held;
      return {
        tried,
        longestHold: longest,
        mostCpu,
        peakRssMB: Math.round(peakRss / 1e6),
        parsedMB: Math.round(parsed.bytes / 1e6),
        compiled: compiled.count,
        refusals,
        crashes: 0,
      };
    } finally {
      delay.disable();
      await graph.close();
    }
  },
};
