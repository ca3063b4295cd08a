import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { Problem } from '../shell/problem.tsx';
import { EligibleFlagsDocument } from './documents.ts';
import { flagsOf } from './flags-of.ts';
import type { ExistingFlag } from './form.ts';

/** Flags that exist, read once somebody wants to use one. */
export function FlagChoice({ choose }: { readonly choose: (flag: ExistingFlag) => void }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className="more-fields"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>Use a flag that exists</summary>
      {isOpen && (
        <Flags
          choose={(flag) => {
            setOpen(false);
            choose(flag);
          }}
        />
      )}
    </details>
  );
}

function Flags({ choose }: { readonly choose: (flag: ExistingFlag) => void }) {
  const [search, setSearch] = useState('');
  const { data, error, loading, refetch } = useQuery(EligibleFlagsDocument, {
    variables: { search: '' },
  });
  const flags = data ? flagsOf(data) : [];
  const found = flags.filter(({ key }) => key.includes(search.trim()));
  return (
    <div className="choices">
      {error && <Problem error={error} retry={() => void refetch()} />}
      {loading && <p role="status">Reading flags …</p>}
      {data && (
        <label className="search-field">
          <span className="unseen">Search flags by key</span>
          <input
            type="search"
            placeholder="Search flags by key"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </label>
      )}
      {data && found.length === 0 && (
        <p className="hint">
          {flags.length === 0
            ? 'No flag has 2 to 20 variants and is not archived.'
            : 'No flag among the 100 newest has this in its key. Type its whole key above.'}
        </p>
      )}
      <ul>
        {found.map((flag) => (
          <li key={flag.key}>
            <code>{flag.key}</code>
            <span className="quiet small">
              {flag.variants.map(({ key }) => key).join(', ')} · {flag.active ? 'on' : 'off'}
            </span>
            <button type="button" className="button" onClick={() => choose(flag)}>
              Use<span className="unseen"> {flag.key}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
