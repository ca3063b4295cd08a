import { useQuery } from '@apollo/client/react';
import { CombinedGraphQLErrors } from '@apollo/client';
import { useMemo } from 'react';
import type { ResultsQuery } from './generated/graphql.ts';
import { ResultsDocument } from './results-documents.ts';
import { useLast } from './use-last.ts';

type Found = NonNullable<ResultsQuery['experiment']>;

/** A metric; what it found is undefined until it has come. */
export type FoundMetric = NonNullable<NonNullable<Found['metrics']>[number]>;

/** The days of a primary metric; `timeseries` is undefined until it has come. */
export type MetricDays = NonNullable<NonNullable<Found['primary']>[number]>;

export interface Results {
  readonly found: Found | null | undefined;
  /** The days of the primary metrics, by the metric. */
  readonly days: readonly MetricDays[];
  /** Ids of the metrics whose newest result could not be read. */
  readonly unread: ReadonlySet<string>;
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
  // What could not be read again stays as it was, beside the error.
  const found = useLast(data?.experiment as Found | null | undefined, id);
  const days = useMemo(() => (found?.primary ?? []).filter((metric) => metric !== null), [found]);
  return {
    found,
    days,
    unread: unreadOf(found, error),
    error,
    isReading: loading,
    readAgain: () => void refetch(),
  };
}

/** The metrics that errors are about, by the place of the metric in the path. */
function unreadOf(found: Found | null | undefined, error: unknown): ReadonlySet<string> {
  if (!CombinedGraphQLErrors.is(error)) return new Set();
  const places = error.errors.flatMap(({ path }) =>
    path?.[1] === 'metrics' && typeof path[2] === 'number' ? path[2] : [],
  );
  return new Set(places.flatMap((place) => found?.metrics?.[place]?.id ?? []));
}
