import { builder } from '../../core/builder.ts';
import type { InputFault } from '../input-faults.ts';
import { MutationProblemRef, type ProblemBase } from './problem.ts';

export interface ValidationProblem extends ProblemBase {
  readonly typename: 'ValidationProblem';
  /** PostHog's name of the field; null when this API found the fault itself or PostHog named none. */
  readonly attr: string | null;
  readonly faults: readonly ProblemFault[];
}

/** PostHog does not always say which field it means; then there is no path. */
export type ProblemFault = Omit<InputFault, 'path'> & { readonly path: string | null };

export const InputFaultRef = builder.objectRef<ProblemFault>('InputFault').implement({
  description: 'A single error in an input.',
  fields: (t) => ({
    path: t.exposeString('path', {
      description:
        'Path within the input, such as `variants.1.rolloutPercentage`. Null if PostHog did not say.',
      nullable: true,
    }),
    code: t.exposeString('code', { description: 'Stable code, such as `MAX_LENGTH`.' }),
    message: t.exposeString('message', { description: 'Human-readable explanation.' }),
  }),
});

export const ValidationProblemRef = builder
  .objectRef<ValidationProblem>('ValidationProblem')
  .implement({
    description:
      'The input is invalid. `message`, `code` and `path` are those of the first error. Nothing was changed.',
    interfaces: [MutationProblemRef],
    fields: (t) => ({
      attr: t.exposeString('attr', {
        description:
          "PostHog's name of the field, with `__` between nested names. Null if this API found the error before calling PostHog.",
        nullable: true,
      }),
      path: t.string({
        description:
          'Path within the input, such as `variants.1.rolloutPercentage`. Null if PostHog did not say.',
        nullable: true,
        resolve: ({ faults }) => faults[0]?.path ?? null,
      }),
      faults: t.field({
        type: [InputFaultRef],
        description:
          'All errors found. PostHog reports one error at a time; this API reports all that it can detect itself.',
        resolve: ({ faults }) => [...faults],
      }),
    }),
  });

/** The problem of faults found before any call. */
export function validationProblem(faults: readonly ProblemFault[]): ValidationProblem {
  const [first] = faults;
  return {
    typename: 'ValidationProblem',
    code: first?.code ?? 'INVALID_INPUT',
    message: first?.message ?? 'The input is invalid.',
    attr: null,
    faults,
  };
}
