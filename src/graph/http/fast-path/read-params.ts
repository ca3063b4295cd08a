import type { GraphQLParams } from 'graphql-yoga';
import { isJsonTooDeep } from '../../../posthog/request/value-depth.ts';

/** The GraphQL parameters of a body, or undefined where it is none of a single operation sent as text. */
export function readParams(body: string): GraphQLParams | undefined {
  if (isJsonTooDeep(body)) return undefined;
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
  // Translated where Yoga's requests are parsed.
  !('documentId' in params) &&
  typeof params.query === 'string';
