import { GraphQLError } from 'graphql';
import { GUARDRAIL } from '../../../experiment-spec/guardrail.ts';
import { isPostHogFailure } from '../../../posthog/errors/errors.ts';
import type { GraphContext } from '../../context/context.ts';
import { savedMetricLoader, type SavedMetricRow } from './loader.ts';

/** True for a shared metric with the tag that makes it a guardrail where it is used as a secondary metric. */
export const isTaggedGuardrail = ({ tags }: SavedMetricRow): boolean =>
  (tags ?? []).some((tag) => String(tag).toLowerCase() === GUARDRAIL);

/**
 * Which of the shared metrics with these numbers have the tag of guardrails. 1 upstream call, none for no numbers.
 * @returns null where the tags cannot be read
 */
export async function taggedGuardrails(
  context: GraphContext,
  projectId: string,
  numbers: readonly number[],
): Promise<ReadonlySet<number> | null> {
  try {
    const rows = await Promise.all(
      numbers.map((posthogId) => savedMetricLoader(context).load({ projectId, posthogId })),
    );
    return new Set(numbers.filter((_, index) => rows[index] && isTaggedGuardrail(rows[index])));
  } catch (error) {
    if (!isPostHogFailure(error) && !(error instanceof GraphQLError)) throw error;
    return null;
  }
}
