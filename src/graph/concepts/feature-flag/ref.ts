import type { GraphContext } from '../../context/context.ts';
import { failingAlone } from '../../core/loading/not-found-as-null.ts';
import { builder } from '../../core/builder.ts';
import { connectionOf } from '../../core/paging/connection.ts';
import { localId, parseLocalId } from '../../core/global-id.ts';
import type { Wire } from '../../core/wire.ts';
import { flagLoader, type FlagRow } from './loader.ts';
import type { Reading } from '../../planner/readings.ts';

/**
 * A flag, either embedded in an experiment or full. Fields that the embedded form lacks read the
 * full one.
 */
export interface FeatureFlagNode {
  readonly projectId: string;
  readonly row: FlagRow;
}

/** Creates the node of a flag embedded in another object. */
export function toEmbeddedFlag(
  projectId: string,
  row: Wire['MinimalFeatureFlag'],
): FeatureFlagNode {
  return { projectId, row };
}

export const FeatureFlagRef = builder.objectRef<FeatureFlagNode>('FeatureFlag');

builder.node(FeatureFlagRef, {
  description:
    'A feature flag. Free when embedded in an experiment, except for the fields that say they read the complete flag.',
  extensions: {
    reading: {
      one: ['feature_flags_retrieve'],
      several: 'feature_flags_list',
      detail: 'feature_flags_retrieve',
      whole: 'always',
      by: { key: { one: ['feature_flags_list'], several: 'feature_flags_list', whole: 'always' } },
    } satisfies Reading,
  },
  id: {
    description: 'Globally unique ID, for `node`, caches and other lookups.',
    resolve: ({ projectId, row }) => localId({ projectId, posthogId: row.id }),
  },
  loadWithoutCache: failingAlone(async (id: string, context: GraphContext) => {
    const key = parseLocalId(id);
    const row = key && (await flagLoader(context).load(key));
    return row && { projectId: key.projectId, row };
  }),
});

export const FeatureFlagConnection = connectionOf(FeatureFlagRef, 'FeatureFlag', 'feature flags');

/** One release condition of a flag, or one group of a holdout: they share PostHog's shape. */
export type ReleaseConditionShape = Wire['FeatureFlagConditionGroupSchema'];

export const ReleaseConditionRef = builder.objectRef<ReleaseConditionShape>('ReleaseCondition');

/** One value a flag can return. */
export type FlagVariantShape = Wire['FeatureFlagMultivariateVariantSchema'];

export const FeatureFlagVariantRef = builder.objectRef<FlagVariantShape>('FeatureFlagVariant');
