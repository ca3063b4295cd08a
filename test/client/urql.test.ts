import { Client, fetchExchange, subscriptionExchange, type TypedDocumentNode } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { buildSchema, introspectionFromSchema } from 'graphql';
import { createClient } from 'graphql-sse';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keys, pagedFields, updates } from '../../packages/client/src/graphcache.ts';
import {
  ClientDeleteDocument,
  ClientExperimentChangedDocument,
  ClientExperimentDocument,
  ClientExperimentsDocument,
  ClientFlagByKeyDocument,
  ClientLaunchDocument,
  ClientRenameDocument,
  ClientRunningFlagsDocument,
  ClientUpdateFlagDocument,
} from '../support/generated/graphql.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';

const sdl = readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8');
const schema = introspectionFromSchema(buildSchema(sdl), { descriptions: false });

let server: InProcess;
let complaints: string[];
let client: Client;
beforeAll(async () => {
  server = await startInProcess();
});
afterAll(() => server.stop());
beforeEach(() => {
  complaints = [];
  client = urqlClient(`${server.url}/graphql`);
});

/** The client of docs/clients.md, which also records the cache's warnings. */
function urqlClient(url: string): Client {
  const sse = createClient({ url });
  return new Client({
    url,
    preferGetMethod: false,
    exchanges: [
      cacheExchange({
        keys,
        updates,
        schema,
        resolvers: Object.fromEntries(
          Object.entries(pagedFields).map(([type, fields]) => [
            type,
            Object.fromEntries(Object.keys(fields).map((name) => [name, relayPagination()])),
          ]),
        ),
        logger(severity, message) {
          if (severity !== 'debug') complaints.push(message);
        },
      }),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: sse.subscribe({ query, ...(variables && { variables }) }, sink),
          }),
        }),
      }),
    ],
  });
}

/** The cache's answer without a request; null when the cache cannot answer. */
const cached = <Data, Variables extends Record<string, unknown>>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
) => client.readQuery(document, variables, { requestPolicy: 'cache-only' })?.data ?? null;

describe('urql with its normalised cache', () => {
  it('shows in a list of experiments what a mutation changed in a flag found by its key', async () => {
    const list = await client.query(ClientRunningFlagsDocument, {});
    const { key } = list.data!.experiments!.nodes[0]!.featureFlag!;
    const found = await client.query(ClientFlagByKeyDocument, { key: key! });
    const { id, active } = found.data!.featureFlag!;
    await client.mutation(ClientUpdateFlagDocument, { input: { id, active: !active } });
    const listed = cached(ClientRunningFlagsDocument, {});
    expect(listed?.experiments?.nodes[0]?.featureFlag).toMatchObject({ id, active: !active });
    await client.mutation(ClientUpdateFlagDocument, { input: { id, active } });
  });

  it('reads a list page after page without a cache warning', async () => {
    let after: string | null | undefined;
    for (const length of [10, 20, 27]) {
      const { data, error } = await client.query(ClientExperimentsDocument, { first: 10, after });
      expect(error).toBeUndefined();
      expect(data?.experiments?.nodes).toHaveLength(length);
      after = data?.experiments?.pageInfo.endCursor;
    }
    expect(complaints).toEqual([]);
  });

  it('shows a mutation in every query that contains the experiment', async () => {
    const filter = { status: 'DRAFT' } as const;
    const { data } = await client.query(ClientExperimentsDocument, { first: 10, filter });
    const { id } = data!.experiments!.nodes[0]!;
    const { data: launched } = await client.mutation(ClientLaunchDocument, { input: { id } });
    expect(launched?.launchExperiment?.__typename).toBe('LaunchExperimentPayload');
    const held = cached(ClientExperimentsDocument, { first: 10, filter });
    expect(held?.experiments?.nodes.find((one) => one?.id === id)?.status).toBe('RUNNING');
    expect(complaints).toEqual([]);
  });

  it('receives a change by another user', async () => {
    const id = '15';
    await client.query(ClientExperimentDocument, { id });
    const changes: (string[] | undefined)[] = [];
    const live = client
      .subscription(ClientExperimentChangedDocument, { id })
      .subscribe(({ data }) =>
        changes.push(data?.experimentChanged.changes.map(({ field }) => field)),
      );
    await expect.poll(() => changes).toEqual([[]]);
    await urqlClient(`${server.url}/graphql`).mutation(ClientRenameDocument, {
      input: { id, name: 'Renamed by a colleague' },
    });
    await expect.poll(() => changes[1], { timeout: 15_000 }).toContain('name');
    live.unsubscribe();
    const held = cached(ClientExperimentDocument, { id });
    expect(held?.experiment?.name).toBe('Renamed by a colleague');
    expect(complaints).toEqual([]);
  });
});

describe('a deletion by urql', () => {
  it('takes the experiment out of the cache', async () => {
    const { data } = await client.query(ClientExperimentsDocument, { first: 5 });
    const { id } = data!.experiments!.nodes[0]!;
    const held = () => client.readQuery(ClientExperimentDocument, { id })?.data?.experiment;
    await client.query(ClientExperimentDocument, { id });
    expect(held()).toMatchObject({ id });
    await client.mutation(ClientDeleteDocument, { id });
    expect(held() ?? null).toBeNull();
  });
});
