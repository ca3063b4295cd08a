import { SelectField, TextField } from './field.tsx';
import type { MetricFieldsProps } from './metric-form.ts';
import { SourceFields } from './source-fields.tsx';
import { startWords, unitWords } from './words.ts';

/** Who counts for a retention metric, and when people have returned. */
export function RetentionFields({ at, metric, change }: MetricFieldsProps) {
  const path = `${at}.retention`;
  return (
    <>
      {!metric.startsAtExposure && (
        <div className="row">
          <SourceFields
            path={`${path}.startEvent`}
            label="Start event"
            source={metric.startEvent}
            change={(startEvent) => change({ startEvent })}
          />
          <SelectField
            path={`${path}.startHandling`}
            label="If there are several, count from"
            value={metric.startHandling}
            change={(startHandling) => change({ startHandling })}
            options={startWords}
          />
        </div>
      )}
      <SourceFields
        path={`${path}.completionEvent`}
        label="Event of a return"
        source={metric.completionEvent}
        change={(completionEvent) => change({ completionEvent })}
      />
      <div className="row">
        <TextField
          path={`${path}.retentionWindowStart`}
          label="Returned from"
          isNumber
          value={metric.retentionStart}
          change={(retentionStart) => change({ retentionStart })}
        />
        <TextField
          path={`${path}.retentionWindowEnd`}
          label="to"
          isNumber
          value={metric.retentionEnd}
          change={(retentionEnd) => change({ retentionEnd })}
        />
        <SelectField
          path={`${path}.retentionWindowUnit`}
          label="Unit"
          value={metric.retentionUnit}
          change={(retentionUnit) => change({ retentionUnit })}
          options={unitWords}
        />
      </div>
    </>
  );
}
