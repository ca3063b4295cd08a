import { setTimeout as sleep } from 'node:timers/promises';
import { follow } from './follow.ts';
import { openStage, unthrottled } from './stage.ts';
import { sendSteadily } from './steady-requests.ts';

/** The time that each replica goes on answering after it was asked to stop. */
const SHUTDOWN_DELAY_MS = 1_000;
/** Pause after each restart. */
const PAUSE_MS = 1_000;

/**
 * Restarts the replicas in turn, as a rollout does, while queries and mutations are sent at a steady rate and somebody
 * listens to changes. Nothing is sent twice, neither by nginx nor by the caller.
 */
export async function rollout(replicas: number, rate: number, seconds: number): Promise<void> {
  const stage = await openStage({
    replicas,
    redis: true,
    environment: {
      ...unthrottled,
      SHUTDOWN_DELAY_MS: String(SHUTDOWN_DELAY_MS),
    },
  });
  try {
    const until = performance.now() + seconds * 1_000;
    const isOver = () => performance.now() >= until;
    const left = new AbortController();
    const listener = follow(stage.url, '3', left.signal);
    const sending = sendSteadily(stage.url, rate, isOver);
    let restarts = 0;
    while (!isOver()) {
      await stage.replicas[restarts % replicas]!.restart('SIGTERM');
      restarts += 1;
      await sleep(PAUSE_MS);
    }
    const { failures, ...sent } = await sending;
    await sleep(3_000);
    left.abort();
    const events = await listener;
    console.log({ replicas, rate, seconds, restarts, ...sent, failed: failures.length, events });
    const kinds = Map.groupBy(failures, (failure) => failure.replace(/^Request \d+ was /, ''));
    for (const [kind, { length }] of kinds) console.log(`${length} ${kind}`);
    if (failures.length > 0 || events.gaps > 0 || events.doubled > 0) process.exitCode = 1;
  } finally {
    await stage.close();
  }
}
