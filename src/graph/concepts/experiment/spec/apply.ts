import type { GraphContext } from '../../../context/context.ts';
import type { ExperimentDetail } from '../loader.ts';
import { bodyOf } from './body.ts';
import type { Plan } from './plan.ts';
import { resolveReferences } from './references.ts';

/**
 * Carries a plan out. 1 upstream call, and one more each when shared metrics or a holdout are called by
 * name; none when nothing is to be done. An update takes the version along that the plan was made on.
 */
export async function apply(context: GraphContext, plan: Plan): Promise<ExperimentDetail> {
  const { existing, projectId, spec } = plan;
  if (existing && plan.action === 'none') return existing;
  const body = bodyOf(plan, await resolveReferences(context, projectId, spec));
  if (existing) {
    return context.posthog.call('experiments_partial_update', {
      path: { project_id: projectId, id: existing.id },
      body: { ...body, version: existing.version },
    });
  }
  return context.posthog.call('experiments_create', {
    path: { project_id: projectId },
    body: { ...body, name: spec.name, feature_flag_key: spec.featureFlagKey, type: spec.kind },
  });
}
