import type {
  FunnelOrder,
  MetricGoal,
  MetricMath,
  RetentionStartHandling,
  WindowUnit,
} from './generated/graphql.ts';

export type MetricType = 'mean' | 'funnel' | 'ratio' | 'retention';

/** An event and how it is aggregated. */
export interface SourceForm {
  readonly event: string;
  readonly math: MetricMath | '';
  readonly mathProperty: string;
}

/** How extreme values are clamped: percentiles in percent, '' for none. */
export interface OutlierForm {
  readonly lower: string;
  readonly upper: string;
  readonly ignoreZeros: boolean;
}

/** What was entered about a metric. It has the fields of all types, so that changing the type loses nothing. */
export interface MetricForm {
  readonly uuid: string | undefined;
  readonly type: MetricType;
  readonly name: string;
  readonly goal: MetricGoal;
  readonly windowLength: string;
  readonly windowUnit: WindowUnit;
  readonly source: SourceForm;
  readonly threshold: string;
  readonly outliers: OutlierForm;
  readonly steps: readonly SourceForm[];
  readonly order: FunnelOrder | '';
  readonly numerator: SourceForm;
  readonly denominator: SourceForm;
  readonly denominatorOutliers: OutlierForm;
  readonly startsAtExposure: boolean;
  readonly startEvent: SourceForm;
  readonly startHandling: RetentionStartHandling;
  readonly completionEvent: SourceForm;
  readonly retentionStart: string;
  readonly retentionEnd: string;
  readonly retentionUnit: WindowUnit;
}

/** What the fields of a metric take. */
export interface MetricFieldsProps {
  /** The path of the metric in the form. */
  readonly at: string;
  readonly metric: MetricForm;
  readonly change: (part: Partial<MetricForm>) => void;
  /** A shared metric has its name beside these fields. */
  readonly isShared?: boolean;
}

export const emptySource: SourceForm = { event: '', math: '', mathProperty: '' };
const noOutliers: OutlierForm = { lower: '', upper: '', ignoreZeros: false };

export const emptyMetric: MetricForm = {
  uuid: undefined,
  type: 'funnel',
  name: '',
  goal: 'INCREASE',
  windowLength: '',
  windowUnit: 'DAY',
  source: emptySource,
  threshold: '',
  outliers: noOutliers,
  steps: [emptySource],
  order: '',
  numerator: emptySource,
  denominator: emptySource,
  denominatorOutliers: noOutliers,
  startsAtExposure: false,
  startEvent: emptySource,
  startHandling: 'FIRST_SEEN',
  completionEvent: emptySource,
  retentionStart: '1',
  retentionEnd: '7',
  retentionUnit: 'DAY',
};

/** Aggregations that need a property. */
const OF_A_PROPERTY: ReadonlySet<string> = new Set(['SUM', 'AVG', 'MIN', 'MAX']);

export const needsProperty = ({ math }: SourceForm) => OF_A_PROPERTY.has(math);

/** The word in a metric's name by which `Experiment.decision` takes a secondary metric for a guardrail. */
const GUARDRAIL = /\bguardrail\b/i;

export const isGuardrailName = (name: string) => GUARDRAIL.test(name);

/** The name with the mark of a guardrail, or without it. */
export const withGuardrail = (name: string, isGuardrail: boolean) =>
  isGuardrail
    ? `${name.trim()} (guardrail)`.trim()
    : name
        .replace(/\s*\(guardrail\)/i, '')
        .replace(GUARDRAIL, '')
        .trim();
