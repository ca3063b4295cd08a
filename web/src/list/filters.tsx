import { useEffect, useState } from 'react';
import { statusWords } from '../words.ts';
import { orders, type ListView, type Shown } from './use-list-view.ts';

const choices: readonly (readonly [Shown, string])[] = [
  ['ALL', 'All'],
  ['DRAFT', statusWords.DRAFT],
  ['RUNNING', statusWords.RUNNING],
  ['PAUSED', statusWords.PAUSED],
  ['EXPOSURE_FROZEN', 'Frozen'],
  ['STOPPED', statusWords.STOPPED],
  ['ARCHIVED', 'Archived'],
];

const TYPING_MS = 250;

/** Status, search and order of the list. */
export function Filters({ view }: { readonly view: ListView }) {
  return (
    <search className="filters">
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
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
      <SearchField view={view} />
      <label className="order">
        <span className="unseen">Order</span>
        <select value={view.orderBy} onChange={(event) => view.set('orderBy', event.target.value)}>
          {Object.entries(orders).map(([name, { label }]) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </select>
      </label>
    </search>
  );
}

/** Searches when the typing pauses, not at every key. */
function SearchField({ view }: { readonly view: ListView }) {
  const [typed, setTyped] = useState(view.search);
  const { search, set } = view;
  const [known, setKnown] = useState(search);
  if (search !== known) {
    // It was changed by something else: going back, or showing everything again.
    setKnown(search);
    if (typed.trim() !== search) setTyped(search);
  }
  useEffect(() => {
    if (typed.trim() === search) return undefined;
    const timer = setTimeout(() => set('search', typed.trim()), TYPING_MS);
    return () => clearTimeout(timer);
    // `set` is another function at every rendering, and always does the same.
  }, [typed, search]);
  return (
    <label className="search-field">
      <span className="unseen">Search by name</span>
      <input
        type="search"
        placeholder="Search by name"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </label>
  );
}
