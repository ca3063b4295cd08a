import type { GraphQLError } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import { maskErrorsOf } from '../mask-error.ts';

interface Part {
  readonly errors?: readonly GraphQLError[];
}

/** Yoga masks the errors of an answer but not those of its later parts: this does, in the same way. */
export function useMaskedParts(maskError: (error: unknown) => Error): Plugin {
  return {
    onExecute() {
      return {
        onExecuteDone({ result }) {
          if (!isAsyncIterable(result)) return undefined;
          return {
            onNext({ result: answer, setResult }) {
              if (!('incremental' in answer) || !Array.isArray(answer.incremental)) return;
              const parts = answer.incremental as readonly Part[];
              setResult({
                ...answer,
                incremental: parts.map((part) => maskErrorsOf(part, maskError)),
              } as typeof answer);
            },
          };
        },
      };
    },
  };
}
