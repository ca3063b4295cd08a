import {
  faults,
  MAX_BYTES,
  startFaultyPostHog,
  type Fault,
} from '../../test/faults/faulty-posthog.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { ask, loop } from './ask.ts';
import { measurable, measure } from './measure.ts';
import { openStage, unthrottled } from './stage.ts';

/** Requests that meet each fault, and how many are under way at a time. */
const REQUESTS = 200;
const PLACES = 20;

const environment = {
  ...unthrottled,
  // Every request is to meet the fault, and not the circuit breaker.
  BREAKER: 'off',
  // The limits that the faults are made for; an answer has 32 MiB at most in any case.
  UPSTREAM_TIMEOUT_MS: '1200',
};

/** The fault of an answer that is too long, with as many bytes as it takes at the default limit. */
const tooLong = (fault: Fault): Fault =>
  fault.name.startsWith('Answer above')
    ? {
        ...fault,
        async misbehave(response) {
          response.writeHead(200, { 'content-type': 'application/json' });
          const part = Buffer.alloc(MAX_BYTES, 'x');
          for (let sent = 0; sent < 40_000_000 && !response.destroyed; sent += part.length)
            if (!response.write(part))
              await new Promise((drained) => response.once('drain', drained));
          response.end();
        },
      }
    : fault;

/** Prints for each way in which PostHog fails what 200 queries and changes leave behind in the memory of the server, in MiB. */
export async function posthogFaults(): Promise<void> {
  for (const fault of faults.map(tooLong)) {
    const sandbox = await createSandbox();
    const posthog = await startFaultyPostHog(sandbox.url, fault);
    const stage = await openStage({
      replicas: 1,
      redis: false,
      environment: { ...environment, POSTHOG_HOST: posthog.url },
      nodeOptions: measurable,
    });
    try {
      let sent = 0;
      const send = async () => {
        sent += 1;
        await (sent % 10 === 0
          ? ask(stage.url, copy, { name: `c${sent}` })
          : ask(stage.url, `{ experiments(first: ${1 + (sent % 50)}) { nodes { name } } }`));
      };
      const isOver = (limit: number) => () => sent >= limit;
      await loop(PLACES, isOver(REQUESTS), send);
      const { pid } = stage.replicas[0]!;
      const before = await measure(pid, stage.directory);
      await posthog.fail();
      await loop(PLACES, isOver(2 * REQUESTS), send);
      const after = await measure(pid, stage.directory);
      const memory = ({ inUse, resident }: typeof after) =>
        `${inUse.toFixed(1)} in use, ${resident} resident`;
      console.log([fault.name, memory(before), memory(after), `${after.files} files`].join(' | '));
    } finally {
      await stage.close();
      posthog.close();
      await sandbox.close();
    }
  }
}

const copy = `mutation ($name: String!) {
  duplicateExperiment(input: { id: "15", name: $name }) { __typename }
}`;
