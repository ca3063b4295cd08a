import { graphql } from '../../graph-client/generated/gql.ts';
import type { GraphClient } from '../../graph-client/graph-client.ts';
import { GraphFailure } from '../../graph-client/graph-failure.ts';
import type { ExperimentPlan } from './directory-plan.ts';

const CHECKLIST = graphql(`
  query LaunchChecklistOf($id: ID!) {
    experiment(id: $id) {
      launchChecklist {
        message
        passed
        required
      }
    }
  }
`);

/** The parts of a spec that the checklist looks at: once they are changed, it may say something else. */
const CHECKED =
  /^(flag|metrics|secondaryMetrics|sharedMetrics|holdout|description|runningTime|excludedVariants)/;

/**
 * Adds to plans that launch an existing draft what its launch checklist says: a required line that is not passed is an
 * obstacle, unless the plan changes what is checked; another line is a warning.
 * @throws GraphFailure
 */
export function launchObstacles(
  client: GraphClient,
  plans: readonly ExperimentPlan[],
): Promise<ExperimentPlan[]> {
  return Promise.all(
    plans.map(async (plan) => {
      if (plan.id === null || !plan.steps.includes('LAUNCH')) return plan;
      const { data, errors } = await client.read(CHECKLIST, { id: plan.id });
      const lines = data.experiment?.launchChecklist;
      if (!lines) throw new GraphFailure(errors);
      const open = lines.filter(({ passed }) => passed === false);
      const isChanged = plan.changes.some(({ path }) => CHECKED.test(path));
      const blocking = open.filter(({ required }) => required && !isChanged);
      const after = isChanged ? ' (before the changes of this plan)' : '';
      return {
        ...plan,
        obstacles: [...plan.obstacles, ...blocking.map(({ message }) => `Launch: ${message}`)],
        warnings: [
          ...plan.warnings,
          ...open
            .filter((line) => !blocking.includes(line))
            .map(({ message }) => `Launch checklist${after}: ${message}`),
        ],
      };
    }),
  );
}
