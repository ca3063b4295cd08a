import type { ExperimentConclusion, ExperimentHeadFragment } from '../generated/graphql.ts';
import { conclusionWords } from '../words.ts';
import type { Action, ActionForm } from './actions.ts';

interface ActionFieldsProps {
  readonly asks: Action['asks'];
  readonly experiment: ExperimentHeadFragment;
  readonly form: ActionForm;
  readonly change: (form: ActionForm) => void;
}

/** What a person is asked before an action. */
export function ActionFields({ asks, experiment, form, change }: ActionFieldsProps) {
  if (asks.length === 0) return null;
  return (
    <div className="fields">
      {asks.includes('variantKey') && (
        <fieldset>
          <legend>Variant</legend>
          {experiment.variants?.map(({ key, name }) => (
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
          <span>To everybody, not only to those the flag lets in today</span>
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
