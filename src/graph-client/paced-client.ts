import { graphql } from './generated/gql.ts';
import type { BudgetLeft, GraphClient } from './graph-client.ts';
import { waitFor } from './wait-for.ts';

/** The share of a key's calls, of a minute and of an hour, that background work leaves to others. */
const LEFT_TO_OTHERS = 0.25;

/** Seconds between two looks at the budget while there is too little of it. */
const BETWEEN_LOOKS = 5;

/** Costs no call: each answer says what is left. */
const BudgetDocument = graphql(`
  query BudgetLeft {
    __typename
  }
`);

export interface PaceOptions {
  /** Calls that PostHog allows the key. */
  readonly limits: { readonly perMinute: number; readonly perHour: number };
  /** Ends the waits. */
  readonly signal?: AbortSignal | undefined;
  /** Called once when a wait begins. */
  readonly onWait?: (() => void) | undefined;
  /** Waits; tests replace it. Rejects when the signal aborts. */
  readonly wait?: ((ms: number, signal?: AbortSignal) => Promise<void>) | undefined;
}

/**
 * A client for long work beside other callers of the same key: before each query it waits until the key has more than
 * a quarter of its calls left, in the minute and in the hour. It never waits for an OAuth token, whose calls PostHog does
 * not count.
 */
export function createPacedClient(client: GraphClient, options: PaceOptions): GraphClient {
  const { limits, signal, onWait, wait = waitFor } = options;
  let left: BudgetLeft | undefined;
  let waiting: Promise<void> | undefined;
  const isShort = () =>
    left !== undefined &&
    (left.minuteRemaining <= limits.perMinute * LEFT_TO_OTHERS ||
      left.hourRemaining <= limits.perHour * LEFT_TO_OTHERS);
  const untilEnough = async () => {
    onWait?.();
    while (isShort()) {
      // One look after another: each says whether there is another wait.
      // oxlint-disable-next-line no-await-in-loop
      await wait(BETWEEN_LOOKS * 1_000, signal);
      // oxlint-disable-next-line no-await-in-loop
      left = (await client.read(BudgetDocument)).budget;
    }
  };
  return {
    get calls() {
      return client.calls;
    },
    async read(...operation) {
      if (isShort())
        await (waiting ??= untilEnough().finally(() => {
          waiting = undefined;
        }));
      const answer = await client.read(...operation);
      left = answer.budget;
      return answer;
    },
    write: (...operation) => client.write(...operation),
  };
}
