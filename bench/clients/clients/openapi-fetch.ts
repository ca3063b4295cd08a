import createClient from 'openapi-fetch';
import { BASE, expect, newName, type ClientChecks } from '../check.ts';

/** Untyped here: the types that openapi-typescript makes are checked by the compiler, not at run time. */
const client = createClient<any>({ baseUrl: BASE }) as any;
const path = { 'project-id': '1' };

export const clients: readonly ClientChecks[] = [
  {
    name: 'openapi-fetch',
    async query() {
      const { data, error } = await client.GET('/v1/api/projects/{project-id}/experiments/{id}', {
        params: { path: { ...path, id: 15 } },
      });
      expect(data?.id === 15, JSON.stringify(error));
    },
    async paging() {
      const read = async (offset: number) => {
        const query = { limit: 5, offset };
        const { data } = await client.GET('/v1/api/projects/{project-id}/experiments', {
          params: { path, query },
        });
        return data.results.map(({ id }: { id: number }) => id) as number[];
      };
      const [first, second] = [await read(0), await read(5)];
      expect(first.length === 5 && second.length === 5, 'the pages are not full');
      expect(!second.some((id) => first.includes(id)), 'the pages overlap');
    },
    async mutation() {
      const name = newName();
      const { data, error } = await client.PATCH('/v1/api/projects/{project-id}/experiments/{id}', {
        params: { path: { ...path, id: 15 } },
        body: { name },
      });
      expect(data?.name === name, JSON.stringify(error));
    },
  },
];
