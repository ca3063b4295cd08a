import { ask } from './ask.ts';

/** How PostHog fails, in turn. */
export const faults = [
  { status: 503, times: 20 },
  { cut: true, times: 10 },
  { body: 'truncated', times: 10 },
  { body: 'html', times: 10 },
  { latency_ms: 2_000, times: 20 },
  { status: 429, retry_after: 1, times: 5 },
  { body: 'slow', times: 10 },
  { body: 'huge', times: 2 },
  { status: 500, times: 20 },
  { latency_ms: 20_000, times: 5 },
];

const queries = [
  ...Array.from(
    { length: 20 },
    (_, n) => `{ experiment(id: "${n + 1}") { name status featureFlag { key } } }`,
  ),
  '{ experiments(first: 25) { nodes { name metrics { name } } } }',
  '{ featureFlags(first: 20) { nodes { key active } } }',
  '{ nope }',
];

const describe = `mutation ($text: String!, $key: String!) {
  updateExperiment(input: { id: "3", description: $text, idempotencyKey: $key }) { __typename }
}`;

/** Documents that are sent again only after all the others: enough of them to fill every cache of documents. */
const RARE = 4_000;

/**
 * Sends one of the mixed requests to a server; its number decides which. Most are the same few queries. One of ten has
 * a rare document, one of a hundred is a write with an idempotency key, one of a hundred a REST read, and one of a
 * hundred has a key that PostHog does not accept.
 * @returns the code of the error, or `ok`
 */
export async function sendSome(url: string, number: number): Promise<string> {
  if (number % 100 === 17) {
    const path = `/v1/api/projects/1/experiments/${1 + (number % 25)}/`;
    const answer = await fetch(`${url}${path}`, { headers: authorization });
    await answer.arrayBuffer();
    return answer.ok ? 'ok' : `REST ${answer.status}`;
  }
  if (number % 100 === 37) return outcomeOf(ask(url, describe, variablesOf(number)));
  if (number % 100 === 57) return outcomeOf(ask(url, queries[0]!, {}, `phx_wrong_${number}`));
  if (number % 10 === 3) return outcomeOf(ask(url, rare(number)));
  return outcomeOf(ask(url, queries[number % queries.length]!));
}

const authorization = { authorization: 'Bearer phx_sandbox' };
const variablesOf = (number: number) => ({ text: `Text ${number}`, key: `soak-${number}` });
const rare = (number: number) =>
  `{ experiment(id: "${1 + (number % 25)}") { a${Math.floor(number / 10) % RARE}: name status } }`;

async function outcomeOf(answer: ReturnType<typeof ask>): Promise<string> {
  const { data, errors } = await answer;
  return errors?.[0]?.extensions?.code ?? (data ? 'ok' : 'nothing');
}
