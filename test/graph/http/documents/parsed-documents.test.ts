import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { priceCache } from '../../../../src/graph/planner/price-cache.ts';
import { startGraph, type Asking, type TestGraph } from '../../../support/graph.ts';
import { injectFault } from '../../../support/sandbox-control.ts';
import { largeDocument, wideExperiment } from '../../../support/hostile-documents.ts';

const open: TestGraph[] = [];
afterEach(() => Promise.all(open.splice(0).map((graph) => graph.close())));

async function start(): Promise<TestGraph> {
  const graph = await startGraph({ compiles: true });
  open.push(graph);
  return graph;
}

const page = (number: number) => `query P${number} { experiments(first: 1) { nodes { name } } }`;
const explained: Asking = { extensions: { explain: true } };

async function repeatedly(times: number, ask: (time: number) => Promise<unknown>) {
  for (let time = 0; time < times; time += 1) await ask(time);
}

function heldBy({ held }: TestGraph) {
  return {
    parsed: held.parsed.count,
    compiled: held.compiled.count,
    left: held.persisted.leftCount,
    prices: priceCache.count,
  };
}

describe('a caller whose key PostHog does not accept', () => {
  it.each<[string, Asking]>([
    ['with an unknown key', { key: 'phx_nobody' }],
    ['without a key', { key: null }],
    ['that asks for prices', { key: 'phx_nobody', ...explained }],
  ])('%s leaves nothing in memory, whatever it sends', async (_, asking) => {
    const graph = await start();
    const before = heldBy(graph);
    await repeatedly(5, (time) => graph.query(largeDocument(time), {}, asking));
    await repeatedly(5, () => graph.query(page(0), {}, asking));
    await repeatedly(5, (time) => graph.query(`{ nope${time} }`, {}, asking));
    const sha256Hash = createHash('sha256').update(page(1)).digest('hex');
    const persistedQuery = { version: 1, sha256Hash };
    const extensions = { ...asking.extensions, persistedQuery };
    await graph.query(page(1), {}, { ...asking, extensions });
    expect(heldBy(graph)).toEqual(before);
  });

  it('is treated as unaccepted again after PostHog has refused its key', async () => {
    const graph = await start();
    await graph.query(page(0));
    expect(graph.held.parsed.count).toBe(1);
    await injectFault(graph.sandbox, 'experiments', { status: 401 });
    await graph.query(page(1));
    await graph.query(page(2));
    expect(graph.held.parsed.count).toBe(1);
  });
});

describe('a caller whose key PostHog has accepted', () => {
  it('has its documents cached from the first request on, and compiled when they are repeated', async () => {
    const graph = await start();
    await graph.query(page(0));
    expect(heldBy(graph)).toMatchObject({ parsed: 1, compiled: 0 });
    await repeatedly(2, () => graph.query(page(0)));
    expect(heldBy(graph)).toMatchObject({ parsed: 1, compiled: 1 });
  });

  it('has no document compiled of which it requested only the price', async () => {
    const graph = await start();
    await graph.query(page(0));
    await repeatedly(6, () => graph.query(page(1), {}, explained));
    expect(graph.held.compiled.count).toBe(0);
  });

  it('has no document compiled that would be too large as code, and is answered all the same', async () => {
    const graph = await start();
    const document = wideExperiment(3, 'id name status');
    const answers = [];
    for (let time = 0; time < 6; time += 1) answers.push(await graph.query(document));
    expect(answers.every(({ data, errors }) => data && !errors)).toBe(true);
    expect(graph.held.compiled.count).toBe(0);
  });

  it('has no document compiled that was answered with errors', async () => {
    const graph = await start();
    const document = '{ experiment(id: "999999") { name } node(id: "nope") { id } }';
    await graph.query(page(0));
    await repeatedly(6, () => graph.query(document));
    expect(graph.held.compiled.count).toBe(0);
  });

  it('has documents cached up to a number of bytes', async () => {
    const graph = await start();
    await graph.query(page(0));
    await repeatedly(60, (time) => graph.query(largeDocument(time), {}, explained));
    await repeatedly(40, (time) => graph.query(largeDocument(time)));
    expect(graph.held.parsed.bytes).toBeLessThanOrEqual(32 * 1024 * 1024);
    expect(graph.held.parsed.count).toBeLessThan(40);
    expect(priceCache.bytes).toBeLessThanOrEqual(8 * 1024 * 1024);
  }, 120_000);
});
