import { countsOf, type DirectoryPlan } from './directory-plan.ts';

/** Version of the format below. Properties are added to a version, never renamed or removed. */
const FORMAT = 1;

/** A plan for machines, as docs/experiments-as-code.md describes it. */
export function planJson(plan: DirectoryPlan): string {
  const { calls, planHash, experiments } = plan;
  return JSON.stringify(
    {
      format: FORMAT,
      planHash,
      calls,
      summary: countsOf(plan),
      experiments: experiments.map((one) => ({
        file: one.file.path,
        name: one.file.spec.name,
        featureFlagKey: one.file.spec.featureFlagKey,
        id: one.id,
        action: one.action,
        status: { current: one.status, wanted: one.file.status ?? null },
        changes: one.changes,
        steps: one.steps,
        obstacles: one.obstacles,
        warnings: one.warnings,
      })),
    },
    undefined,
    2,
  );
}
