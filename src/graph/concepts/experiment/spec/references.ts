import type { GraphContext } from '../../../context/context.ts';
import { InputFaults } from '../../../mutations/input-faults.ts';
import type { Spec } from './shape.ts';

/** PostHog's numbers of the objects that a spec references by name. */
export interface References {
  readonly savedMetrics:
    | readonly { readonly id: number; readonly metadata: { type: 'primary' | 'secondary' } }[]
    | undefined;
  readonly holdoutId: number | null | undefined;
}

/**
 * Looks up shared metrics and the holdout by name: 1 upstream call each, none for what the spec
 * does not name.
 * @throws InvalidInput for names that do not exist
 */
export async function resolveReferences(
  { posthog }: GraphContext,
  projectId: string,
  { sharedMetrics, holdout }: Spec,
): Promise<References> {
  const path = { project_id: projectId };
  const faults = new InputFaults();
  const [metrics, holdouts] = await Promise.all([
    sharedMetrics?.length ? posthog.allPages('experiment_saved_metrics_list', { path }) : null,
    holdout == null ? null : posthog.allPages('experiment_holdouts_list', { path }),
  ]);
  const savedMetrics = sharedMetrics?.map(({ name, role }, index) => {
    const id = metrics?.results.find((row) => row.name === name)?.id;
    if (id === undefined) {
      faults.add(
        `spec.sharedMetrics.${index}.name`,
        'DOES_NOT_EXIST',
        `There is no shared metric "${name}" in this project.`,
      );
    }
    return { id: id ?? 0, metadata: { type: role } };
  });
  const holdoutId =
    holdout == null ? holdout : holdouts?.results.find((row) => row.name === holdout)?.id;
  if (holdout != null && holdoutId === undefined) {
    faults.add(
      'spec.holdout',
      'DOES_NOT_EXIST',
      `There is no holdout "${holdout}" in this project.`,
    );
  }
  faults.raise();
  return { savedMetrics, holdoutId };
}
