import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';

/** What became of requests that were sent at a steady rate. */
export interface SteadyOutcome {
  readonly queries: number;
  readonly mutations: number;
  /** One sentence for each request that was not answered with data. */
  readonly failures: readonly string[];
  /** Milliseconds that the slowest request took. */
  readonly slowestMs: number;
}

const query = '{ experiments(first: 10) { nodes { name status } } }';
const mutation = `mutation ($text: String!) {
  updateExperiment(input: { id: "3", description: $text }) {
    __typename ... on UpdateExperimentPayload { experiment { description } }
  }
}`;
/** One request of so many changes something. */
const MUTATION_EVERY = 10;

/**
 * Sends queries and mutations at a steady rate, however long their answers take, and never a second time.
 * @param url address of the server, without a path
 * @param rate requests a second
 * @param isOver ends the sending; requests in progress are waited for
 */
export async function sendSteadily(
  url: string,
  rate: number,
  isOver: () => boolean,
): Promise<SteadyOutcome> {
  const agent = new Agent({ connections: 64, keepAliveTimeout: 30_000 });
  const failures: string[] = [];
  const answers: Promise<void>[] = [];
  let [sent, slowestMs] = [0, 0];
  const isMutation = (number: number) => number % MUTATION_EVERY === 0;
  const send = async (number: number) => {
    const startedAt = performance.now();
    try {
      const { statusCode, body } = await request(`${url}/graphql`, {
        dispatcher: agent,
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer phx_sandbox' },
        body: JSON.stringify(
          isMutation(number)
            ? { query: mutation, variables: { text: `change ${number}` } }
            : { query },
        ),
      });
      const text = await body.text();
      const expected = isMutation(number) ? 'UpdateExperimentPayload' : '"nodes":[';
      if (statusCode !== 200 || !text.includes(expected)) {
        failures.push(`Request ${number} was answered with ${statusCode}: ${text.slice(0, 200)}`);
      }
    } catch (error) {
      failures.push(`Request ${number} was not answered: ${String(error)}`);
    }
    slowestMs = Math.max(slowestMs, performance.now() - startedAt);
  };
  const beganAt = performance.now();
  while (!isOver()) {
    const due = Math.floor(((performance.now() - beganAt) * rate) / 1_000);
    while (sent < due) answers.push(send((sent += 1)));
    // oxlint-disable-next-line no-await-in-loop -- the pace
    await sleep(2);
  }
  await Promise.all(answers);
  await agent.close();
  const mutations = Math.floor(sent / MUTATION_EVERY);
  return { queries: sent - mutations, mutations, failures, slowestMs: Math.round(slowestMs) };
}
