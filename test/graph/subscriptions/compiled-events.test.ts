import { afterEach, describe, expect, it } from 'vitest';
import { allPieces } from '../../../src/graph/http/fast-path/pieces.ts';
import { startInProcess, type InProcess } from '../../support/in-process.ts';
import { startLiveGraph, type LiveGraph, type StreamedAnswer } from '../../support/live.ts';
import { asColleague, injectFault, load } from '../../support/sandbox-control.ts';

const open: LiveGraph[] = [];
const servers: InProcess[] = [];
afterEach(async () => {
  for (const graph of open.splice(0)) await graph.close();
  for (const server of servers.splice(0)) await server.stop();
});

const query = `subscription ($id: ID!) {
  experimentChanged(id: $id) {
    __typename isFirst pace
    changes { field before after }
    experiment { ...Named featureFlag { active } activity(first: 1) { nodes { activity } } }
  }
}
fragment Named on Experiment { name status version }`;

async function start(compiled: boolean) {
  const graph = await startLiveGraph({ fastPath: { ...allPieces, compiled } });
  open.push(graph);
  const { id } = await load(graph.sandbox, {
    experiment: { name: 'Checkout', feature_flag_key: 'checkout', metrics: [] },
    flag: { key: 'checkout', active: false },
  });
  graph.sandbox.clearRequests();
  return { graph, id };
}

/** Six events of two listeners, with a field that fails in the fourth; and the calls that all of it took. */
async function events(compiled: boolean) {
  const { graph, id } = await start(compiled);
  const streams = [1, 2].map(() => graph.subscribe({ query, variables: { id } }));
  const seen: StreamedAnswer[] = [];
  const receive = async () => {
    for (const stream of streams) seen.push((await stream.next())!);
  };
  await receive();
  for (let change = 1; change < 6; change += 1) {
    await graph.resting();
    await asColleague(graph.sandbox, 'PATCH', `experiments/${id}/`, { name: `Change ${change}` });
    if (change === 3) await injectFault(graph.sandbox, 'activity', { status: 403, times: 1 });
    graph.time.pass(10_000);
    await receive();
  }
  const calls = graph.sandbox.requests().filter(({ method }) => method === 'GET').length;
  const compiledDocuments = graph.held.compiled.count;
  return { seen: seen.map(({ id: _random, ...answer }) => answer), calls, compiledDocuments };
}

describe('the events of a subscription', () => {
  it('are the same, with the same errors and calls, whether or not its document is compiled', async () => {
    const compiled = await events(true);
    const ordinary = await events(false);
    expect(compiled.compiledDocuments).toBe(1);
    expect(ordinary.compiledDocuments).toBe(0);
    expect(compiled.seen).toEqual(ordinary.seen);
    expect(compiled.calls).toBe(ordinary.calls);
    expect(compiled.seen.map(({ event }) => event['experiment'].name)).toEqual(
      [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5].map((change) =>
        change === 0 ? 'Checkout' : `Change ${change}`,
      ),
    );
    const failed = compiled.seen.flatMap(({ errors }, place) => (errors ? [place] : []));
    expect(failed).toEqual([6, 7]);
  });

  it('make one compiled document for all listeners, however many subscribed at once', async () => {
    const { graph, id } = await start(true);
    const streams = Array.from({ length: 20 }, () => graph.subscribe({ query, variables: { id } }));
    const receive = () => Promise.all(streams.map((stream) => stream.next()));
    const functions = countFunctions();
    await receive();
    for (let change = 1; change < 5; change += 1) {
      await graph.resting();
      await asColleague(graph.sandbox, 'PATCH', `experiments/${id}/`, { name: `Change ${change}` });
      graph.time.pass(10_000);
      const answers = await receive();
      expect(new Set(answers.map((answer) => answer?.event['experiment'].name))).toEqual(
        new Set([`Change ${change}`]),
      );
    }
    expect(functions.end()).toBe(1);
  });
});

/** Counts the functions that are made from text, as the compiler makes them. */
function countFunctions() {
  const { Function: original } = globalThis;
  let count = 0;
  globalThis.Function = new Proxy(original, {
    construct(target, args: string[]) {
      if (args[0]?.startsWith('return function query')) count += 1;
      return Reflect.construct(target, args);
    },
  });
  return {
    end() {
      globalThis.Function = original;
      return count;
    },
  };
}

describe('a subscription with a condition', () => {
  it.each([
    ['by a variable', '$a'],
    ['with a literal', 'false'],
  ])('%s has the same fields in every event', async (_how, condition) => {
    const { graph, id } = await start(true);
    const stream = graph.subscribe({
      query: `subscription ($id: ID!${condition === '$a' ? ', $a: Boolean!' : ''}) {
        experimentChanged(id: $id) { experiment { ...Named @include(if: ${condition}) ...Named } }
      }
      fragment Named on Experiment { name }`,
      variables: { id, ...(condition === '$a' && { a: false }) },
    });
    expect((await stream.next())?.event).toEqual({ experiment: { name: 'Checkout' } });
    for (let change = 1; change < 5; change += 1) {
      await graph.resting();
      await asColleague(graph.sandbox, 'PATCH', `experiments/${id}/`, { name: `Change ${change}` });
      graph.time.pass(10_000);
      expect((await stream.next())?.event).toEqual({ experiment: { name: `Change ${change}` } });
    }
  });
});

describe('the document of a subscription with many events', () => {
  it('is subscribed to, never executed, when it is sent where one JSON answer is wanted', async () => {
    const server = await startInProcess({ FAST_PATH: 'on' });
    servers.push(server);
    const text = 'subscription { experimentChanged(id: "3") { isFirst experiment { name } } }';
    const send = (accept: string) =>
      fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { accept, 'content-type': 'application/json' },
        body: JSON.stringify({ query: text }),
      });
    for (let time = 0; time < 5; time += 1) {
      const events = (await send('text/event-stream')).body!.pipeThrough(new TextDecoderStream());
      let received = '';
      for await (const chunk of events) {
        received += chunk;
        if (received.includes('"isFirst":true')) break;
      }
    }
    const refused = await send('application/json');
    expect(refused.status).toBe(406);
    expect(await refused.json()).toMatchObject({
      errors: [{ extensions: { code: 'NOT_ACCEPTABLE' } }],
    });
  });
});
