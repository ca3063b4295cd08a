import type { UpstreamOptions } from '../../../../src/posthog/client.ts';
import type { CircuitChange } from '../../../../src/posthog/layers/breaker/breaker.ts';
import { fakePostHog, json, type Respond } from '../../../support/fake-posthog.ts';

/** The keys that `startFailing` has made known; a third one is not. */
export const KEYS = ['phx_one', 'phx_two'] as const;

export const experiment = (id: number) => ({ path: { project_id: '1', id } });
const flag = (id: number) => ({ path: { project_id: '1', id } });

/**
 * A PostHog that answers until `answer` is replaced, with a clock that tests set. Pauses between attempts are skipped.
 * @param keys the keys that PostHog has accepted before the test begins
 */
export async function startFailing(
  keys: readonly string[] = [KEYS[0]],
  options: Partial<UpstreamOptions> = {},
) {
  const changes: CircuitChange[] = [];
  let ahead = 0;
  const works: Respond = json(200, { id: 1 });
  const state = { answer: works };
  const posthog = await fakePostHog((...exchange) => state.answer(...exchange), {
    now: () => Date.now() + ahead,
    sleep(ms) {
      ahead += ms;
      return Promise.resolve();
    },
    onCircuit: (change) => changes.push(change),
    ...options,
  });
  for (const key of keys)
    await posthog.client({}, key).call('experiments_retrieve', experiment(99));
  posthog.received.length = 0;
  return Object.assign(posthog, {
    changes,
    /** How PostHog answers from now on. */
    answers(next: Respond = works) {
      state.answer = next;
    },
    /** Sets the clock forward. */
    passes(ms: number) {
      ahead += ms;
    },
    /** Reads an experiment or a flag; resolves with `ok`, or else with the reason or kind of the failure. */
    async reads(what: 'experiment' | 'flag', id: number, key: string = KEYS[0]) {
      const deadline = Date.now() + ahead + 60_000;
      const client = posthog.client({ deadline }, key);
      try {
        await (what === 'flag'
          ? client.call('feature_flags_retrieve', flag(id))
          : client.call('experiments_retrieve', experiment(id)));
        return 'ok';
      } catch (error) {
        const { reason, kind } = error as { reason?: string; kind: string };
        return reason ?? kind;
      }
    },
  });
}
