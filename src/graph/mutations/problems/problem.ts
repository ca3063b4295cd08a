import type { ErrorCode, UpstreamCode } from '../../context/error-codes.ts';
import { builder } from '../../core/builder.ts';

/** What every problem has; `typename` distinguishes the members of a result union. */
export interface ProblemBase {
  readonly typename: string;
  readonly code: ErrorCode | UpstreamCode;
  readonly message: string;
}

export const MutationProblemRef = builder.interfaceRef<ProblemBase>('MutationProblem').implement({
  description:
    'Why a mutation was not performed, in cases where the caller can act on it. Network failures and failures of PostHog are reported in `errors` instead.',
  resolveType: ({ typename }) => typename,
  fields: (t) => ({
    message: t.exposeString('message', {
      description: "Human-readable explanation: PostHog's own message if there is one.",
    }),
    code: t.exposeString('code', { description: 'Stable, machine-readable code.' }),
  }),
});
