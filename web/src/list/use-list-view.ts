import { useMemo } from 'react';
import { useSearchParams } from 'wouter';
import type { ExperimentFilter, ExperimentOrder, ExperimentStatus } from '../generated/graphql.ts';
import { statusWords } from '../words.ts';

/** What the list is narrowed to: any status, one of them, or what was archived. */
export type Shown = ExperimentStatus | 'ALL' | 'ARCHIVED';

export const orders: Readonly<Record<string, { label: string; order: ExperimentOrder }>> = {
  newest: { label: 'Newest first', order: { field: 'CREATED_AT', direction: 'DESC' } },
  launched: { label: 'Last launched', order: { field: 'START_DATE', direction: 'DESC' } },
  name: { label: 'Name', order: { field: 'NAME', direction: 'ASC' } },
  duration: { label: 'Longest running', order: { field: 'DURATION', direction: 'DESC' } },
};

export interface ListView {
  readonly shown: Shown;
  readonly search: string;
  readonly orderBy: string;
  readonly filter: ExperimentFilter;
  readonly order: ExperimentOrder;
  /** True when something is left out. */
  readonly isNarrowed: boolean;
  set(name: 'shown' | 'search' | 'orderBy', value: string): void;
  clear(): void;
}

const newest = orders['newest']!;

/** The view of the list, kept in the address, so that it can be shared and gone back to. */
export function useListView(): ListView {
  const [params, setParams] = useSearchParams();
  const given = params.get('shown') ?? 'ALL';
  const shown = given === 'ARCHIVED' || given in statusWords ? (given as Shown) : 'ALL';
  const search = params.get('search') ?? '';
  const orderBy = params.get('orderBy') ?? 'newest';
  const filter = useMemo(
    () => ({
      ...(shown === 'ARCHIVED' && { archived: true }),
      ...(shown !== 'ALL' && shown !== 'ARCHIVED' && { status: shown }),
      ...(search !== '' && { search }),
    }),
    [shown, search],
  );
  return {
    shown,
    search,
    orderBy,
    filter,
    order: (orders[orderBy] ?? newest).order,
    isNarrowed: shown !== 'ALL' || search !== '',
    set: (name, value) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          if (value === '' || value === 'ALL' || value === 'newest') after.delete(name);
          else after.set(name, value);
          return after;
        },
        { replace: name === 'search' },
      ),
    clear: () => setParams({}),
  };
}
