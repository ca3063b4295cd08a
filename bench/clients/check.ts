/** What one client does with the product; a part it has no notion of is left out. */
export interface ClientChecks {
  readonly name: string;
  readonly query?: Check;
  readonly paging?: Check;
  readonly mutation?: Check;
  readonly subscription?: Check;
}

/** Does one thing with a client; throws when the outcome is not the expected one. */
export type Check = () => Promise<void>;

/** @throws Error with the message when the value is not true */
export function expect(value: unknown, message: string): asserts value {
  if (!value) throw new Error(message);
}

/** The addresses of the product. */
export const PORT = 4260;
export const BASE = `http://127.0.0.1:${PORT}`;
export const GRAPHQL = `${BASE}/graphql`;
export const MCP = `${BASE}/mcp`;

export const ONE = '{ experiment(id: 15) { id name } }';
export const PAGE = `query ($after: String) { experiments(first: 5, after: $after) {
  nodes { id name } pageInfo { hasNextPage endCursor } } }`;
export const CHANGED =
  'subscription { experimentChanged(id: 15) { isFirst experiment { id name } } }';
export const RENAME = `mutation ($name: String!) { updateExperiment(input: { id: "15", name: $name }) {
  __typename ... on UpdateExperimentPayload { experiment { id name } } } }`;

let names = 0;
/** A name that no experiment had before. */
export const newName = (): string => `One-page checkout, ${(names += 1)}`;

interface Page {
  readonly experiments: {
    readonly nodes: readonly { readonly id: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

/** Reads two pages and compares them. */
export async function twoPages(
  read: (after: string | undefined) => Promise<unknown>,
): Promise<void> {
  const first = ((await read(undefined)) as Page).experiments;
  expect(first.nodes.length === 5 && first.pageInfo.hasNextPage, 'the first page is not full');
  const second = ((await read(first.pageInfo.endCursor ?? '')) as Page).experiments;
  expect(second.nodes.length === 5, 'the second page is not full');
  expect(
    !second.nodes.some(({ id }) => first.nodes.some((one) => one.id === id)),
    'the pages overlap',
  );
}

/** Reads the first event, changes the experiment through plain HTTP, and waits for the event of that change. */
export async function followsChange(events: AsyncIterable<unknown>): Promise<void> {
  const name = newName();
  let seen = 0;
  for await (const event of events) {
    seen += 1;
    const text = JSON.stringify(event);
    if (seen === 1) {
      expect(text.includes('"isFirst":true'), `the first event is ${text}`);
      await rename(name);
    } else if (text.includes(name)) return;
  }
  throw new Error('the events ended without the change');
}

async function rename(name: string): Promise<void> {
  const response = await fetch(GRAPHQL, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: RENAME, variables: { name } }),
  });
  expect(response.ok, `renaming answered ${response.status}`);
  await response.arrayBuffer();
}

/** True when an answer to `RENAME` has the new name. */
export const renamed = (data: unknown, name: string): boolean =>
  JSON.stringify(data).includes(name);
