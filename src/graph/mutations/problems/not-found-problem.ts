import { failureTable } from '../../../posthog/errors/failure-table.ts';
import { builder } from '../../core/builder.ts';
import { MutationProblemRef, type ProblemBase } from './problem.ts';

export interface NotFoundProblem extends ProblemBase {
  readonly typename: 'NotFoundProblem';
}

export const NotFoundProblemRef = builder.objectRef<NotFoundProblem>('NotFoundProblem').implement({
  description:
    'The object does not exist in this project, or it was deleted. PostHog does not distinguish between the two.',
  interfaces: [MutationProblemRef],
});

export function notFoundProblem(message: string): NotFoundProblem {
  return { typename: 'NotFoundProblem', code: failureTable['not-found'].code, message };
}
