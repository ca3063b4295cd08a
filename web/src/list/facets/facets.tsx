import '../../styles/list-facets.css';
import type { ExperimentRowFragment } from '../../generated/graphql.ts';
import { facets, type ListView } from '../use-list-view.ts';
import { Chips } from './chips.tsx';
import { DecisionChoice, FindingChoice } from './decision-choices.tsx';
import { OwnerChoice, TagChoice } from './row-choices.tsx';
import { useWholeList } from './use-whole-list.ts';

interface FacetsProps {
  readonly view: ListView;
  readonly isOpen: boolean;
  /** The rows of the list itself. */
  readonly read: readonly ExperimentRowFragment[];
}

/** The filters beside status and search, and what was chosen of them. */
export default function Facets({ view, isOpen, read }: FacetsProps) {
  const whole = useWholeList(view, isOpen);
  return (
    <>
      {isOpen && (
        <div className="facets">
          <OwnerChoice view={view} whole={whole} />
          <TagChoice view={view} whole={whole} />
          <DecisionChoice view={view} />
          <FindingChoice view={view} />
          {!whole.isComplete && (
            <p className="quiet small" role="status">
              Reading all experiments for the choices: {whole.rows.length} read …
            </p>
          )}
        </div>
      )}
      {facets.some((name) => view[name] !== '') && (
        <Chips view={view} rows={[...read, ...whole.rows]} />
      )}
    </>
  );
}
