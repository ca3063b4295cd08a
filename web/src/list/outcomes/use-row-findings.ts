import { useApolloClient } from '@apollo/client/react';
import { useEffect } from 'react';
import { failureOf } from '../../graph/failure.ts';
import type { ExperimentFilter } from '../../generated/graphql.ts';
import { Retrying } from '../retrying.ts';
import { readingVar } from './reading-var.ts';
import { readRowFindings } from './row-findings.ts';

/** Reads the findings for which rows are enough, once for each list, and again after a failure. */
export function useRowFindings(filter: ExperimentFilter, isWanted: boolean): void {
  const client = useApolloClient();
  const key = JSON.stringify(filter);
  useEffect(() => {
    if (!isWanted) return undefined;
    const retrying = new Retrying(() => void read());
    async function read() {
      try {
        await readRowFindings(client, filter);
        readingVar({ waitsUntil: null, because: null });
      } catch (error) {
        const failure = failureOf(error);
        readingVar({ waitsUntil: retrying.after(failure) ?? null, because: failure.code });
      }
    }
    void read();
    return () => retrying.stop();
  }, [client, key, isWanted]);
}
