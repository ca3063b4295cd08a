import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
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

const socket = createClient({ url: GRAPHQL.replace('http', 'ws'), webSocketImpl: WebSocket });
const client = new Client({
  url: GRAPHQL,
  preferGetMethod: false,
  exchanges: [
    subscriptionExchange({
      forwardSubscription: ({ query = '', variables }) => ({
        subscribe: (sink) => ({
          unsubscribe: socket.subscribe(
            { query, variables: variables as Record<string, unknown> },
            sink as never,
          ),
        }),
      }),
    }),
    fetchExchange,
  ],
});
/** The same, with the streams of its own `fetchExchange`. */
const fetching = new Client({
  url: GRAPHQL,
  preferGetMethod: false,
  exchanges: [fetchExchange],
  fetchSubscriptions: true,
});

async function* eventsOf(from: Client): AsyncGenerator<unknown> {
  const arrived: { readonly data?: unknown; readonly error?: Error }[] = [];
  let news = Promise.withResolvers<void>();
  const { unsubscribe } = from.subscription(CHANGED, {}).subscribe((result) => {
    arrived.push(result);
    news.resolve();
  });
  try {
    for (;;) {
      if (arrived.length === 0) await news.promise;
      news = Promise.withResolvers<void>();
      for (const { data, error } of arrived.splice(0)) {
        if (error) throw error;
        yield data;
      }
    }
  } finally {
    unsubscribe();
  }
}

export const clients: readonly ClientChecks[] = [
  {
    name: 'urql, graphql-ws',
    async query() {
      const { data, error } = await client.query<any>(ONE, {}).toPromise();
      expect(data?.experiment.name, String(error));
    },
    paging: () => twoPages(async (after) => (await client.query(PAGE, { after }).toPromise()).data),
    async mutation() {
      const name = newName();
      const { data, error } = await client.mutation(RENAME, { name }).toPromise();
      expect(renamed(data, name), String(error));
    },
    subscription: () => followsChange(eventsOf(client)),
  },
  { name: 'urql, its own streams', subscription: () => followsChange(eventsOf(fetching)) },
];
