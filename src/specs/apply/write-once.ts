import { GraphFailure, type GraphError } from '../../graph-client/graph-failure.ts';
import type { GraphAnswer } from '../../graph-client/graph-client.ts';
import { secondsUntilAllowed } from '../../graph-client/limit-reached.ts';
import { wasNotMade } from '../../graph-client/write-refusal.ts';

/** The result union of a mutation, as the documents select it. */
type Result =
  | {
      readonly reconciled: boolean;
      readonly notStored: readonly string[];
      readonly experiment: {
        readonly id: string;
        readonly version?: number | null;
        readonly posthogId?: number;
      };
      readonly duplicateOf?: { readonly posthogId: number } | null;
    }
  | { readonly code: string; readonly message: string };

export interface Answered {
  readonly result?: Result | null;
}

/** What became of a write. */
export type Written =
  | {
      readonly kind: 'done';
      readonly id: string;
      readonly version: number | null;
      /** True if PostHog's answer was lost and a read showed that the change was made. */
      readonly reconciled: boolean;
      /** Paths of what PostHog did not store, in its own names. */
      readonly notStored: readonly string[];
    }
  /** The change was made, and there is one too many. */
  | { readonly kind: 'duplicate'; readonly message: string }
  /** Nothing was changed. */
  | { readonly kind: 'refused'; readonly message: string }
  /** The change may have been made. */
  | { readonly kind: 'uncertain'; readonly message: string };

/**
 * Runs a write. It is repeated only where it was certainly not made, because PostHog's limit was reached.
 * @param wait waits so many seconds; rejects when the process is asked to stop
 */
export async function writeOnce(
  send: () => Promise<GraphAnswer<Answered>>,
  wait: (seconds: number) => Promise<void>,
): Promise<Written> {
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop
    const { result, errors } = await answerOf(send);
    if (result && 'experiment' in result) {
      const { reconciled, notStored, experiment, duplicateOf } = result;
      if (duplicateOf) return duplicate(experiment.posthogId, duplicateOf.posthogId);
      const unread = errors.find(({ path }) => path?.includes('duplicateOf'));
      if (unread) return { kind: 'uncertain', message: unread.message };
      const { id, version = null } = experiment;
      return { kind: 'done', id, version, reconciled, notStored };
    }
    if (result) return { kind: 'refused', message: `${result.message} (${result.code})` };
    const [error] = errors;
    const code = String(error?.extensions?.['code']);
    const message = `${error?.message ?? 'The operation returned no data.'} (${code})`;
    if (!wasNotMade(error)) return { kind: 'uncertain', message };
    const seconds = secondsUntilAllowed(error);
    if (seconds === undefined) return { kind: 'refused', message };
    // oxlint-disable-next-line no-await-in-loop
    await wait(seconds);
  }
}

const duplicate = (own: number | undefined, other: number): Written => ({
  kind: 'duplicate',
  message: `Somebody else created an experiment with the same flag and name at the same time, number ${other}. Delete this one, number ${own}, which is a draft.`,
});

interface Received {
  readonly result?: Result | null | undefined;
  readonly errors: readonly GraphError[];
}

async function answerOf(send: () => Promise<GraphAnswer<Answered>>): Promise<Received> {
  try {
    const { data, errors } = await send();
    return { result: data.result, errors };
  } catch (error) {
    if (error instanceof GraphFailure) return { errors: error.errors };
    // The request was aborted, or its answer cannot be read: PostHog may have made the change.
    const message = error instanceof Error ? error.message : String(error);
    return { errors: [{ message, extensions: { code: 'UPSTREAM_UNAVAILABLE', uncertain: true } }] };
  }
}
