import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@hey-api/openapi-ts';
import { BASE, expect, newName, type ClientChecks } from '../check.ts';

const folder = await mkdtemp(join(tmpdir(), 'hey-api-'));
await createClient({
  input: `${BASE}/v1/openapi.json`,
  output: { path: folder, module: { extension: '.ts' } },
  logs: { level: 'silent' },
  plugins: ['@hey-api/client-fetch', '@hey-api/sdk', '@hey-api/typescript'],
});
/** The generated functions by name. */
const sdk = (await import(join(folder, 'index.ts'))) as Record<
  string,
  (options: object) => Promise<any>
>;
const find = (pattern: RegExp) => {
  const name = Object.keys(sdk).find((one) => pattern.test(one));
  expect(name, `no function like ${String(pattern)}`);
  return sdk[name]!;
};
const path = { 'project-id': '1' };

export const clients: readonly ClientChecks[] = [
  {
    name: 'hey-api',
    async query() {
      const { data, error } = await find(/^experimentsRetrieve$/)({
        baseUrl: BASE,
        path: { ...path, id: 15 },
      });
      expect(data?.id === 15, JSON.stringify(error));
    },
    async paging() {
      const read = async (offset: number): Promise<number[]> => {
        const query = { limit: 5, offset };
        const { data } = await find(/^experimentsList$/)({ baseUrl: BASE, path, query });
        return data.results.map(({ id }: { id: number }) => id);
      };
      const [first, second] = [await read(0), await read(5)];
      expect(first.length === 5 && !second.some((id) => first.includes(id)), 'the pages overlap');
    },
    async mutation() {
      const name = newName();
      const update = find(/^experimentsPartialUpdate$/);
      const { data, error } = await update({
        baseUrl: BASE,
        path: { ...path, id: 15 },
        body: { name },
      });
      expect(data?.name === name, JSON.stringify(error));
    },
  },
];
