import { isGuardrailName } from '../../../experiment-spec/guardrail.ts';
import type { GraphContext } from '../../context/context.ts';
import { isPrimary, nameOf, type MetricNode } from '../metric/node.ts';
import { taggedGuardrails } from '../saved-metric/guardrail-tag.ts';

/** The secondary metrics that must not get worse. */
export interface Guardrails {
  readonly metrics: ReadonlySet<MetricNode>;
  /** True where the tags of shared metrics could not be read, so that all of them count as guardrails. */
  readonly isGuess: boolean;
}

/**
 * Finds the guardrails among the metrics of an experiment: secondary metrics with the word in their name, and shared
 * ones with the tag. 1 upstream call for the tags if there are shared secondary metrics without the word.
 */
export async function guardrailsOf(
  context: GraphContext,
  metrics: readonly MetricNode[],
): Promise<Guardrails> {
  const secondary = metrics.filter((node) => !isPrimary(node));
  const named = secondary.filter((node) => isGuardrailName(nameOf(node)));
  const shared = secondary.filter((one) => one.use?.link != null && !named.includes(one));
  const [first] = shared;
  const numbers = shared.flatMap(({ savedMetricId }) => savedMetricId ?? []);
  const tagged = first ? await taggedGuardrails(context, first.projectId, numbers) : new Set();
  if (tagged === null) return { metrics: new Set([...named, ...shared]), isGuess: true };
  const isTagged = ({ savedMetricId }: MetricNode) =>
    savedMetricId !== null && tagged.has(savedMetricId);
  return { metrics: new Set([...named, ...shared.filter(isTagged)]), isGuess: false };
}
