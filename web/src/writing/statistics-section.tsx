import { CheckField, SelectField, TextField } from './field.tsx';
import type { StatisticsForm } from './form.ts';
import type { SectionProps } from './section-props.ts';
import { methodWords } from './words.ts';

/** How results are computed. */
export function StatisticsSection({ form, change, locks }: SectionProps) {
  const { statistics } = form;
  const set = (part: Partial<StatisticsForm>) => change({ statistics: { ...statistics, ...part } });
  return (
    <details className="form-section">
      <summary>
        <h2>Statistics</h2>
      </summary>
      <SelectField
        path="statsConfig.method"
        label="Method"
        locked={locks.all}
        value={statistics.method}
        change={(method) => set({ method })}
        options={methodWords}
      />
      <TextField
        path="statsConfig.confidenceLevel"
        label="Confidence level"
        hint="Of the intervals. Empty: the project’s default."
        isNumber
        unit="%"
        placeholder="95"
        locked={locks.all}
        value={statistics.confidence}
        change={(confidence) => set({ confidence })}
      />
      <CheckField
        label="Reduce variance with what people did before the experiment (CUPED)"
        checked={statistics.cuped}
        disabled={locks.all !== undefined}
        change={(cuped) => set({ cuped })}
      />
    </details>
  );
}
