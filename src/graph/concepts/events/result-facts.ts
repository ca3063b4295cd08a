import { GraphQLError } from 'graphql';
import type { ExperimentFacts } from '../../../events/facts.ts';
import { isPostHogFailure } from '../../../posthog/errors/errors.ts';
import type { GraphContext } from '../../context/context.ts';
import { assess, type Assessment } from '../decision/assess.ts';
import { decide } from '../decision/decide.ts';
import { withDetail } from '../experiment/loader.ts';
import type { ExperimentNode } from '../experiment/ref.ts';
import { metricsOf } from '../metric/from-experiment.ts';
import { nameOf } from '../metric/node.ts';
import { isAlwaysValid } from '../results/result/comparison.ts';

type ResultFacts = NonNullable<ExperimentFacts['results']>;

/** A draft has no results, which is known without a call. */
export const NO_RESULTS: ResultFacts = {
  asOf: null,
  beforePlannedEnd: null,
  decision: null,
  significant: [],
};

/**
 * What the results of a launched experiment say: its detail, its newest recalculation, and 1 call for each metric that
 * the recalculation lacks. Null where PostHog does not answer them.
 */
export async function readResultFacts(
  node: ExperimentNode,
  context: GraphContext,
): Promise<ResultFacts | null> {
  try {
    const row = await withDetail(node, context, 'metrics');
    if (!row) return null;
    return factsIn(await assess(context, row, metricsOf(node.projectId, row)));
  } catch (error) {
    if (isPostHogFailure(error) || error instanceof GraphQLError) return null;
    throw error;
  }
}

function factsIn(assessment: Assessment): ResultFacts {
  const { asOf, plannedEndReached, primary, guardrails, secondary } = assessment;
  const { recommendation, variant, because } = decide(assessment);
  return {
    asOf: asOf?.toISOString() ?? null,
    beforePlannedEnd: plannedEndReached === null ? null : !plannedEndReached,
    decision: { recommendation: recommendation.toUpperCase(), variant, because },
    significant: [...primary, ...guardrails, ...secondary].flatMap(({ node, result }) =>
      (result?.comparison.variants ?? [])
        .filter(({ significant }) => significant === true)
        .map((one) => ({
          metricUuid: String(node.metric.uuid),
          metric: nameOf(node),
          variant: one.key,
          direction: one.direction === null ? null : directions[one.direction],
          delta: one.estimatedChange,
          alwaysValid: one.sequentialInterval === null ? null : isAlwaysValid(one),
        })),
    ),
  };
}

const directions = { better: 'BETTER', worse: 'WORSE', unchanged: 'UNCHANGED' } as const;
