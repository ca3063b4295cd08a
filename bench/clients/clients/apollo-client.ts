import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { Defer20220824Handler, GraphQL17Alpha9Handler } from '@apollo/client/incremental';
import { possibleTypes, typePolicies } from '../../../packages/client/src/apollo.ts';
import {
  CHANGED,
  expect,
  followsChange,
  GRAPHQL,
  newName,
  ONE,
  PAGE,
  RENAME,
  renamed,
  twoPages,
  type ClientChecks,
} from '../check.ts';

const DEFERRED = '{ experiments(first: 2) { nodes { id ... @defer { name } } } }';

function checks(
  name: string,
  handler: () => Defer20220824Handler | GraphQL17Alpha9Handler,
): ClientChecks {
  const client = new ApolloClient({
    link: new HttpLink({ uri: GRAPHQL }),
    cache: new InMemoryCache({ possibleTypes, typePolicies }),
    incrementalHandler: handler() as Defer20220824Handler,
  });
  return {
    name,
    async query() {
      const { data } = await client.query<any>({ query: gql(ONE) });
      expect(data?.experiment.name, 'no name');
      const deferred = await client.query<any>({ query: gql(DEFERRED) });
      expect(deferred.data?.experiments.nodes[1].name, 'no deferred name');
    },
    paging: () =>
      twoPages(async (after) => {
        const options = {
          query: gql(PAGE),
          variables: { after },
          fetchPolicy: 'no-cache',
        } as const;
        return (await client.query({ ...options })).data;
      }),
    async mutation() {
      const name = newName();
      const { data } = await client.mutate({ mutation: gql(RENAME), variables: { name } });
      expect(renamed(data, name), 'the answer lacks the name');
      expect(renamed(client.readQuery({ query: gql(ONE) }), name), 'the cache lacks the name');
    },
    subscription: () => followsChange(eventsOf(client)),
  };
}

async function* eventsOf(client: ApolloClient): AsyncGenerator<unknown> {
  const arrived: unknown[] = [];
  let news = Promise.withResolvers<void>();
  const subscription = client.subscribe({ query: gql(CHANGED) }).subscribe((event) => {
    arrived.push(event.error ?? event.data);
    news.resolve();
  });
  try {
    for (;;) {
      if (arrived.length === 0) await news.promise;
      news = Promise.withResolvers<void>();
      for (const event of arrived.splice(0)) {
        if (event instanceof Error) throw event;
        yield event;
      }
    }
  } finally {
    subscription.unsubscribe();
  }
}

export const clients: readonly ClientChecks[] = [
  checks('Apollo Client, Defer20220824Handler, multipart', () => new Defer20220824Handler()),
  checks('Apollo Client, GraphQL17Alpha9Handler, multipart', () => new GraphQL17Alpha9Handler()),
];
