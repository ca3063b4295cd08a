import { globSync, readFileSync } from 'node:fs';
import { createClient } from 'graphql-sse';
import type { GraphQLBody } from './post.ts';

const root = new URL('../../examples/', import.meta.url);

/** Names of the examples in a folder, without extension. */
export const examplesIn = (folder: string): string[] =>
  globSync(`${folder}/*.graphql`, { cwd: root })
    .map((path) => path.replace('.graphql', ''))
    .sort();

/** The document of an example, by its folder and name. */
export const documentOf = (name: string): string =>
  readFileSync(new URL(`${name}.graphql`, root), 'utf8');

/** The location of an example program. */
export const programOf = (name: string): URL => new URL(name, root);

/** The number of calls in the leading comment; throws when it has none. */
export function costOf(document: string): number {
  const [, calls] = /^(?:#|\/\/) Costs (\d+) calls?\b/m.exec(document) ?? [];
  if (calls === undefined) throw new Error('the comment does not say "Costs N calls"');
  return Number(calls);
}

type Json = Record<string, unknown>;

/** The bodies GraphiQL would show for an operation: one, several for `@defer`, the first for a subscription. */
export async function answersTo(
  url: string,
  query: string,
  variables: Json,
): Promise<GraphQLBody<Json>[]> {
  if (/^subscription /m.test(query)) return [await firstEvent(url, query)];
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: query.includes('@defer')
        ? 'multipart/mixed;deferSpec=20220824, application/json'
        : 'application/json',
    },
    body: JSON.stringify({ query, variables }),
  });
  // Each body is on a separate line, alone or between multipart boundaries.
  return (await response.text())
    .split('\r\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as GraphQLBody<Json>);
}

async function firstEvent(url: string, query: string): Promise<GraphQLBody<Json>> {
  const events = createClient({ url: `${url}/graphql`, retryAttempts: 0 }).iterate({ query });
  const { value } = (await events.next()) as { value: GraphQLBody<Json> };
  await events.return?.();
  return value;
}
