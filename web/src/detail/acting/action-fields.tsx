import { ConclusionFields } from '../conclusion/conclusion-fields.tsx';
import type { ExperimentHeadFragment } from '../generated/graphql.ts';
import type { Action, ActionForm } from './actions.ts';
import { findingOf, findingWords, isBaseline } from './findings.ts';
import type { Results } from '../use-results.ts';

interface ActionFieldsProps {
  readonly asks: Action['asks'];
  readonly experiment: ExperimentHeadFragment;
  /** Its results; undefined until they have come. */
  readonly found: Results['found'];
  /** Key of the variant that the decision recommends; undefined where it recommends none. */
  readonly recommended: string | undefined;
  readonly form: ActionForm;
  readonly change: (form: ActionForm) => void;
}

/** What a person is asked before an action. */
export function ActionFields(props: ActionFieldsProps) {
  const { asks, experiment, found, recommended, form, change } = props;
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
                {key !== null && key === recommended && (
                  <small className="recommended"> Recommended</small>
                )}
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
            Release to everyone: a new first condition admits all people, whatever the conditions
            behind it say
          </span>
        </label>
      )}
      {asks.includes('conclusion') && <ConclusionFields form={form} change={change} />}
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
  if (isBaseline(found, variantKey)) return <small className="finding">baseline</small>;
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
