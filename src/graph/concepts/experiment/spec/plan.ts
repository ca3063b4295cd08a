import type { InputCode } from '../../../context/input-codes.ts';
import { createHash } from 'node:crypto';
import type { GraphContext } from '../../../context/context.ts';
import { findFlagByKey } from '../../feature-flag/key-loader.ts';
import type { FullFlag } from '../../feature-flag/loader.ts';
import { InvalidInput } from '../../../mutations/input-faults.ts';
import type { ExperimentDetail, ExperimentRow } from '../loader.ts';
import { fetchExperimentNow } from '../fetch-now.ts';
import { specDifferences, type SpecChange } from './difference.ts';
import { flagSpec, specOf } from './from-experiment.ts';
import type { Spec } from './shape.ts';

export type PlanAction = 'create' | 'update' | 'none';

/** The changes that applying a spec would make. */
export interface Plan {
  readonly action: PlanAction;
  readonly projectId: string;
  readonly spec: Spec;
  /** The experiment the spec describes; null when none exists yet. */
  readonly existing: ExperimentDetail | null;
  /** The flag with the spec's key; null when none exists yet. */
  readonly flag: FullFlag | null;
  readonly changes: readonly SpecChange[];
  /** Identifies the plan and the state it is based on: it changes as soon as either does. */
  readonly hash: string;
}

/**
 * Computes the changes that a spec requires. 1 upstream call when no flag has its key, else 2, and
 * 3 when an experiment uses the flag.
 * @throws InvalidInput when several experiments match the spec, or a field cannot be changed
 */
export async function planOf(context: GraphContext, projectId: string, spec: Spec): Promise<Plan> {
  // Bypasses the request's loader: when a response is lost, the plan is computed again within the same request.
  const flag = await findFlagByKey(context.posthog, projectId, spec.featureFlagKey);
  const existing = flag && (await existingOn(context, projectId, flag, spec));
  const current = existing ? specOf(existing) : null;
  if (current && spec.kind !== undefined && spec.kind !== current.kind) {
    throw fault('spec.kind', 'IMMUTABLE', 'The kind of an experiment cannot be changed.');
  }
  const linked = flag && !existing ? { flag: flagSpec(flag) } : null;
  const changes = specDifferences(current ?? (linked as Spec | null), spec);
  const action = existing ? (changes.length > 0 ? 'update' : 'none') : 'create';
  const state = existing && [existing.id, existing.version ?? existing.updated_at];
  const hash = createHash('sha256').update(JSON.stringify([projectId, action, state, changes]));
  return {
    action,
    projectId,
    spec,
    existing,
    flag,
    changes,
    hash: hash.digest('base64url'),
  };
}

/**
 * The experiment on a flag that a spec describes: the one with its name, else the only one on the
 * flag.
 */
async function existingOn(
  context: GraphContext,
  projectId: string,
  flag: FullFlag,
  { name }: Spec,
): Promise<ExperimentDetail | null> {
  const { results } = await context.posthog.pages('experiments_list', {
    path: { project_id: projectId },
    query: { feature_flag_id: flag.id },
  });
  const named = results.filter((row) => row.name === name);
  const candidates: readonly ExperimentRow[] = named.length > 0 ? named : results;
  if (candidates.length > 1) {
    throw fault(
      'spec.name',
      'AMBIGUOUS',
      `Several experiments use the flag "${flag.key}". Give the exact name of the one you mean.`,
    );
  }
  const [row] = candidates;
  return row ? fetchExperimentNow(context, { projectId, posthogId: row.id }) : null;
}

const fault = (path: string, code: InputCode, message: string) =>
  new InvalidInput([{ path, code, message }]);
