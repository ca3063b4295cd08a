import { globSync, readFileSync } from 'node:fs';
import { createClient } from 'graphql-sse';
import type { GraphQLBody } from './post.ts';

const root = new URL('../../examples/', import.meta.url);

/** Names of the examples of a folder, without their ending. */
export const examplesIn = (folder: string): string[] =>
  globSync(`${folder}/*.graphql`, { cwd: root })
    .map((path) => path.replace('.graphql', ''))
    .sort();

/** The document of an example, by its folder and name. */
export const documentOf = (name: string): string =>
  readFileSync(new URL(`${name}.graphql`, root), 'utf8');

/** Where a program among the examples is. */
export const programOf = (name: string): URL => new URL(name, root);

/** Calls that the comment on top says; throws where it says none. */
export function costOf(document: string): number {
  const [, calls] = /^(?:#|\/\/) Costs (\d+) calls?\b/m.exec(document) ?? [];
  if (calls === undefined) throw new Error('the comment does not say "Costs N calls"');
  return Number(calls);
}

type Json = Record<string, unknown>;

/** What GraphiQL would show of an operation: one body, several of a deferred one, the first of a live one. */
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
  // Each body is a line of its own, whether it comes alone or between boundaries.
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
