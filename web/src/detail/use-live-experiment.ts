import { useSubscription } from '@apollo/client/react';
import { useState } from 'react';
import { statusWords } from '../words.ts';
import type { ExperimentChangedSubscription, ExperimentStatus } from '../generated/graphql.ts';
import { ExperimentChangedDocument } from './documents.ts';

type Event = ExperimentChangedSubscription['experimentChanged'];

export interface Live {
  readonly state: 'connecting' | 'live' | 'broken';
  /** What the newest change was, for people; '' before there was one. */
  readonly news: string;
}

/**
 * Listens to whatever changes on an experiment. The cache takes the change in by the experiment's id,
 * so that everything on the page that shows it follows.
 * @param onChange called at every change but the first event, which says how it is
 */
export function useLiveExperiment(id: string, onChange: () => void): Live {
  const [news, setNews] = useState('');
  const { data, error } = useSubscription(ExperimentChangedDocument, {
    variables: { id },
    onData({ data: { data: event } }) {
      if (!event || event.experimentChanged.changes.length === 0) return;
      setNews(newsOf(event.experimentChanged));
      onChange();
    },
  });
  return { state: error ? 'broken' : data ? 'live' : 'connecting', news };
}

function newsOf({ changes, experiment }: Event): string {
  if (!experiment) return 'This experiment was deleted.';
  const status = changes.find(({ field }) => field === 'status');
  if (status) return `Now ${statusWords[status.after as ExperimentStatus].toLowerCase()}.`;
  return `Changed: ${changes.map(({ field }) => field).join(', ')}.`;
}
