import { GraphFailure, type GraphError } from '../../graph-client/graph-failure.ts';
import type { GraphAnswer } from '../../graph-client/graph-client.ts';
import { wasNotMade } from '../../graph-client/write-refusal.ts';

/** What became of a mutation. */
export interface Sent {
  /**
   * DONE. CONFLICT: it is in another state. CHANGED: it was changed since it was read, and nothing was done. REFUSED: it
   * will be again. NOT_MADE: it was not made, and may be sent again. UNCERTAIN: it may have been made.
   */
  readonly outcome: 'DONE' | 'CONFLICT' | 'CHANGED' | 'REFUSED' | 'NOT_MADE' | 'UNCERTAIN';
  /** What PostHog or this API says; undefined for DONE. */
  readonly message?: string | undefined;
}

interface Answered {
  readonly outcome: { readonly __typename: string; readonly message?: string } | null;
}

const OUTCOMES: Readonly<Record<string, Sent['outcome']>> = {
  LifecycleConflict: 'CONFLICT',
  VersionConflict: 'CHANGED',
};

/** Sends a mutation once and says what became of it. An abort while it is under way makes it uncertain. */
export async function send(write: () => Promise<GraphAnswer<Answered>>): Promise<Sent> {
  try {
    const { data, errors } = await write();
    if (data.outcome === null) return ofErrors(errors);
    const { __typename: type, message } = data.outcome;
    if (type.endsWith('Payload')) return { outcome: 'DONE' };
    return { outcome: OUTCOMES[type] ?? 'REFUSED', message };
  } catch (error) {
    if (error instanceof GraphFailure) return ofErrors(error.errors);
    return {
      outcome: 'UNCERTAIN',
      message: error instanceof Error ? error.message : String(error),
    };
  }
}

function ofErrors(errors: readonly GraphError[]): Sent {
  const [error] = errors;
  return { outcome: wasNotMade(error) ? 'NOT_MADE' : 'UNCERTAIN', message: error?.message };
}
