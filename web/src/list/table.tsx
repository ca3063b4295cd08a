import { useEffect, useRef } from 'react';
import { Headers } from './headers.tsx';
import { Row } from './row.tsx';
import { columns } from './sorting.ts';
import type { Experiments } from './use-experiments.ts';
import type { ListView } from './use-list-view.ts';
import { useRowWindow } from './use-row-window.ts';

interface TableProps {
  readonly view: ListView;
  readonly experiments: Experiments;
  /** Called with the rows that are drawn, by their numbers. */
  readonly onSeen: (from: number, to: number) => void;
}

const WIDTH = Object.keys(columns).length;

/** The rows of the list. Of a long one those on the screen are drawn, and rows that are on their way have their place. */
export function Table({
  view,
  experiments: { list, state, rows = [], needsWhole },
  onSeen,
}: TableProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const count = needsWhole ? rows.length : Math.max(rows.length, state.total ?? 0);
  const keys = Array.from({ length: count }, (_, index) => rows[index]?.id ?? `row ${index}`);
  const { from, to, above, below, estimate } = useRowWindow(keys, body);
  useEffect(() => {
    if (!needsWhole) list.see(from, to);
    onSeen(from, to);
  }, [list, needsWhole, from, to, rows]);
  return (
    <table className="list" aria-rowcount={needsWhole && !state.isComplete ? -1 : count + 1}>
      <caption className="unseen">Experiments</caption>
      <Headers view={view} />
      <tbody ref={body}>
        {above > 0 && <Space height={above} />}
        {keys.slice(from, to).map((key, index) => {
          const place = from + index;
          const row = rows[place];
          return row ? (
            <Row key={key} experiment={row} place={place} />
          ) : (
            <tr key={key} aria-rowindex={place + 2} style={{ height: estimate }}>
              <th scope="row">
                <span className="shimmer" role="img" aria-label="Reading" />
              </th>
              <td colSpan={WIDTH - 1} />
            </tr>
          );
        })}
        {below > 0 && <Space height={below} />}
      </tbody>
    </table>
  );
}

/** Stands for rows that are not drawn. */
function Space({ height }: { readonly height: number }) {
  return (
    <tr className="space" aria-hidden="true" style={{ height }}>
      <td colSpan={WIDTH} />
    </tr>
  );
}
