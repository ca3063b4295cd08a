import { missing, number, share } from '../../format.ts';
import type { FoundMetric } from '../use-results.ts';

interface Mean {
  /** What the number is. */
  readonly label: string;
  readonly format: (value: number | null) => string;
}

/** A mean of any size in few digits. */
function mean(value: number): string {
  if (Math.abs(value) >= 1000) return number(Math.round(value));
  return value.toLocaleString('en', { minimumSignificantDigits: 3, maximumSignificantDigits: 3 });
}

const plain = (value: number | null) => (value === null ? missing : mean(value));

/** What the mean of a metric is, and how it is shown: shares of people as percentages, all others as numbers. */
export function meanOf(metric: FoundMetric): Mean {
  switch (metric.__typename) {
    case 'FunnelMetric':
      return { label: 'Conversion', format: share };
    case 'RetentionMetric':
      return { label: 'Retention', format: share };
    case 'RatioMetric':
      return { label: 'Ratio', format: plain };
    case 'MeanMetric':
      return metric.threshold == null
        ? { label: 'Mean', format: plain }
        : { label: 'Share of people', format: share };
    default:
      return { label: 'Mean', format: plain };
  }
}
