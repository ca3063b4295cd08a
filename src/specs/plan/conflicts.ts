import { conflictsOf, type Claim } from '../../experiment-spec/claims.ts';
import type { PlanSpecsQuery } from '../../graph-client/generated/graphql.ts';
import type { SpecFault } from '../files/fault.ts';
import type { SpecFile } from '../files/read-spec-files.ts';

/** A spec with its plan, or with what is wrong with it. */
export type Planned = PlanSpecsQuery['planExperiments'][number];

/**
 * The faults of files that are about one experiment. Each operation finds those among its own specs alone; this
 * compares all files.
 * @param planned one entry for each file
 */
export function conflictFaults(
  files: readonly SpecFile[],
  planned: readonly Planned[],
): readonly SpecFault[] {
  const claims = new Map<Claim, SpecFile>();
  for (const [index, file] of files.entries()) {
    const plan = planned[index]?.plan;
    if (!plan) continue;
    const { name, featureFlagKey } = file.spec;
    const experiment = plan.experiment && {
      id: plan.experiment.id,
      name: plan.experiment.name ?? '',
    };
    claims.set({ name, featureFlagKey, experiment, label: file.path }, file);
  }
  const conflicts = conflictsOf([...claims.keys()]);
  return [...conflicts].flatMap(([claim, message]) => {
    const file = claims.get(claim);
    return file ? [file.fault(['name'], message)] : [];
  });
}
