import fc from 'fast-check';
import { hostileBytes } from './heads-input.ts';
import { startHeadsServer } from './heads-server.ts';
import type { FuzzTarget } from './target.ts';

/** A body that is never complete is waited for as long, and many are. */
const PATIENCE_MS = 100;

/**
 * HTTP requests in odd spellings, as bytes over a socket: none is let past the guards of a server with
 * a gateway token, none makes a server fail, with a token or without, and an honest request is answered
 * afterwards.
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
      });
      if (details.failed && details.counterexample)
        throw new Error(fc.defaultReportMessage(details));
      return { inputs: details.numRuns };
    } finally {
      await server.close();
    }
  },
};
