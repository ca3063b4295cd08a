import { createHash } from 'node:crypto';
import { isLegacyKind } from '../../../../experiment-spec/metric-shape.ts';
import type { Spec } from '../../../../experiment-spec/shape.ts';
import type { GraphContext } from '../../../context/context.ts';
import { InvalidInput, type InputFault } from '../../../mutations/input-faults.ts';
import { findFlagByKey } from '../../feature-flag/key-loader.ts';
import type { FlagRow, FullFlag } from '../../feature-flag/loader.ts';
import { fetchExperimentNow } from '../fetch-now.ts';
import type { ExperimentDetail, ExperimentRow } from '../loader.ts';
import { specDifferences, type SpecChange } from './difference.ts';
import { existingOf, rowsFor } from './existing.ts';
import { fixedParts } from './fixed-parts.ts';
import { flagSpec, specOf } from './from-experiment.ts';
import { refusalsOf } from './refusals.ts';
import { resolveReferences, type References } from './references.ts';

export type PlanAction = 'create' | 'update' | 'none';

/** The changes that applying a spec would make. */
export interface Plan {
  readonly action: PlanAction;
  readonly projectId: string;
  readonly spec: Spec;
  /** The experiment the spec describes; null when none exists yet. */
  readonly existing: ExperimentDetail | null;
  /** The flag to which a new experiment will be attached; null where it is created too, or nothing is created. */
  readonly flag: FullFlag | null;
  readonly changes: readonly SpecChange[];
  /** Changes that PostHog refuses in the state of the experiment. */
  readonly obstacles: readonly InputFault[];
  /** What the changes refer to by name. */
  readonly references: References;
  /** Identifies the plan and the state it is based on: it changes as soon as either does. */
  readonly hash: string;
}

/**
 * Computes the changes that a spec requires. 2 to 4 upstream calls, plus one each when shared metrics or a holdout
 * that change are referenced by name.
 * @throws InvalidInput when several experiments match the spec, a field cannot be changed, or a name does not exist
 */
export async function planOf(context: GraphContext, projectId: string, spec: Spec): Promise<Plan> {
  // Bypasses the request's loader: when a response is lost, the plan is computed again within the same request.
  const flag = await findFlagByKey(context.posthog, projectId, spec.featureFlagKey);
  const row = existingOf(await rowsFor(context, projectId, flag, spec), spec);
  return planFor(context, { projectId, spec, row, flagOf: () => Promise.resolve(flag) });
}

interface Found {
  readonly projectId: string;
  readonly spec: Spec;
  /** The experiment that the spec describes, as a list has it. */
  readonly row: ExperimentRow | null;
  /** Reads the flag with the spec's key; asked for where there is no experiment. */
  readonly flagOf: () => Promise<FullFlag | null>;
}

/** The changes to the experiment that was found for a spec. @throws InvalidInput */
export async function planFor(
  context: GraphContext,
  { projectId, spec, row, flagOf }: Found,
): Promise<Plan> {
  const existing = row && (await fetchExperimentNow(context, { projectId, posthogId: row.id }));
  const flag = existing ? null : await flagOf();
  const linked = flag && { flag: flagSpec(flag) };
  const current = existing ? specOf(existing) : (linked as Spec | null);
  const changes = specDifferences(current, spec);
  const faults = [
    ...refusalsOf(spec, { current, isNew: !existing, isNewFlag: !existing && !flag }),
    ...unchangeable(spec, existing, changes),
  ];
  const action = existing ? (changes.length > 0 ? 'update' : 'none') : 'create';
  const references = await withFaults(faults, () =>
    resolveReferences(context, projectId, spec, changes),
  );
  const state = [
    existing && [existing.id, existing.version ?? existing.updated_at],
    stateOf(existing?.feature_flag ?? flag),
  ];
  const hash = createHash('sha256').update(JSON.stringify([projectId, action, state, changes]));
  return {
    action,
    projectId,
    spec,
    existing,
    flag,
    changes,
    obstacles: fixedParts(existing, changes),
    references,
    hash: hash.digest('base64url'),
  };
}

/** What decides who gets which variant: it can be changed without a new version of the experiment. */
const stateOf = (flag: FlagRow | null) =>
  flag && [flag.id, flag.version ?? null, flag.active, flag.filters];

/** @throws InvalidInput with these faults, and those that are found besides */
async function withFaults<Value>(
  faults: readonly InputFault[],
  find: () => Promise<Value>,
): Promise<Value> {
  const found = await find().catch((error: unknown) => {
    if (!(error instanceof InvalidInput)) throw error;
    return error;
  });
  if (found instanceof InvalidInput) throw new InvalidInput([...faults, ...found.faults]);
  if (faults.length > 0) throw new InvalidInput(faults);
  return found;
}

/** Faults for changes that PostHog does not make. */
function unchangeable(
  spec: Spec,
  existing: ExperimentDetail | null,
  changes: readonly SpecChange[],
): InputFault[] {
  const faults: InputFault[] = [];
  if (existing && changes.some(({ path }) => path === 'kind'))
    faults.push({
      path: 'spec.kind',
      code: 'IMMUTABLE',
      message: 'The kind of an experiment cannot be changed.',
    });
  for (const list of ['metrics', 'secondaryMetrics'] as const) {
    if (!changes.some(({ path }) => path === list)) continue;
    for (const [index, { kind }] of (spec[list] ?? []).entries()) {
      if (isLegacyKind(kind))
        faults.push({
          path: `spec.${list}.${index}.kind`,
          code: 'IMMUTABLE',
          message: `Metrics of PostHog's retired engine cannot be written. Leave all of ${list} as they are, or migrate the experiment.`,
        });
    }
  }
  return faults;
}
