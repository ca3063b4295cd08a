import { EventField } from './event-field.tsx';
import { SelectField, TextField } from './field.tsx';
import { needsProperty, type SourceForm } from './metric-form.ts';
import { mathWords } from './words.ts';

interface SourceFieldsProps {
  readonly path: string;
  readonly label: string;
  readonly source: SourceForm;
  readonly change: (source: SourceForm) => void;
  /** Whether it is aggregated: in funnels and retention, an event counts or does not. */
  readonly hasMath?: boolean;
}

/** An event, and how it is aggregated. */
export function SourceFields({ path, label, source, change, hasMath = false }: SourceFieldsProps) {
  return (
    <div className="row">
      <EventField
        path={`${path}.event`}
        label={label}
        placeholder="order_completed"
        required
        value={source.event}
        change={(event) => change({ ...source, event })}
      />
      {hasMath && (
        <SelectField
          path={`${path}.math`}
          label="Counted as"
          value={source.math === 'TOTAL' ? '' : source.math}
          change={(math) => change({ ...source, math })}
          options={mathWords}
        />
      )}
      {hasMath && needsProperty(source) && (
        <TextField
          path={`${path}.mathProperty`}
          label="Property"
          placeholder="amount"
          required
          value={source.mathProperty}
          change={(mathProperty) => change({ ...source, mathProperty })}
        />
      )}
    </div>
  );
}
