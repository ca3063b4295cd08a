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

const InputFaultRef = builder.objectRef<ProblemFault>('InputFault').implement({
  description: 'One thing that is wrong with an input.',
  fields: (t) => ({
    path: t.exposeString('path', {
      description:
        'Where in the input, such as `variants.1.rolloutPercentage`; null when PostHog did not say.',
      nullable: true,
    }),
    code: t.exposeString('code', { description: 'Stable code, such as `MAX_LENGTH`.' }),
    message: t.exposeString('message', { description: 'What is wrong, for people.' }),
  }),
});

export const ValidationProblemRef = builder
  .objectRef<ValidationProblem>('ValidationProblem')
  .implement({
    description:
      'The input is wrong. `message`, `code` and `path` are those of the first fault; nothing was changed.',
    interfaces: [MutationProblemRef],
    fields: (t) => ({
      attr: t.exposeString('attr', {
        description:
          "PostHog's name of the field, `__` joining nested names; null when the fault was found before PostHog was asked.",
        nullable: true,
      }),
      path: t.string({
        description:
          'Where in the input, such as `variants.1.rolloutPercentage`; null when PostHog did not say.',
        nullable: true,
        resolve: ({ faults }) => faults[0]?.path ?? null,
      }),
      faults: t.field({
        type: [InputFaultRef],
        description:
          'Everything that is wrong. PostHog reports one fault at a time; this API reports all it can find itself.',
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
    message: first?.message ?? 'The input is not valid.',
    attr: null,
    faults,
  };
}
