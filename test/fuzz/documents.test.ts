import { expect, it } from 'vitest';
import { documents, replayDocuments } from './documents/target.ts';

/** Seeds of documents that once caused a failure. */
const kept = [1, 2, 3];

it('random documents cause neither a crash nor an internal error', async () => {
  const report = await documents.run({ seed: 20_000, seconds: 120, runs: 400 });
  expect(report).toMatchObject({ tried: 400, crashes: 0 });
  expect(Object.keys(report['refusals'] as object)).toEqual(
    expect.arrayContaining(['TOO_COMPLEX', 'DOCUMENT_TOO_DEEP', 'GRAPHQL_VALIDATION_FAILED']),
  );
}, 300_000);

it('documents that once caused a failure no longer do', async () => {
  await expect(replayDocuments(kept)).resolves.toBeUndefined();
}, 300_000);
