import { useApolloClient } from '@apollo/client/react';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { ExperimentRowFragment } from '../../generated/graphql.ts';
import { ExperimentList } from '../experiment-list.ts';
import { plainOrder } from '../use-experiments.ts';
import { plainFilter, type ListView } from '../use-list-view.ts';

/** All experiments, archived ones or others, as far as they were read. */
export interface WholeList {
  readonly rows: readonly ExperimentRowFragment[];
  readonly isComplete: boolean;
}

/**
 * All experiments, whatever the view is narrowed to: 1 upstream call per 100 that were not read before, while it is
 * wanted.
 */
export function useWholeList(view: ListView, isWanted: boolean): WholeList {
  const client = useApolloClient();
  const isArchived = view.shown === 'ARCHIVED';
  const list = useMemo(() => {
    const query = { filter: plainFilter(view), orderBy: plainOrder };
    return new ExperimentList(client, query, false);
  }, [client, isArchived, isWanted]);
  const { rows = [], isComplete } = useSyncExternalStore(
    isWanted ? list.subscribe : notAtAll,
    list.state,
  );
  useEffect(() => {
    list.readWhole(isWanted);
  }, [list, isWanted]);
  return { rows, isComplete };
}

const notAtAll = () => () => undefined;
