import { createClient, type Client } from 'graphql-sse';
import {
  BASE,
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

async function ask(
  client: Client,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<any> {
  for await (const { data, errors } of client.iterate({ query, variables })) {
    expect(data, JSON.stringify(errors));
    return data;
  }
  throw new Error('no answer');
}

function checks(name: string, client: Client): ClientChecks {
  return {
    name,
    query: async () => expect((await ask(client, ONE)).experiment.name, 'no name'),
    paging: () => twoPages((after) => ask(client, PAGE, after === undefined ? {} : { after })),
    async mutation() {
      const title = newName();
      expect(
        renamed(await ask(client, RENAME, { name: title }), title),
        'the answer lacks the name',
      );
    },
    subscription: () => followsChange(client.iterate({ query: CHANGED })),
  };
}

export const clients: readonly ClientChecks[] = [
  checks('graphql-sse, distinct connections', createClient({ url: GRAPHQL })),
  checks(
    'graphql-sse, single connection',
    createClient({ url: `${BASE}/graphql/stream`, singleConnection: true }),
  ),
];
