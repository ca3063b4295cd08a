import { CheckField, SelectField, TextField } from './field.tsx';
import type { MetricFieldsProps, MetricType } from './metric-form.ts';
import { MetricMoreFields } from './metric-more-fields.tsx';
import { RetentionFields } from './retention-fields.tsx';
import { SourceFields } from './source-fields.tsx';
import { StepFields } from './step-fields.tsx';
import { goalWords, typeWords } from './words.ts';

/** What a metric measures. */
export function MetricFields({ at, metric, change, isShared = false }: MetricFieldsProps) {
  const path = `${at}.${metric.type}`;
  return (
    <div className="metric-fields">
      <div className="row">
        {!isShared && (
          <TextField
            path={`${path}.name`}
            label="Metric name"
            value={metric.name}
            change={(name) => change({ name })}
          />
        )}
        <SelectField<MetricType>
          path={`${at}.type`}
          label="Kind"
          value={metric.type}
          change={(type) => change({ type })}
          options={typeWords}
        />
        <SelectField
          path={`${path}.goal`}
          label="Goal"
          value={metric.goal}
          change={(goal) => change({ goal })}
          options={goalWords}
        />
      </div>
      {metric.type === 'mean' && (
        <SourceFields
          path={`${path}.source`}
          label="Event"
          source={metric.source}
          change={(source) => change({ source })}
          hasMath
        />
      )}
      {metric.type === 'funnel' && <StepFields at={at} metric={metric} change={change} />}
      {metric.type === 'ratio' && (
        <>
          <SourceFields
            path={`${path}.numerator`}
            label="Event above the line"
            source={metric.numerator}
            change={(numerator) => change({ numerator })}
            hasMath
          />
          <SourceFields
            path={`${path}.denominator`}
            label="Event below the line"
            source={metric.denominator}
            change={(denominator) => change({ denominator })}
            hasMath
          />
        </>
      )}
      {metric.type === 'retention' && (
        <>
          <CheckField
            label="Everybody counts from their first exposure, not from an event (PostHog since September 2026)"
            checked={metric.startsAtExposure}
            change={(startsAtExposure) => change({ startsAtExposure })}
          />
          <RetentionFields at={at} metric={metric} change={change} />
        </>
      )}
      <MetricMoreFields at={at} metric={metric} change={change} />
    </div>
  );
}
