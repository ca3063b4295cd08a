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

const client = createClient({ url: GRAPHQL.replace('http', 'ws'), webSocketImpl: WebSocket });

async function ask(query: string, variables: Record<string, unknown> = {}): Promise<any> {
  for await (const { data, errors } of client.iterate({ query, variables })) {
    expect(data, JSON.stringify(errors));
    return data;
  }
  throw new Error('no answer');
}

export const clients: readonly ClientChecks[] = [
  {
    name: 'graphql-ws',
    query: async () => expect((await ask(ONE)).experiment.name, 'no name'),
    paging: () => twoPages((after) => ask(PAGE, after === undefined ? {} : { after })),
    async mutation() {
      const name = newName();
      expect(renamed(await ask(RENAME, { name }), name), 'the answer lacks the name');
    },
    subscription: () => followsChange(client.iterate({ query: CHANGED })),
  },
];
