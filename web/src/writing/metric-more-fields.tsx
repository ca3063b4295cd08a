import { CheckField, SelectField, TextField } from './field.tsx';
import type { MetricFieldsProps, OutlierForm } from './metric-form.ts';
import { unitWords } from './words.ts';

/** What most metrics leave as it is: the conversion window, outliers, a threshold. */
export function MetricMoreFields({ at, metric, change }: MetricFieldsProps) {
  const path = `${at}.${metric.type}`;
  const hasWindow = !(metric.type === 'retention' && metric.startsAtExposure);
  return (
    <details className="more-fields">
      <summary>{summaryOf(metric.type)}</summary>
      {hasWindow && (
        <div className="row">
          <TextField
            path={`${path}.conversionWindow`}
            label="Events count for"
            hint="After the exposure. Empty: until the end of the experiment."
            isNumber
            value={metric.windowLength}
            change={(windowLength) => change({ windowLength })}
          />
          <SelectField
            path={`${path}.conversionWindowUnit`}
            label="Unit"
            value={metric.windowUnit}
            change={(windowUnit) => change({ windowUnit })}
            options={unitWords}
          />
        </div>
      )}
      {metric.type === 'mean' && (
        <>
          <OutlierFields
            path={path}
            label="Values"
            outliers={metric.outliers}
            change={(outliers) => change({ outliers })}
          />
          <TextField
            path={`${path}.threshold`}
            label="Threshold"
            hint="Instead of a mean: the share of people at or above this value. Empty for the mean."
            isNumber
            value={metric.threshold}
            change={(threshold) => change({ threshold })}
          />
        </>
      )}
      {metric.type === 'ratio' && (
        <>
          <OutlierFields
            path={`${path}.numeratorOutlierHandling`}
            label="Values above the line"
            outliers={metric.outliers}
            change={(outliers) => change({ outliers })}
          />
          <OutlierFields
            path={`${path}.denominatorOutlierHandling`}
            label="Values below the line"
            outliers={metric.denominatorOutliers}
            change={(denominatorOutliers) => change({ denominatorOutliers })}
          />
        </>
      )}
    </details>
  );
}

const summaryOf = (type: string) =>
  type === 'mean' || type === 'ratio' ? 'Conversion window and outliers' : 'Conversion window';

interface OutlierFieldsProps {
  readonly path: string;
  readonly label: string;
  readonly outliers: OutlierForm;
  readonly change: (outliers: OutlierForm) => void;
}

function OutlierFields({ path, label, outliers, change }: OutlierFieldsProps) {
  return (
    <fieldset>
      <legend>{label}: outliers</legend>
      <div className="row">
        <TextField
          path={`${path}.lowerBoundPercentile`}
          label="Raise values below percentile"
          isNumber
          value={outliers.lower}
          change={(lower) => change({ ...outliers, lower })}
        />
        <TextField
          path={`${path}.upperBoundPercentile`}
          label="Lower values above percentile"
          isNumber
          placeholder="99"
          value={outliers.upper}
          change={(upper) => change({ ...outliers, upper })}
        />
      </div>
      <CheckField
        label="Leave zeros out of the percentiles"
        checked={outliers.ignoreZeros}
        change={(ignoreZeros) => change({ ...outliers, ignoreZeros })}
      />
    </fieldset>
  );
}
