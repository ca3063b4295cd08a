import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { heads } from './heads.ts';
import { startHeadsServer, type HeadsServer } from './heads-server.ts';

/** Bytes that once got past the guards or made the server fail; what a fuzz run finds is added here. */
const failed = JSON.parse(
  readFileSync(new URL('heads.failed.json', import.meta.url), 'utf8'),
) as string[];

let server: HeadsServer;
beforeAll(async () => {
  server = await startHeadsServer();
});
afterAll(() => server.close());

it.each(failed)('bytes that once did harm do none: %j', async (bytes) => {
  expect(await server.send(bytes)).toBeUndefined();
});

it('a hundred hostile requests do no harm', async () => {
  expect(await heads.run({ seed: 1, seconds: 30, runs: 100 })).toHaveProperty('inputs');
});
