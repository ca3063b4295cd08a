import { GraphQLClient } from 'graphql-request';
import {
  expect,
  GRAPHQL,
  newName,
  ONE,
  PAGE,
  RENAME,
  renamed,
  twoPages,
  type ClientChecks,
} from '../check.ts';

const client = new GraphQLClient(GRAPHQL);

export const clients: readonly ClientChecks[] = [
  {
    name: 'graphql-request',
    query: async () => expect((await client.request<any>(ONE)).experiment.name, 'no name'),
    paging: () => twoPages((after) => client.request(PAGE, { after })),
    async mutation() {
      const name = newName();
      expect(renamed(await client.request(RENAME, { name }), name), 'the answer lacks the name');
    },
  },
];
