import type { ExecutionArgs, ExecutionResult } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { GraphContext } from '../context/context.ts';
import { maskErrorsOf, type MaskError } from './mask-error.ts';

type Part = Pick<ExecutionResult, 'errors'>;

/**
 * Masks the errors of answers, of their later parts and of events. Yoga masks those of answers as well, which changes
 * nothing any more, but does not know of which request they are.
 */
export function useMasking(maskError: MaskError): Plugin<GraphContext> {
  const maskerFor =
    ({ contextValue }: ExecutionArgs) =>
    <One extends Part>(answer: One): One => {
      const { requestId } = contextValue as GraphContext;
      const mask = <Other extends Part>(one: Other) => maskErrorsOf(one, maskError, requestId);
      const own = mask(answer);
      if (!('incremental' in own) || !Array.isArray(own.incremental)) return own;
      const parts = own.incremental as readonly Part[];
      return { ...own, incremental: parts.map(mask) };
    };
  return {
    onExecute({ args }) {
      const masked = maskerFor(args);
      return {
        onExecuteDone({ result, setResult }) {
          if (!isAsyncIterable(result)) {
            setResult(masked(result));
            return undefined;
          }
          return {
            onNext({ result: part, setResult: setPart }) {
              setPart(masked(part));
            },
          };
        },
      };
    },
    onSubscribe({ args }) {
      const masked = maskerFor(args);
      return {
        onSubscribeResult: () => ({
          onNext({ result: event, setResult }) {
            setResult(masked(event));
          },
        }),
      };
    },
  };
}
