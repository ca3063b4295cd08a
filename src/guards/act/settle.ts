import type { ExperimentState } from '../read/read-state.ts';
import type { FiringRecord } from '../records/record.ts';
import { hasLine } from './comment.ts';

/** Milliseconds after which a change whose outcome was not stored is no longer under way at PostHog. */
const UNDER_WAY_MS = 120_000;

/** What reading the experiment shows of a change whose outcome was not stored. */
export type Settled =
  /** It was made: by this guard where the outcome is DONE, and otherwise by this guard or by somebody else. */
  | { readonly is: 'MADE'; readonly outcome: 'DONE' | 'ALREADY_DONE'; readonly note: string }
  /** It certainly was not made, so the guard may fire again. */
  | { readonly is: 'NOT_MADE' }
  /** It may have been made, and undone since. It is not repeated. */
  | { readonly is: 'UNCERTAIN'; readonly note: string }
  /** It may still be under way. */
  | { readonly is: 'UNDER_WAY' }
  /** It may still be under way, and is dated later than now, because a clock was wrong: it is waited for from now on. */
  | { readonly is: 'DATED_LATER' };

const BY_WHOM =
  'This was found by reading the experiment; whether this guard or somebody else did it is not known.';

/**
 * Finds out from the state of the experiment what became of a change.
 * @param state null for an experiment that is gone, which cannot say it any more
 */
export function settle(
  { firing, waitsFrom, isUncertain, version, flagVersion }: FiringRecord,
  state: ExperimentState | null,
  now: Date,
): Settled {
  if (state && hasLine(state.conclusionComment, firing.id))
    return { is: 'MADE', outcome: 'DONE', note: 'This was found by reading the experiment.' };
  if (state && isReached(firing, state))
    return { is: 'MADE', outcome: 'ALREADY_DONE', note: BY_WHOM };
  // PostHog may still be making a change whose answer was lost, too.
  const ageMs = now.getTime() - Date.parse(waitsFrom ?? firing.at);
  if (ageMs < 0) return { is: 'DATED_LATER' };
  if (ageMs < UNDER_WAY_MS) return { is: 'UNDER_WAY' };
  if (!state)
    return {
      is: 'UNCERTAIN',
      note: 'What became of it was not stored, and the experiment was deleted, or this key may not see it. It is not sent again.',
    };
  if (isUncertain)
    return {
      is: 'UNCERTAIN',
      note: 'The answer of PostHog was lost, and the experiment does not show the change. It is not sent again.',
    };
  const isUntouched =
    version !== null &&
    flagVersion !== null &&
    state.version === version &&
    state.featureFlag?.version === flagVersion;
  return isUntouched
    ? { is: 'NOT_MADE' }
    : {
        is: 'UNCERTAIN',
        note: 'The watcher ended while it was acting, and the experiment was changed since. It is not sent again.',
      };
}

/** Whether an experiment is as an action leaves it. */
function isReached(
  { action, variant }: FiringRecord['firing'],
  { status, variants }: ExperimentState,
): boolean {
  if (action === 'PAUSE') return status === 'PAUSED';
  if (action === 'END') return status === 'STOPPED';
  return (
    status === 'STOPPED' &&
    (variants ?? []).some(({ key }) => key === variant) &&
    (variants ?? []).every(({ key, rolloutPercentage }) =>
      key === variant ? rolloutPercentage === 100 : rolloutPercentage === 0,
    )
  );
}
