import { FaultsOf, SelectField } from './field.tsx';
import { emptySource, type MetricFieldsProps } from './metric-form.ts';
import { SourceFields } from './source-fields.tsx';
import { orderWords } from './words.ts';

/** The steps of a funnel after the exposure. */
export function StepFields({ at, metric, change }: MetricFieldsProps) {
  const { steps } = metric;
  return (
    <>
      <ol className="steps">
        {steps.map((step, index) => (
          <li key={index}>
            <SourceFields
              path={`${at}.funnel.steps.${index}`}
              label={`Event of step ${index + 1} after the exposure`}
              source={step}
              change={(next) =>
                change({ steps: steps.map((one, place) => (place === index ? next : one)) })
              }
            />
            {steps.length > 1 && (
              <button
                type="button"
                className="button"
                onClick={() => change({ steps: steps.filter((_, place) => place !== index) })}
              >
                Remove<span className="unseen"> step {index + 1}</span>
              </button>
            )}
          </li>
        ))}
      </ol>
      <FaultsOf path={`${at}.funnel.steps`} />
      <div className="row">
        <button
          type="button"
          className="button"
          onClick={() => change({ steps: [...steps, emptySource] })}
        >
          Add a step
        </button>
        {steps.length > 1 && (
          <SelectField
            path={`${at}.funnel.order`}
            label="Order"
            value={metric.order}
            change={(order) => change({ order })}
            options={orderWords}
          />
        )}
      </div>
    </>
  );
}
