import { useApolloClient, useReactiveVar } from '@apollo/client/react';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { ExperimentRowFragment } from '../generated/graphql.ts';
import { ExperimentList, type ListState } from '../list/experiment-list.ts';
import { deepFindingsVar, outcomesVar, rowFindingsVar } from '../list/outcomes-var.ts';
import { readingVar, type Reading } from '../list/outcomes/reading-var.ts';
import { deepFindings, outcomes, reader } from '../list/outcomes/sources.ts';
import { useRowFindings } from '../list/outcomes/use-row-findings.ts';
import { plainOrder } from '../list/use-experiments.ts';
import { inboxGroups, isOpen, type InboxGroup } from './inbox-groups.ts';
import { waitingVar } from './waiting-var.ts';

export interface Inbox {
  readonly list: ExperimentList;
  readonly state: ListState;
  readonly reading: Reading;
  /** The experiments about which something is left to decide. */
  readonly open: readonly ExperimentRowFragment[];
  readonly groups: readonly InboxGroup[];
  /** How many of the open ones have a decision that was read. */
  readonly decided: number;
  /** How many have findings that were read, of those that take calls of their own. */
  readonly examined: number;
}

const everything = { filter: {}, orderBy: plainOrder };

/**
 * Reads what waits for a decision: the list, then 2 or more upstream calls for each open experiment, and once all of these
 * are read, up to 3 more for the findings that take calls of their own; all of it while the budget has room.
 */
export function useInbox(): Inbox {
  const client = useApolloClient();
  const list = useMemo(() => new ExperimentList(client, everything), [client]);
  const state = useSyncExternalStore(list.subscribe, list.state);
  useEffect(() => list.readWhole(true), [list]);
  const known = useReactiveVar(outcomesVar);
  const deep = useReactiveVar(deepFindingsVar);
  const rowFindings = useReactiveVar(rowFindingsVar);
  const reading = useReactiveVar(readingVar);

  const open = useMemo(() => (state.rows ?? []).filter(isOpen), [state.rows]);
  const statuses = new Map(open.map(({ id, status }) => [id, status]));
  const ids = open.map(({ id }) => id);
  useEffect(() => {
    const source = outcomes((id) => statuses.get(id) ?? null);
    reader.want([
      [source, ids],
      [deepFindings, ids],
    ]);
  }, [JSON.stringify([...statuses])]);
  useEffect(() => () => reader.want([]), []);
  useRowFindings(everything.filter, state.isComplete);

  const groups = useMemo(
    () => inboxGroups(open, known, [rowFindings, deep]),
    [open, known, rowFindings, deep],
  );
  const decided = ids.filter((id) => known.has(id)).length;
  const examined = ids.filter((id) => deep.has(id)).length;
  const waiting = groups.reduce((sum, { items }) => sum + items.length, 0);
  const isAll = state.isComplete && decided === ids.length && examined === ids.length;
  useEffect(() => {
    if (isAll) waitingVar(waiting);
  }, [isAll, waiting]);
  return { list, state, reading, open, groups, decided, examined };
}
