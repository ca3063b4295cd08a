import type { ExperimentConclusion, ExperimentHeadFragment } from './generated/graphql.ts';
import { conclusionWords } from '../words.ts';
import type { Action, ActionForm } from './actions.ts';
import { findingOf, findingWords } from './findings.ts';
import type { Results } from './use-results.ts';

interface ActionFieldsProps {
  readonly asks: Action['asks'];
  readonly experiment: ExperimentHeadFragment;
  /** Its results; undefined until they have come. */
  readonly found: Results['found'];
  readonly form: ActionForm;
  readonly change: (form: ActionForm) => void;
}

/** What a person is asked before an action. */
export function ActionFields({ asks, experiment, found, form, change }: ActionFieldsProps) {
  if (asks.length === 0) return null;
  return (
    <div className="fields">
      {asks.includes('variantKey') && (
        <fieldset>
          <legend>Variant</legend>
          {experiment.variants?.map(({ key, name, isExcluded }) => (
            <label key={key} className="choice">
              <input
                type="radio"
                name="variantKey"
                checked={form.variantKey === key}
                onChange={() => change({ ...form, variantKey: key ?? '' })}
              />
              <span>
                {key}
                {name && name !== key && <small> {name}</small>}
              </span>
              <Finding found={found} variantKey={key ?? ''} isExcluded={isExcluded ?? false} />
            </label>
          ))}
        </fieldset>
      )}
      {asks.includes('releaseToEveryone') && (
        <label className="choice">
          <input
            type="checkbox"
            checked={form.releaseToEveryone}
            onChange={(event) => change({ ...form, releaseToEveryone: event.target.checked })}
          />
          <span>
            Release to everyone (a first condition for all people; the others lose their effect)
          </span>
        </label>
      )}
      {asks.includes('conclusion') && (
        <label>
          <span>Conclusion</span>
          <select
            value={form.conclusion}
            onChange={(event) =>
              change({ ...form, conclusion: event.target.value as ExperimentConclusion | '' })
            }
          >
            <option value="">None yet</option>
            {Object.entries(conclusionWords).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
      )}
      {asks.includes('conclusionComment') && (
        <label>
          <span>Why</span>
          <textarea
            rows={2}
            maxLength={4000}
            value={form.conclusionComment}
            onChange={(event) => change({ ...form, conclusionComment: event.target.value })}
          />
        </label>
      )}
    </div>
  );
}

interface FindingProps {
  readonly found: Results['found'];
  readonly variantKey: string;
  readonly isExcluded: boolean;
}

/** What the first primary metric says about a variant: its change, with the interval. */
function Finding({ found, variantKey, isExcluded }: FindingProps) {
  if (isExcluded) return <small className="finding">left out of the analysis</small>;
  const finding = findingOf(found, variantKey);
  if (!finding) return null;
  const { metric, row } = finding;
  return (
    <small
      className="finding"
      title={metric}
      data-direction={row.significant === true ? row.direction : undefined}
    >
      {findingWords(row)}
    </small>
  );
}
