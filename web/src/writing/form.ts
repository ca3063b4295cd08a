import { uniqueId } from '../unique-id.ts';
import type { MetricRole, MultipleVariantHandling, StatsMethod } from './generated/graphql.ts';
import type { MetricForm } from './metric-form.ts';

/**
 * What was entered about an experiment. Numbers are texts as they were typed, so that what is not valid yet is not
 * lost; '' is what PostHog decides by itself.
 */
export interface ExperimentForm {
  readonly name: string;
  readonly description: string;
  /** Separated by commas. */
  readonly tags: string;
  readonly featureFlagKey: string;
  /** The flag that is used as it is, with its own variants and rollout; undefined for a new one. */
  readonly existingFlag: ExistingFlag | undefined;
  readonly variants: readonly VariantRow[];
  /** Percent. */
  readonly rolloutPercentage: string;
  readonly metrics: readonly MetricRow[];
  readonly allowUnknownEvents: boolean;
  readonly holdoutId: string;
  readonly exposure: ExposureForm;
  readonly statistics: StatisticsForm;
  readonly plan: PlanForm;
}

export interface ExistingFlag {
  readonly key: string;
  readonly active: boolean;
  readonly variants: readonly {
    readonly key: string;
    readonly rolloutPercentage: number | null;
  }[];
}

export interface VariantRow {
  /** Of this page only, for lists. */
  readonly id: string;
  readonly key: string;
  readonly name: string;
  /** Percent. */
  readonly share: string;
}

interface RowBase {
  /** Of this page only, for lists. */
  readonly id: string;
  readonly role: MetricRole;
}

/** A shared metric. */
export interface SharedRow extends RowBase {
  readonly kind: 'shared';
  readonly savedMetricId: string;
  readonly name: string;
  /** Further settings of the link, as PostHog stores them. */
  readonly metadata: unknown;
}

/** A metric of the experiment itself. */
export interface OwnRow extends RowBase {
  readonly kind: 'own';
  readonly metric: MetricForm;
  /** What PostHog stores of it, and the form that was read from that; undefined for a new one. */
  readonly stored: { readonly raw: unknown; readonly metric: MetricForm } | undefined;
}

/** A metric of the experiment that PostHog stores with settings for which this form has no fields. */
export interface StoredRow extends RowBase {
  readonly kind: 'stored';
  readonly name: string;
  readonly raw: unknown;
}

export type MetricRow = SharedRow | OwnRow | StoredRow;

export interface ExposureForm {
  readonly event: string;
  readonly filterTestAccounts: '' | 'yes' | 'no';
  readonly multipleVariantHandling: MultipleVariantHandling | '';
  /** An action instead of an event, and filters on either, as PostHog stores them: they are kept as they are. */
  readonly actionId: number | undefined;
  readonly properties: readonly unknown[];
}

export interface StatisticsForm {
  readonly method: StatsMethod | '';
  /** Percent. */
  readonly confidence: string;
  readonly cuped: boolean;
  /** Settings without fields here, as PostHog stores them. */
  readonly raw: unknown;
}

export interface PlanForm {
  /** Percent. */
  readonly effect: string;
  readonly people: string;
  readonly days: string;
  readonly exposureEstimate: unknown;
}

/** The form of a new experiment. */
export function emptyForm(plan: Partial<PlanForm> = {}): ExperimentForm {
  return {
    name: '',
    description: '',
    tags: '',
    featureFlagKey: '',
    existingFlag: undefined,
    variants: [
      { id: uniqueId(), key: 'control', name: '', share: '50' },
      { id: uniqueId(), key: 'test', name: '', share: '50' },
    ],
    rolloutPercentage: '100',
    metrics: [],
    allowUnknownEvents: false,
    holdoutId: '',
    exposure: {
      event: '',
      filterTestAccounts: '',
      multipleVariantHandling: '',
      actionId: undefined,
      properties: [],
    },
    statistics: { method: '', confidence: '', cuped: false, raw: undefined },
    plan: { effect: '', people: '', days: '', exposureEstimate: undefined, ...plan },
  };
}

/** A key that PostHog accepts, from the name: "Sign-up: one page" becomes `sign-up-one-page`. */
export const suggestedKey = (name: string) =>
  name
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 80);
