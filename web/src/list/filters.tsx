import { useState } from 'react';
import { number } from '../format.ts';
import { part } from '../loading/part.tsx';
import { statusWords } from '../words.ts';
import { SearchField } from './search-field.tsx';
import type { Experiments } from './use-experiments.ts';
import { facets, type ListView, type Shown } from './use-list-view.ts';

/** Loaded when a filter is chosen. */
const Facets = part(() => import('./facets/facets.tsx'));

const choices: readonly (readonly [Shown, string])[] = [
  ['ALL', 'All'],
  ['DRAFT', statusWords.DRAFT],
  ['RUNNING', statusWords.RUNNING],
  ['PAUSED', statusWords.PAUSED],
  ['EXPOSURE_FROZEN', 'Frozen'],
  ['STOPPED', statusWords.STOPPED],
  ['ARCHIVED', 'Archived'],
];

/** The orders that a narrow screen, which has no headers to click, offers as a choice. */
const orders = {
  '': 'Newest first',
  '-started': 'Last launched',
  '-duration': 'Longest running',
  name: 'Name',
  status: 'Status',
  decision: 'Decision',
  '-effect': 'Largest gain',
  effect: 'Largest loss',
  owner: 'Owner',
} as const;

interface FiltersProps {
  readonly view: ListView;
  readonly experiments: Experiments;
}

/** Status, search, order and further filters of the list. */
export function Filters({ view, experiments }: FiltersProps) {
  const [isOpen, setOpen] = useState(false);
  const { sorting } = view;
  const order = sorting ? `${sorting.isDescending ? '-' : ''}${sorting.column}` : '';
  const hasFacets = facets.some((name) => view[name] !== '');
  return (
    <search>
      <div className="filters">
        <fieldset className="segments">
          <legend className="unseen">Status</legend>
          {choices.map(([value, label]) => (
            <label key={value}>
              <input
                type="radio"
                name="shown"
                value={value}
                checked={view.shown === value}
                onChange={() => view.set('shown', value)}
              />
              <span>
                {label} <Count of={value} view={view} experiments={experiments} />
              </span>
            </label>
          ))}
        </fieldset>
        <SearchField view={view} />
        <label className="order">
          <span className="unseen">Order</span>
          <select value={order} onChange={(event) => view.set('sort', event.target.value)}>
            {!(order in orders) && <option value={order}>As the column says</option>}
            {Object.entries(orders).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          className="button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          Filters
        </button>
      </div>
      {(isOpen || hasFacets) && (
        <Facets fallback={null} view={view} isOpen={isOpen} read={experiments.read} />
      )}
    </search>
  );
}

/** How many experiments have a status, where all were read. */
function Count({ of, view, experiments }: FiltersProps & { readonly of: Shown }) {
  const { isPlain, read, state } = experiments;
  if (!isPlain || !state.isComplete || of === 'ARCHIVED' || view.shown === 'ARCHIVED') return null;
  const count = of === 'ALL' ? read.length : read.filter(({ status }) => status === of).length;
  return <small>{number(count)}</small>;
}
