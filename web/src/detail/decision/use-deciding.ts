import { useQuery } from '@apollo/client/react';
import { DecidingDocument } from './deciding-document.ts';
import type { DecidingQuery } from '../generated/graphql.ts';
import { useLast } from '../use-last.ts';

type Decided = NonNullable<DecidingQuery['experiment']>;

export type Decision = NonNullable<Decided['decision']>;
export type Finding = NonNullable<Decided['findings']>[number];

/** What is recommended and found, and what could not be read of it. */
export interface Deciding {
  /** Undefined until it has come, null for a draft. */
  readonly decision: Decision | null | undefined;
  readonly findings: Decided['findings'] | undefined;
  readonly error: unknown;
  readonly isReading: boolean;
  readAgain(): void;
}

/** Reads what to do with an experiment, beside its results, whose calls it shares. */
export function useDeciding(id: string): Deciding {
  const { data, error, loading, refetch } = useQuery(DecidingDocument, {
    variables: { id },
    errorPolicy: 'all',
  });
  const last = useLast(data?.experiment, id);
  return {
    decision: last?.decision,
    findings: last?.findings,
    error,
    isReading: loading && !last,
    readAgain: () => void refetch(),
  };
}
