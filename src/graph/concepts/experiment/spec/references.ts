import { isGuardrailName } from '../../../../experiment-spec/guardrail.ts';
import type { Spec } from '../../../../experiment-spec/shape.ts';
import type { GraphContext } from '../../../context/context.ts';
import { perRequest } from '../../../context/per-request.ts';
import { InputFaults } from '../../../mutations/input-faults.ts';
import { isTaggedGuardrail } from '../../saved-metric/guardrail-tag.ts';
import type { SavedMetricRow } from '../../saved-metric/loader.ts';
import type { SpecChange } from './difference.ts';

/** PostHog's numbers of the objects that a spec references by name. */
export interface References {
  readonly savedMetrics:
    | readonly { readonly id: number; readonly metadata: { type: 'primary' | 'secondary' } }[]
    | undefined;
  readonly holdoutId: number | null | undefined;
}

type Read<Row> = (path: { readonly project_id: string }) => Promise<readonly Row[]>;

/** Reads the list of a project when it is first asked for. */
function readOnce<Row>(read: Read<Row>) {
  const reads = new Map<string, Promise<readonly Row[]>>();
  return (projectId: string) => {
    let rows = reads.get(projectId);
    if (!rows) reads.set(projectId, (rows = read({ project_id: projectId })));
    return rows;
  };
}

/** What can be referenced, read at most once per request and project. */
const listsOf = perRequest(({ posthog }) => ({
  savedMetrics: readOnce(
    async (path) => (await posthog.allPages('experiment_saved_metrics_list', { path })).results,
  ),
  holdouts: readOnce(
    async (path) => (await posthog.allPages('experiment_holdouts_list', { path })).results,
  ),
}));

/**
 * Looks up by name the shared metrics and the holdout that are to be changed: 1 upstream call each, for all specs of
 * a request. Guardrails among the shared metrics are looked up in any case, because they are to have the tag.
 * @throws InvalidInput for names that do not exist, and for guardrails that PostHog does not know as such
 */
export async function resolveReferences(
  context: GraphContext,
  projectId: string,
  { sharedMetrics = [], holdout }: Spec,
  changes: readonly SpecChange[],
): Promise<References> {
  const isChanged = (name: keyof Spec) => changes.some(({ path }) => path === name);
  const lists = listsOf(context);
  const hasTagged = sharedMetrics.some(needsTag);
  const needsMetrics = sharedMetrics.length > 0 && (isChanged('sharedMetrics') || hasTagged);
  const needsHoldout = holdout != null && isChanged('holdout');
  const [metrics, holdouts] = await Promise.all([
    needsMetrics ? lists.savedMetrics(projectId) : [],
    needsHoldout ? lists.holdouts(projectId) : [],
  ]);
  const faults = new InputFaults();
  const savedMetrics = sharedMetrics.map((wanted, index) => {
    const row = metrics.find(({ name }) => name === wanted.name);
    if (needsMetrics) checkMetric(faults, wanted, row, index);
    const type = wanted.role === 'primary' ? wanted.role : 'secondary';
    return { id: row?.id ?? 0, metadata: { type } } as const;
  });
  const holdoutId = holdout == null ? holdout : holdouts.find(({ name }) => name === holdout)?.id;
  if (needsHoldout && holdoutId === undefined) {
    faults.add(
      'spec.holdout',
      'DOES_NOT_EXIST',
      `There is no holdout "${holdout}" in this project.`,
    );
  }
  faults.raise();
  return { savedMetrics, holdoutId };
}

type SharedMetric = NonNullable<Spec['sharedMetrics']>[number];

/** True for a guardrail whose name does not say that it is one. */
const needsTag = ({ role, name }: SharedMetric) => role === 'guardrail' && !isGuardrailName(name);

function checkMetric(
  faults: InputFaults,
  wanted: SharedMetric,
  row: SavedMetricRow | undefined,
  index: number,
): void {
  const path = `spec.sharedMetrics.${index}`;
  if (!row)
    faults.add(
      `${path}.name`,
      'DOES_NOT_EXIST',
      `There is no shared metric "${wanted.name}" in this project.`,
    );
  else if (needsTag(wanted) && !isTaggedGuardrail(row))
    faults.add(
      `${path}.role`,
      'INVALID_VALUE',
      `The shared metric "${wanted.name}" is no guardrail in PostHog, where other experiments may use it too: give it the tag "guardrail" there, or use the role "secondary".`,
    );
}
