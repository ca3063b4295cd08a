import { useQuery } from '@apollo/client/react';
import { useLast } from '../use-last.ts';
import { ChecklistDocument } from './checklist-document.ts';

/** What there is to look at before the launch of an experiment. The page and its dialog share one reading. */
export function useChecklist(id: string) {
  const { data, error, loading, refetch } = useQuery(ChecklistDocument, {
    variables: { id },
    errorPolicy: 'all',
  });
  const last = useLast(data?.experiment, id);
  return {
    checks: last?.launchChecklist ?? undefined,
    error,
    isReading: loading && !last,
    readAgain: () => void refetch(),
  };
}
