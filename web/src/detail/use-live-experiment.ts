import { useReactiveVar, useSubscription } from '@apollo/client/react';
import { useRef, useState } from 'react';
import { connectionVar } from '../graph/connection.ts';
import type { Liveness } from '../live/live-words.ts';
import { statusWords } from '../words.ts';
import type { ExperimentChangedSubscription, ExperimentStatus } from './generated/graphql.ts';
import { ExperimentChangedDocument } from './documents.ts';
import { shippedOf } from './shipped.ts';

type Event = ExperimentChangedSubscription['experimentChanged'];

export interface Live {
  readonly connection: Liveness;
  /** What the newest change was, for people; '' before there was one. */
  readonly news: string;
}

/**
 * Listens to whatever changes on an experiment. The cache takes the change in by the experiment's id,
 * so that everything on the page that shows it follows.
 * @param onChange called at every change, and when the connection is back; not at the first event, which says how it is
 */
export function useLiveExperiment(id: string, onChange: () => void): Live {
  const [news, setNews] = useState('');
  const hasBegun = useRef(false);
  const connection = useReactiveVar(connectionVar);
  const { error } = useSubscription(ExperimentChangedDocument, {
    variables: { id },
    onData({ data: { data: event } }) {
      if (!event) return;
      const isBack = hasBegun.current && event.experimentChanged.isFirst;
      hasBegun.current = true;
      const isChange = event.experimentChanged.changes.length > 0;
      if (isChange) setNews(newsOf(event.experimentChanged));
      if (isChange || isBack) onChange();
    },
  });
  return { connection: error ? { state: 'broken' } : connection, news };
}

function newsOf({ changes, experiment }: Event): string {
  if (!experiment) return 'This experiment was deleted.';
  const status = changes.find(({ field }) => field === 'status');
  if (status) {
    const shipped = shippedOf(experiment);
    const words = `Now ${statusWords[status.after as ExperimentStatus].toLowerCase()}.`;
    return shipped === undefined
      ? words
      : `${words} Everyone whom the flag admits gets “${shipped}”.`;
  }
  return `Changed: ${changes.map(({ field }) => field).join(', ')}.`;
}
