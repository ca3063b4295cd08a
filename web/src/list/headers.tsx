import { part } from '../loading/part.tsx';
import { afterClick, columns, type Column, type Sorting } from './sorting.ts';
import type { ListView } from './use-list-view.ts';

const EffectScale = part(async () => ({
  default: (await import('./outcomes/index.ts')).EffectScale,
}));

/** The names of the columns, each a button that orders the list by it. */
export function Headers({ view }: { readonly view: ListView }) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {(Object.keys(columns) as Column[]).map((column) => (
          <th
            key={column}
            scope="col"
            data-column={column}
            aria-sort={sortOf(column, view.sorting)}
          >
            <button
              type="button"
              onClick={() => view.set('sort', afterClick(column, view.sorting))}
            >
              {columns[column]}
            </button>
            {column === 'effect' && <EffectScale fallback={null} failed={null} />}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function sortOf(column: Column, sorting: Sorting | null) {
  if (sorting?.column !== column) return undefined;
  return sorting.isDescending ? 'descending' : 'ascending';
}
