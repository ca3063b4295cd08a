import fc from 'fast-check';
import { hostileBytes } from './heads-input.ts';
import { startHeadsServer } from './heads-server.ts';
import type { FuzzTarget } from './target.ts';

/** The wait for each incomplete body; short, because there are many. */
const PATIENCE_MS = 100;

/**
 * Unusual HTTP requests, as bytes over a socket: none bypasses the guards of a server with a gateway token, none
 * makes a server fail, with a token or without, and a valid request is still answered afterwards.
 */
export const heads: FuzzTarget = {
  name: 'heads',
  async run({ seed, seconds, runs = Infinity }) {
    const server = await startHeadsServer(PATIENCE_MS);
    try {
      const property = fc.asyncProperty(hostileBytes, async (bytes) => {
        const problem = await server.send(bytes);
        if (problem !== undefined) throw new Error(problem);
      });
      const details = await fc.check(property, {
        seed,
        numRuns: Math.min(runs, 2 ** 31 - 1),
        interruptAfterTimeLimit: seconds * 1_000,
        includeErrorInReport: true,
      });
      if (details.failed && details.counterexample)
        throw new Error(fc.defaultReportMessage(details));
      return { inputs: details.numRuns };
    } finally {
      await server.close();
    }
  },
};
