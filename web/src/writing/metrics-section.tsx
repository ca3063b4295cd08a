import { uniqueId } from '../unique-id.ts';
import { AddShared } from './add-shared.tsx';
import { CheckField, FaultsOf } from './field.tsx';
import type { MetricRow } from './form.ts';
import type { SectionProps } from './section-props.ts';
import { emptyMetric } from './metric-form.ts';
import { MetricRowView } from './metric-row.tsx';

/** What decides the experiment, and what is watched beside it. */
export function MetricsSection({ form, change, locks, isNew, choices }: SectionProps) {
  const { metrics } = form;
  const set = (id: string, row: MetricRow | undefined) =>
    change({ metrics: metrics.flatMap((one) => (one.id === id ? (row ? [row] : []) : [one])) });
  const add = (row: MetricRow) => change({ metrics: [...metrics, row] });
  const addOwn = () =>
    add({
      kind: 'own',
      id: uniqueId(),
      role: metrics.some(({ role }) => role === 'PRIMARY') ? 'SECONDARY' : 'PRIMARY',
      metric: emptyMetric,
      stored: undefined,
    });
  const hasPrimary = metrics.some(({ role }) => role === 'PRIMARY');
  return (
    <section className="form-section" aria-labelledby="metrics-title">
      <h2 id="metrics-title">Metrics</h2>
      <p className="hint">
        Primary metrics decide; secondary ones are watched beside them, and a guardrail among these
        must not get worse.
      </p>
      {!hasPrimary && (
        <p className="hint warning">
          Without a primary metric nothing can be decided. You can also add one later.
        </p>
      )}
      {metrics.length > 0 && (
        <ul className="metric-rows">
          {metrics.map((row) => (
            <MetricRowView
              key={row.id}
              row={row}
              isLocked={locks.all !== undefined}
              shared={choices.shared}
              set={(next) => set(row.id, next)}
            />
          ))}
        </ul>
      )}
      <FaultsOf path="metrics" />
      <FaultsOf path="secondaryMetrics" />
      <FaultsOf path="savedMetrics" />
      {locks.all === undefined ? (
        <>
          <div className="row">
            <button type="button" className="button" onClick={addOwn}>
              Add a metric by event
            </button>
          </div>
          <AddShared choices={choices} taken={metrics} add={add} />
          <CheckField
            label="Accept events that PostHog has never received"
            checked={form.allowUnknownEvents}
            change={(allowUnknownEvents) => change({ allowUnknownEvents })}
          />
        </>
      ) : (
        <p className="hint">{locks.all}</p>
      )}
      {!isNew && metrics.some((row) => row.kind === 'own' && row.stored) && (
        <p className="hint">
          Results belong to what a metric measures: changing that starts its daily series anew.
        </p>
      )}
    </section>
  );
}
