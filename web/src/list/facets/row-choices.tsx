import { number } from '../../format.ts';
import { ownerOf } from '../owner.ts';
import type { ListView } from '../use-list-view.ts';
import { Choice } from './choice.tsx';
import type { WholeList } from './use-whole-list.ts';

interface RowChoiceProps {
  readonly view: ListView;
  readonly whole: WholeList;
}

type Option = readonly [value: string, label: string];

/** Who created the experiments. */
export function OwnerChoice({ view, whole }: RowChoiceProps) {
  const options = whole.rows.flatMap((row): Option[] => {
    const name = ownerOf(row);
    return row.createdBy && name !== undefined ? [[String(row.createdBy.posthogId), name]] : [];
  });
  return <Choice view={view} facet="owner" label="Owner" options={counted(options, whole)} />;
}

/** The tags of the experiments. */
export function TagChoice({ view, whole }: RowChoiceProps) {
  const options = whole.rows.flatMap(({ tags }): Option[] =>
    (tags ?? []).filter((tag) => tag !== null).map((tag) => [tag, tag]),
  );
  return <Choice view={view} facet="tag" label="Tag" options={counted(options, whole)} />;
}

/** Each option once, by its label, with how many experiments have it where all were read. */
function counted(options: readonly Option[], { isComplete }: WholeList): readonly Option[] {
  return Array.from(
    Map.groupBy(options, ([value]) => value),
    ([value, same]): Option => {
      const label = same[0]![1];
      return [value, isComplete ? `${label} (${number(same.length)})` : label];
    },
  ).toSorted(([, one], [, other]) => one.localeCompare(other, 'en'));
}
