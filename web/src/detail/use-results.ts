import { useQuery } from '@apollo/client/react';
import { useCallback } from 'react';
import type { ResultsQuery } from './generated/graphql.ts';
import { ResultsDocument } from './documents.ts';

type Found = NonNullable<ResultsQuery['experiment']>;

/** A metric; `verdict` and `timeseries` are undefined until they have come. */
export type FoundMetric = NonNullable<NonNullable<Found['metrics']>[number]>;

export interface Results {
  readonly found: Found | null | undefined;
  readonly error: unknown;
  readonly isReading: boolean;
  readAgain(): void;
}

/** The results of an experiment, read beside the rest of the page, which need not wait for them. */
export function useResults(id: string): Results {
  const { data, error, loading, refetch } = useQuery(ResultsDocument, {
    variables: { id },
    // A metric that could not be read is reported beside those that could.
    errorPolicy: 'all',
  });
  const readAgain = useCallback(() => void refetch(), [refetch]);
  return {
    found: data?.experiment as Found | null | undefined,
    error,
    isReading: loading,
    readAgain,
  };
}
