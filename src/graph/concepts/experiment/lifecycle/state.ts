import type { Wire } from '../../../core/wire.ts';
import type { ExperimentRow } from '../loader.ts';

export type EmbeddedFlag = Wire['MinimalFeatureFlag'];
export type StoredLifecycleStatus = Wire['ExperimentStatus'];

/**
 * Everything about an experiment and its flag that decides which actions are possible. A list row
 * has all of it.
 */
export interface LifecycleState {
  readonly startDate: string | null;
  readonly endDate: string | null;
  readonly archived: boolean;
  readonly deleted: boolean;
  readonly conclusion: Wire['ExperimentConclusion'] | null;
  readonly conclusionComment: string | null;
  readonly isLegacy: boolean;
  readonly isWeb: boolean;
  readonly hasHoldout: boolean;
  readonly exposureCohort: number | null;
  readonly flag: EmbeddedFlag | null;
}

export function stateOf(row: ExperimentRow): LifecycleState {
  return {
    startDate: row.start_date ?? null,
    endDate: row.end_date ?? null,
    archived: row.archived ?? false,
    deleted: row.deleted ?? false,
    conclusion: row.conclusion ?? null,
    conclusionComment: row.conclusion_comment ?? null,
    isLegacy: isLegacy(row) ?? false,
    isWeb: row.type === 'web',
    hasHoldout: row.holdout !== null,
    exposureCohort: row.exposure_cohort,
    flag: row.feature_flag,
  };
}

/**
 * Whether any metric belongs to the legacy engine. Servers before late summer 2026 do not say it, so it is worked out
 * from the kinds of the metrics; null for a row that has none of them.
 */
export function isLegacy(row: ExperimentRow): boolean | null {
  const stated = row.is_legacy as boolean | null | undefined;
  if (stated != null) return stated;
  if (row.metrics === undefined && row.metrics_secondary === undefined) return null;
  const metrics = [...(row.metrics ?? []), ...(row.metrics_secondary ?? [])];
  return metrics.some(({ kind }) => legacyKinds.has(kind));
}

const legacyKinds: ReadonlySet<string> = new Set([
  'ExperimentTrendsQuery',
  'ExperimentFunnelsQuery',
]);

/**
 * PostHog's word for the status. The column was added in spring 2026: where a server does not have it, or a row was not
 * filled yet, the status is worked out in the way PostHog did before.
 */
export function statusOf(row: ExperimentRow): string {
  const stated = row.status as string | null | undefined;
  return stated == null || stated === '' ? lifecycleStatusOf(stateOf(row)) : stated;
}

export const isDraft = ({ startDate }: LifecycleState) => startDate === null;
export const isStopped = ({ startDate, endDate }: LifecycleState) =>
  startDate !== null && endDate !== null;
export const isActive = (flag: EmbeddedFlag) => flag.active ?? false;

/** A flag in any of its wire forms. */
export type Targeted = Pick<EmbeddedFlag, 'filters'>;

export const groupsOf = (flag: Targeted) => flag.filters?.groups ?? [];
export const variantsOf = (flag: Targeted) => flag.filters?.multivariate?.variants ?? [];

export type StoredVariant =
  Wire['FeatureFlagMultivariateVariantSchema'] | Wire['ExperimentVariant'];

/** The variants of an experiment: those of its flag, or the experiment's own copy where the flag has none. */
export const storedVariants = (row: ExperimentRow): readonly StoredVariant[] =>
  row.feature_flag?.filters?.multivariate?.variants ?? row.parameters?.feature_flag_variants ?? [];

/** A freeze stamps every release group; a flag without release groups is not frozen. */
export function isExposureFrozen(flag: Targeted): boolean {
  const groups = groupsOf(flag);
  return groups.length > 0 && groups.every((group) => group['exposure_frozen'] === true);
}

/**
 * The status PostHog reports for a state: dates first, then the flag; paused takes precedence over
 * frozen.
 */
export function lifecycleStatusOf(state: LifecycleState): StoredLifecycleStatus {
  if (isDraft(state)) return 'draft';
  if (isStopped(state)) return 'stopped';
  if (!state.flag) return 'running';
  if (!isActive(state.flag)) return 'paused';
  return isExposureFrozen(state.flag) ? 'exposure_frozen' : 'running';
}
