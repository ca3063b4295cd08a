import { useEffect, useState } from 'react';
import type { ListView } from './use-list-view.ts';

const TYPING_MS = 250;

/** Searches when the typing pauses, not at every key. */
export function SearchField({ view }: { readonly view: ListView }) {
  const { search, set } = view;
  const [typed, setTyped] = useState(search);
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
    // `set` is another function at every change of the address, and always does the same.
  }, [typed, search]);
  return (
    <label className="search-field">
      <span className="unseen">Search by name, flag key or owner</span>
      <input
        type="search"
        placeholder="Name, flag key or owner"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </label>
  );
}
