import type { ErrorCode, UpstreamCode } from '../../context/error-codes.ts';
import { builder } from '../../core/builder.ts';

/** What every problem has; `typename` tells the members of a result union apart. */
export interface ProblemBase {
  readonly typename: string;
  readonly code: ErrorCode | UpstreamCode;
  readonly message: string;
}

export const MutationProblemRef = builder.interfaceRef<ProblemBase>('MutationProblem').implement({
  description:
    'Why a mutation did not do what was asked, where the caller can act on it. Faults of the network or of PostHog itself are in `errors` instead.',
  resolveType: ({ typename }) => typename,
  fields: (t) => ({
    message: t.exposeString('message', {
      description: "What is wrong, for people: PostHog's own sentence where it gave one.",
    }),
    code: t.exposeString('code', { description: 'Stable code, for programs.' }),
  }),
});
