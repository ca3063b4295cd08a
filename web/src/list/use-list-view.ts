import { useMemo, useState } from 'react';
import { useSearchParams } from 'wouter';
import type { ExperimentFilter, ExperimentStatus } from '../generated/graphql.ts';
import { statusWords } from '../words.ts';
import { sortingOf, type Sorting } from './sorting.ts';

/** What the list is narrowed to: any status, one of them, or what was archived. */
export type Shown = ExperimentStatus | 'ALL' | 'ARCHIVED';

/** The filters beside status and search, by their names in the address. */
export const facets = ['owner', 'tag', 'decision', 'finding'] as const;
export type Facet = (typeof facets)[number];

/** What the list shows, all of it part of the address. A text is '' where nothing is chosen. */
export interface ListView extends Readonly<Record<Facet, string>> {
  readonly shown: Shown;
  readonly search: string;
  /** Null for the order in which they were created, the newest first. */
  readonly sorting: Sorting | null;
  /** True when something is left out. */
  readonly isNarrowed: boolean;
  set(name: 'shown' | 'search' | 'sort' | Facet, value: string): void;
  clear(): void;
}

/** The view of the list, stored in the address, so that it can be shared and gone back to. */
export function useListView(): ListView {
  const [params, setParams] = useSearchParams();
  const [path] = useState(() => window.location.pathname);
  return useMemo(() => {
    const text = (name: string) => params.get(name) ?? '';
    const given = text('shown');
    const shown = given === 'ARCHIVED' || given in statusWords ? (given as Shown) : 'ALL';
    const view = {
      shown,
      search: text('search'),
      owner: /^\d+$/.test(text('owner')) ? text('owner') : '',
      tag: text('tag'),
      decision: text('decision'),
      finding: text('finding'),
      sorting: sortingOf(text('sort')),
    };
    return {
      ...view,
      isNarrowed: shown !== 'ALL' || view.search !== '' || facets.some((name) => view[name] !== ''),
      set: (name, value) => {
        // The list stays mounted until the code of the next page is loaded, and must not come back with what was typed last.
        if (window.location.pathname !== path) return;
        setParams(
          (before) => {
            const after = new URLSearchParams(before);
            if (value === '' || value === 'ALL') after.delete(name);
            else after.set(name, value);
            return after;
          },
          { replace: name === 'search' },
        );
      },
      // The order is not what leaves something out.
      clear: () => setParams(text('sort') === '' ? {} : { sort: text('sort') }),
    };
    // `setParams` is another function at every rendering, and always does the same.
  }, [params, path]);
}

/** The part of a view that decides which list PostHog is asked for when it is read as a whole. */
export const plainFilter = ({ shown }: ListView): ExperimentFilter =>
  shown === 'ARCHIVED' ? { archived: true } : {};

/** The part of a view that PostHog can filter by itself. */
export const upstreamFilter = (view: ListView): ExperimentFilter => ({
  ...plainFilter(view),
  ...(view.shown !== 'ALL' && view.shown !== 'ARCHIVED' && { status: view.shown }),
  ...(view.owner !== '' && { createdByIds: [Number(view.owner)] }),
  ...(view.tag !== '' && { tags: [view.tag] }),
});
