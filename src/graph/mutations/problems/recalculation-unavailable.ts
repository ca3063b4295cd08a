import type { SchedulingUnavailableError } from '../../../posthog/errors/errors.ts';
import { failureTable } from '../../../posthog/errors/failure-table.ts';
import { builder } from '../../core/builder.ts';
import { MutationProblemRef, type ProblemBase } from './problem.ts';

export interface RecalculationUnavailable extends ProblemBase {
  readonly typename: 'RecalculationUnavailable';
  readonly retryAfterSeconds: number | undefined;
}

export const RecalculationUnavailableRef = builder
  .objectRef<RecalculationUnavailable>('RecalculationUnavailable')
  .implement({
    description:
      'PostHog cannot start a recalculation at the moment. Nothing was started; request it again in a few minutes.',
    interfaces: [MutationProblemRef],
    fields: (t) => ({
      retryAfterSeconds: t.int({
        description: 'Seconds to wait before the next attempt. Null if PostHog does not say.',
        nullable: true,
        resolve: ({ retryAfterSeconds }) => retryAfterSeconds ?? null,
      }),
    }),
  });

export function recalculationUnavailable({
  message,
  retryAfterSeconds,
}: SchedulingUnavailableError): RecalculationUnavailable {
  const { code } = failureTable['scheduling-unavailable'];
  return { typename: 'RecalculationUnavailable', code, message, retryAfterSeconds };
}
