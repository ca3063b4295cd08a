import { GraphQLError } from 'graphql';
import { isPostHogFailure } from '../../../posthog/errors/errors.ts';
import type { GraphContext } from '../../context/context.ts';
import { isPrimary, nameOf, type MetricNode } from '../metric/node.ts';
import { savedMetricLoader } from '../saved-metric/loader.ts';

/** The tag of a shared metric, and the word in the name of any metric, that makes a secondary metric a guardrail. */
const GUARDRAIL = 'guardrail';

const isNamed = (name: string) => new RegExp(`\\b${GUARDRAIL}\\b`, 'i').test(name);

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
  const named = secondary.filter((node) => isNamed(nameOf(node)));
  const shared = secondary
    .filter(({ use }) => use?.link != null)
    .filter((one) => !named.includes(one));
  try {
    const tagged = await Promise.all(
      shared.map(async (node) => ((await isTagged(context, node)) ? [node] : [])),
    );
    return { metrics: new Set([...named, ...tagged.flat()]), isGuess: false };
  } catch (error) {
    if (!isPostHogFailure(error) && !(error instanceof GraphQLError)) throw error;
    return { metrics: new Set([...named, ...shared]), isGuess: true };
  }
}

async function isTagged(context: GraphContext, { projectId, savedMetricId }: MetricNode) {
  if (savedMetricId === null) return false;
  const row = await savedMetricLoader(context).load({ projectId, posthogId: savedMetricId });
  return (row?.tags ?? []).some((tag) => String(tag).toLowerCase() === GUARDRAIL);
}
