import { notStored } from '../../../../posthog/http/decoding/not-stored.ts';
import type { GraphContext } from '../../../context/context.ts';
import type { ExperimentDetail } from '../loader.ts';
import { bodyOf } from './body.ts';
import type { Plan } from './plan.ts';

/** The experiment after a plan was executed, and the paths of what PostHog did not store of it. */
interface Applied {
  readonly row: ExperimentDetail;
  readonly notStored: readonly string[];
}

/**
 * Executes a plan. 1 upstream call; none when nothing changes. An update sends the version on which the plan is
 * based.
 */
export async function apply(context: GraphContext, plan: Plan): Promise<Applied> {
  const { existing, projectId, spec } = plan;
  if (existing && plan.action === 'none') return { row: existing, notStored: [] };
  const body = bodyOf(plan);
  if (existing) {
    const row = await context.posthog.call('experiments_partial_update', {
      path: { project_id: projectId, id: existing.id },
      body: { ...body, version: existing.version },
    });
    return { row, notStored: notStored('experiments_partial_update', body, row) };
  }
  const row = await context.posthog.call('experiments_create', {
    path: { project_id: projectId },
    body: { ...body, name: spec.name, feature_flag_key: spec.featureFlagKey, type: spec.kind },
  });
  return { row, notStored: notStored('experiments_create', body, row) };
}
