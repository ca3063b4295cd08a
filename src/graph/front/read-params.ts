import type { GraphQLParams } from 'graphql-yoga';

/** The GraphQL parameters of a body, or undefined where reading it is better left to yoga. */
export function readParams(body: string): GraphQLParams | undefined {
  // Answers in parts and streams are not for the short way. A field of such a name only takes the longer one.
  if (/@defer|@stream|subscription/.test(body)) return undefined;
  try {
    const params = JSON.parse(body) as unknown;
    return isParams(params) ? params : undefined;
  } catch {
    return undefined;
  }
}

const isParams = (params: unknown): params is GraphQLParams =>
  typeof params === 'object' &&
  params !== null &&
  'query' in params &&
  typeof params.query === 'string';
