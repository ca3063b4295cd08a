import { conflictsOf, type Claim } from '../../../../experiment-spec/claims.ts';
import type { Spec } from '../../../../experiment-spec/shape.ts';
import type { GraphContext } from '../../../context/context.ts';
import { InvalidInput, type InputFault } from '../../../mutations/input-faults.ts';
import { flagByKey } from '../../feature-flag/key-loader.ts';
import type { ExperimentRow } from '../loader.ts';
import { allRows, ambiguous, existingOf, type Rows } from './existing.ts';
import { planFor, type Plan } from './plan.ts';
import { readSpec } from './shape.ts';

/** A spec with its plan, with what is wrong with it, or with the failure that prevented the plan. */
export type Planned =
  | { readonly plan: Plan }
  | { readonly faults: readonly InputFault[] }
  | { readonly failure: unknown };

/**
 * Plans many specs together: the lists of experiments are read once for all, so that each spec costs 1 upstream call,
 * for the detail of its experiment or for its flag. Specs that are about one experiment are a fault.
 * @returns one entry for each spec, in their order
 */
export async function planMany(
  context: GraphContext,
  projectId: string,
  values: readonly unknown[],
): Promise<Planned[]> {
  const read = values.map((value) => orInvalid(() => readSpec(value)));
  if (read.every((one) => one instanceof InvalidInput)) return read.map(outcomeOf);
  const rows = await allRows(context, projectId);
  const found = read.map((one) =>
    one instanceof InvalidInput ? one : orInvalid(() => foundFor(one, rows)),
  );
  const conflicts = conflictsOf(
    found.flatMap((one) => (one instanceof InvalidInput ? [] : [one.claim])),
  );
  return Promise.all(
    found.map(async (one) => {
      if (one instanceof InvalidInput) return outcomeOf(one);
      const { spec, row, claim } = one;
      const conflict = conflicts.get(claim);
      if (conflict !== undefined) return outcomeOf(ambiguous(conflict));
      const flagOf = () => flagByKey(context, projectId, spec.featureFlagKey);
      try {
        return { plan: await planFor(context, { projectId, spec, row, flagOf }) };
      } catch (error) {
        return outcomeOf(error);
      }
    }),
  );
}

/** A spec with the experiment that it is about. */
interface Found {
  readonly spec: Spec;
  readonly row: ExperimentRow | null;
  readonly claim: Claim;
}

function foundFor(spec: Spec, rows: Rows): Found {
  const row = existingOf(rows, spec);
  const { name, featureFlagKey } = spec;
  return {
    spec,
    row,
    claim: {
      name,
      featureFlagKey,
      experiment: row && { id: row.id, name: row.name },
      label: 'another spec',
    },
  };
}

function orInvalid<Value>(compute: () => Value): Value | InvalidInput {
  try {
    return compute();
  } catch (error) {
    if (error instanceof InvalidInput) return error;
    throw error;
  }
}

const outcomeOf = (error: unknown): Planned =>
  error instanceof InvalidInput ? { faults: error.faults } : { failure: error };
