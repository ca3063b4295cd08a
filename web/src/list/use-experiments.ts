import { useApolloClient, useReactiveVar } from '@apollo/client/react';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { ExperimentRowFragment } from '../generated/graphql.ts';
import { ExperimentsDocument } from './documents.ts';
import { ExperimentList, PAGE, type ListQuery, type ListState } from './experiment-list.ts';
import { matches } from './matching.ts';
import { deepFindingsVar, outcomesVar, rowFindingsVar } from './outcomes-var.ts';
import { sorted, upstreamOrder } from './sorting.ts';
import { plainFilter, upstreamFilter, type ListView } from './use-list-view.ts';

/** The list that a view shows, as far as it was read. */
export interface Experiments {
  readonly list: ExperimentList;
  readonly state: ListState;
  /** Every row that was read and that PostHog's part of the filter lets through, the newest or first by its order first. */
  readonly read: readonly ExperimentRowFragment[];
  /** Those of them that the view shows, in its order; undefined before the first page. */
  readonly rows: readonly ExperimentRowFragment[] | undefined;
  /** True where every page has to be read before all rows are known. */
  readonly needsWhole: boolean;
  /** True where the rows are all experiments, archived ones or others, so that each of them can be counted. */
  readonly isPlain: boolean;
}

/** Newest first. */
export const plainOrder = upstreamOrder(null);

/**
 * Reads the list of a view. PostHog filters and orders where it can, page by page. Where it cannot, or where all
 * experiments were read before, this page does: then all pages are read, once, and no view takes a further call.
 */
export function useExperiments(view: ListView): Experiments {
  const client = useApolloClient();
  const isKnown = useMemo(() => {
    const variables = { first: PAGE, filter: plainFilter(view), orderBy: plainOrder ?? null };
    const known = client.readQuery({ query: ExperimentsDocument, variables });
    return known?.experiments?.pageInfo?.hasNextPage === false;
  }, [client, view]);
  const needsWhole = isOwn(view) || (isKnown && (view.isNarrowed || view.sorting !== null));
  const query: ListQuery = {
    filter: isKnown ? plainFilter(view) : upstreamFilter(view),
    orderBy: needsWhole ? plainOrder : upstreamOrder(view.sorting),
  };
  const key = JSON.stringify(query);
  const list = useMemo(() => new ExperimentList(client, query), [client, key]);
  const state = useSyncExternalStore(list.subscribe, list.state);
  useEffect(() => {
    list.readWhole(needsWhole);
  }, [list, needsWhole]);

  const outcomes = useReactiveVar(outcomesVar);
  const rowFindings = useReactiveVar(rowFindingsVar);
  const deepFindings = useReactiveVar(deepFindingsVar);
  const rows = useMemo(() => {
    const known = { outcomes, findings: [rowFindings, deepFindings] };
    const matching = state.rows?.filter((row) => matches(view, row, known));
    if (!matching || !needsWhole || !view.sorting) return matching;
    return sorted(matching, view.sorting, (id) => outcomes.get(id));
  }, [state.rows, view, needsWhole, outcomes, rowFindings, deepFindings]);
  const isPlain = Object.keys(query.filter).every((name) => name === 'archived');
  return { list, state, read: state.rows ?? [], rows, needsWhole, isPlain };
}

/** True for a view whose filters or order PostHog does not have. It searches names only, so that is done here too. */
const isOwn = ({ search, decision, finding, sorting }: ListView): boolean =>
  search !== '' ||
  decision !== '' ||
  finding !== '' ||
  (sorting !== null && upstreamOrder(sorting) === undefined);
