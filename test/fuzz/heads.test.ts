import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { heads } from './heads.ts';
import { startHeadsServer, type HeadsServer } from './heads-server.ts';

/** Bytes that once bypassed the guards or made the server fail; findings of fuzz runs are added here. */
const failed = JSON.parse(
  readFileSync(new URL('heads.failed.json', import.meta.url), 'utf8'),
) as string[];

let server: HeadsServer;
beforeAll(async () => {
  server = await startHeadsServer();
});
afterAll(() => server.close());

it.each(failed)('bytes that once caused a failure no longer do: %j', async (bytes) => {
  expect(await server.send(bytes)).toBeUndefined();
});

it('a hundred hostile requests cause no failure', async () => {
  expect(await heads.run({ seed: 1, seconds: 30, runs: 100 })).toHaveProperty('inputs');
});
