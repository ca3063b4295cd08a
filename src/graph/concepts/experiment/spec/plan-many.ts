import type { Spec } from '../../../../experiment-spec/shape.ts';
import type { GraphContext } from '../../../context/context.ts';
import { InvalidInput, type InputFault } from '../../../mutations/input-faults.ts';
import { flagByKey } from '../../feature-flag/key-loader.ts';
import { allRows, existingOf, type Rows } from './existing.ts';
import { planFor, type Plan } from './plan.ts';
import { readSpec } from './shape.ts';

/** A spec with its plan, with what is wrong with it, or with the failure that prevented the plan. */
export type Planned =
  | { readonly plan: Plan }
  | { readonly faults: readonly InputFault[] }
  | { readonly failure: unknown };

/**
 * Plans many specs together: the lists of experiments are read once for all, so that each spec costs 1 upstream call,
 * for the detail of its experiment or for its flag.
 * @returns one entry for each spec, in their order
 */
export async function planMany(
  context: GraphContext,
  projectId: string,
  values: readonly unknown[],
): Promise<Planned[]> {
  const read = values.map((value): Spec | InvalidInput => {
    try {
      return readSpec(value);
    } catch (error) {
      if (error instanceof InvalidInput) return error;
      throw error;
    }
  });
  const specs = read.filter((one): one is Spec => !(one instanceof InvalidInput));
  if (specs.length === 0) return read.map((one) => outcomeOf(one));
  const rows = await allRows(context, projectId);
  return Promise.all(
    read.map(async (one) => {
      if (one instanceof InvalidInput) return outcomeOf(one);
      try {
        return { plan: await planIn(context, projectId, rows, one, specs) };
      } catch (error) {
        return outcomeOf(error);
      }
    }),
  );
}

const outcomeOf = (error: unknown): Planned =>
  error instanceof InvalidInput ? { faults: error.faults } : { failure: error };

function planIn(
  context: GraphContext,
  projectId: string,
  rows: Rows,
  spec: Spec,
  specs: readonly Spec[],
): Promise<Plan> {
  const flagOf = () => flagByKey(context, projectId, spec.featureFlagKey);
  return planFor(context, { projectId, spec, row: existingOf(rows, spec, specs), flagOf });
}
