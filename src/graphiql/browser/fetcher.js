/**
 * @import { Answer, Fetcher, Parameters } from './globals.d.ts'
 */

/** Parts of an answer with `@defer` or `@stream` in the format that GraphiQL merges, and otherwise JSON. */
const ACCEPTED =
  'multipart/mixed;deferSpec=20220824, application/graphql-response+json, application/json;q=0.9';

/**
 * How GraphiQL sends operations: subscriptions over Server-Sent Events, which carry the headers of the editor as any
 * request does, and everything else with POST.
 * @param {string} url the address of the API
 * @param {(answer: Answer) => void} observe gets every answer, each part of one and each event
 * @returns {Fetcher}
 */
export function createFetcher(url, observe) {
  const post = GraphiQL.createFetcher({ url, headers: { accept: ACCEPTED } });
  return async (given, { headers = {} } = {}) => {
    const { parameters, isSubscription } = read(given);
    if (isSubscription) {
      const client = graphqlSse.createClient({ url, headers, retryAttempts: 0 });
      return observed(refusalsAsAnswers(client.iterate(parameters)), observe);
    }
    const answer = await post(parameters, { headers });
    if (Symbol.asyncIterator in answer) return observed(answer, observe);
    // What GraphiQL asks for by itself is not what the visitor wants to know the cost of.
    if (parameters.operationName !== 'IntrospectionQuery') observe(answer);
    return answer;
  };
}

/**
 * Reads the document itself: what GraphiQL says of it is for a moment that of the tab before, whose operation it would
 * name.
 * @param {Parameters} parameters
 * @returns {{ parameters: Parameters, isSubscription: boolean }}
 */
function read(parameters) {
  const { GraphQL } = GraphiQL;
  const { operationName, ...rest } = parameters;
  try {
    const document = GraphQL.parse(parameters.query);
    const operation =
      GraphQL.getOperationAST(document, operationName) ??
      GraphQL.getOperationAST(document, undefined);
    const name = operation?.name?.value;
    return {
      parameters: name === undefined ? rest : { ...rest, operationName: name },
      isSubscription: operation?.operation === 'subscription',
    };
  } catch {
    // The server says what is wrong with the document.
    return { parameters, isSubscription: false };
  }
}

/**
 * Passes everything on, and closes the source as soon as it is closed itself, as a generator would not while it waits.
 * @param {AsyncIterableIterator<Answer>} source
 * @param {(answer: Answer) => void} observe
 * @returns {AsyncIterableIterator<Answer>}
 */
function observed(source, observe) {
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      const result = await source.next();
      // GraphiQL's own reader yields lists of parts.
      if (!result.done) [result.value].flat().forEach(observe);
      return result;
    },
    async return() {
      await source.return?.();
      return { done: true, value: undefined };
    },
  };
}

/**
 * A subscription that is refused has an answer that says why, which is worth more than the client's error.
 * @param {AsyncIterableIterator<Answer>} source
 * @returns {AsyncIterableIterator<Answer>}
 */
function refusalsAsAnswers(source) {
  return {
    ...source,
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      try {
        return await source.next();
      } catch (error) {
        const { response } = /** @type {{ response?: Response }} */ (error);
        if (!response?.headers.get('content-type')?.includes('json')) throw error;
        return { done: false, value: await response.json() };
      }
    },
    async return() {
      await source.return?.();
      return { done: true, value: undefined };
    },
  };
}
