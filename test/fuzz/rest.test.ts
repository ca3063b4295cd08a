import { expect, it } from 'vitest';
import { rest } from './rest/target.ts';

it('random requests to the REST API are answered as its document says', async () => {
  const report = await rest.run({ seed: 4_500, seconds: 120, runs: 300 });
  expect(Object.keys(report['statuses'] as object)).toEqual(
    expect.arrayContaining(['200', '400', '401', '404']),
  );
}, 300_000);
