import { useReactiveVar, useSubscription } from '@apollo/client/react';
import { useRef } from 'react';
import { timeOfDay } from '../../format.ts';
import { connectionVar } from '../../graph/connection.ts';
import { liveWords, type Liveness } from '../../live/live-words.ts';
import { ExperimentsChangedDocument } from './documents.ts';

/** Whether changes arrive as they happen, as a word of CSS and in words. */
export interface LiveBadge {
  readonly state: string;
  readonly words: string;
}

/**
 * Listens to changes of any experiment of the project: one poll of PostHog for all of them.
 * @param onChange called when something has changed, and when the connection is back
 */
export function useListChanges(onChange: () => void): LiveBadge {
  const hasBegun = useRef(false);
  const connection = useReactiveVar(connectionVar);
  const { data, error } = useSubscription(ExperimentsChangedDocument, {
    onData({ data: { data: event } }) {
      if (!event) return;
      const { isFirst, changedIds, removedIds } = event.experimentsChanged;
      const isBack = hasBegun.current && isFirst;
      hasBegun.current = true;
      if (isBack || changedIds.length > 0 || removedIds.length > 0) onChange();
    },
  });
  const liveness: Liveness = error ? { state: 'broken' } : connection;
  const { pace, nextCheckAt } = data?.experimentsChanged ?? {};
  if (liveness.state === 'live' && pace === 'BUDGET_SHORT' && nextCheckAt != null) {
    const at = timeOfDay(new Date(nextCheckAt));
    return { state: 'slow', words: `Seldom live: the budget is short, next check at ${at}` };
  }
  return { state: liveness.state, words: liveWords(liveness) };
}
