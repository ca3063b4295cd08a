import { definitionOf } from './definition-words.ts';
import { nameOf } from '../scorecard/scorecard-rows.ts';
import type { FoundMetric } from '../use-results.ts';

/** How a metric is measured, in words. */
export function Definition({ metric }: { readonly metric: FoundMetric }) {
  return (
    <details className="definition">
      <summary>
        How it is measured<span className="unseen">: {nameOf(metric)}</span>
      </summary>
      <dl>
        {definitionOf(metric).map(([label, text]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
