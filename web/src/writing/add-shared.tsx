import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { Link } from 'wouter';
import { Problem } from '../shell/problem.tsx';
import { uniqueId } from '../unique-id.ts';
import { SharedMetricSearchDocument } from './documents.ts';
import type { MetricRow } from './form.ts';
import type { MetricRole, SharedChoiceFragment } from './generated/graphql.ts';
import { useDebounced } from './use-debounced.ts';
import type { Choices } from './use-choices.ts';

const TYPING_MS = 300;

interface AddSharedProps {
  readonly choices: Choices;
  readonly taken: readonly MetricRow[];
  readonly add: (row: MetricRow) => void;
}

/** The shared metrics of the project, searched by name, description and tags. */
export function AddShared({ choices, taken, add }: AddSharedProps) {
  const [search, setSearch] = useState('');
  const asked = useDebounced(search.trim(), TYPING_MS);
  // What was read at once is searched here; PostHog is asked only where there is more.
  const isAll = choices.sharedCount <= choices.shared.length;
  const remote = useQuery(SharedMetricSearchDocument, {
    variables: { search: asked },
    skip: isAll || asked === '',
  });
  const known = isAll || asked === '' ? choices.shared : (remote.data?.savedMetrics?.nodes ?? []);
  const used = new Set(taken.flatMap((row) => (row.kind === 'shared' ? [row.savedMetricId] : [])));
  const found = known.filter(
    (one): one is SharedChoiceFragment =>
      one !== null && !used.has(one.id) && matches(one, search.trim()),
  );
  const addAs = ({ id, name }: SharedChoiceFragment, role: MetricRole) =>
    add({
      kind: 'shared',
      id: uniqueId(),
      role,
      savedMetricId: id,
      name: name ?? 'Unnamed metric',
      metadata: undefined,
    });
  return (
    <details className="more-fields">
      <summary>Add a shared metric</summary>
      <div className="choices">
        {choices.error !== undefined && <Problem error={choices.error} retry={choices.retry} />}
        {choices.isReading && <p role="status">Reading shared metrics …</p>}
        <label className="search-field">
          <span className="unseen">Search shared metrics</span>
          <input
            type="search"
            placeholder="Search by name, description or tag"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </label>
        {remote.error && <Problem error={remote.error} />}
        {!choices.isReading &&
          choices.error === undefined &&
          !remote.loading &&
          found.length === 0 && (
            <p className="hint">
              {choices.sharedCount === 0
                ? 'The project has no shared metrics yet.'
                : 'No further shared metric matches.'}{' '}
              <Link href="/metrics">Shared metrics</Link>
            </p>
          )}
        <ul>
          {found.map((one) => (
            <li key={one.id}>
              <span>
                <strong>{one.name}</strong>
                {one.description && <small className="quiet"> {one.description}</small>}
              </span>
              <button type="button" className="button" onClick={() => addAs(one, 'PRIMARY')}>
                <span className="unseen">Add {one.name} as </span>Primary
              </button>
              <button type="button" className="button" onClick={() => addAs(one, 'SECONDARY')}>
                <span className="unseen">Add {one.name} as </span>Secondary
              </button>
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}

function matches({ name, description, tags }: SharedChoiceFragment, search: string): boolean {
  const text = [name, description, ...(tags ?? [])].join('\n').toLowerCase();
  return text.includes(search.toLowerCase());
}
