import { describe, expect, it } from 'vitest';
import { runReadsAndWrites } from '../../../../support/reads-and-writes.ts';

/** REPLICA_OPERATIONS=10000 for the long run. */
const OPERATIONS = Number(process.env['REPLICA_OPERATIONS'] ?? 1_500);
const SEED = Number(process.env['REPLICA_SEED'] ?? 15);
const common = { operations: OPERATIONS, seed: SEED };

describe(`${OPERATIONS} reads and writes over several replicas`, () => {
  it.each([2, 3])(
    'are never answered with less than a write that was answered before (%i replicas, 12 at a time)',
    async (replicas) => {
      const { older, calls } = await runReadsAndWrites({ ...common, replicas, together: 12 });
      expect(older).toEqual([]);
      expect(calls).toBeLessThan(OPERATIONS);
    },
    600_000,
  );

  it('take as many calls as over a single replica', async () => {
    const run = (replicas: number) => runReadsAndWrites({ ...common, replicas, together: 1 });
    const single = await run(1);
    for (const replicas of [2, 3]) {
      const { older, calls } = await run(replicas);
      expect(older).toEqual([]);
      expect(Math.abs(calls - single.calls)).toBeLessThanOrEqual(5);
    }
  }, 600_000);
});
