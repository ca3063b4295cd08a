import { findingWords } from '../../finding-words.ts';
import type { ExperimentRowFragment } from '../../generated/graphql.ts';
import { recommendationWords, severityWords } from '../../words.ts';
import { ownerOf } from '../owner.ts';
import { facets, type Facet, type ListView } from '../use-list-view.ts';

interface ChipsProps {
  readonly view: ListView;
  readonly rows: readonly ExperimentRowFragment[];
}

const labels: Readonly<Record<Facet, string>> = {
  owner: 'Owner',
  tag: 'Tag',
  decision: 'Decision',
  finding: 'Finding',
};

/** What the list is narrowed to, each of which can be taken back. */
export function Chips({ view, rows }: ChipsProps) {
  return (
    <ul className="chips" aria-label="Filters in use">
      {facets
        .filter((name) => view[name] !== '')
        .map((name) => {
          const words = `${labels[name]}: ${wordsOf(name, view[name], rows)}`;
          return (
            <li key={name}>
              <button type="button" className="chip" onClick={() => view.set(name, '')}>
                {words} <span className="unseen">(remove)</span>
                <span aria-hidden="true">×</span>
              </button>
            </li>
          );
        })}
      <li>
        <button type="button" className="plain" onClick={view.clear}>
          Show all
        </button>
      </li>
    </ul>
  );
}

function wordsOf(name: Facet, value: string, rows: readonly ExperimentRowFragment[]): string {
  const words: Readonly<Record<string, string>> = {
    ...recommendationWords,
    ...severityWords,
    ...findingWords,
  };
  if (name === 'tag') return value;
  if (name !== 'owner') return words[value] ?? value;
  const row = rows.find(({ createdBy }) => String(createdBy?.posthogId) === value);
  return (row && ownerOf(row)) ?? `number ${value}`;
}
