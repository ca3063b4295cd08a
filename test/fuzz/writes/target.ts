import fc from 'fast-check';
import type { FuzzTarget } from '../target.ts';
import { writingRequests } from './request.ts';
import { startWriteTrial } from './trial.ts';

/** Mutations in every spelling and over every transport, with a PostHog that loses the answers to writes. */
export const writesTarget: FuzzTarget = {
  name: 'writes',
  async run({ seed, seconds, runs = Infinity }) {
    const trial = await startWriteTrial();
    try {
      await fc.assert(
        fc.asyncProperty(writingRequests, (request) => trial.try(request)),
        {
          seed,
          numRuns: Math.min(runs, 1_000_000),
          ...(Number.isFinite(seconds) && { interruptAfterTimeLimit: seconds * 1_000 }),
          endOnFailure: true,
          includeErrorInReport: true,
        },
      );
      return { ...trial.counts };
    } finally {
      await trial.close();
    }
  },
};
