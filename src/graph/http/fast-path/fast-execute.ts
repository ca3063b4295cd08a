import { isAsyncIterable, type GraphQLParams } from 'graphql-yoga';
import { dropResult } from '../delivery/drop-result.ts';
import { failedAnswer, withUncertainty } from '../delivery/failed-answer.ts';
import type { MaskError } from '../mask-error.ts';
import type { FastPathAttempt } from './attempt.ts';
import type { FastPathContext, FastPathState, Yoga } from './context.ts';
import type { MinimalRequest } from './minimal-request.ts';
import type { CompiledRun } from './compiled-run.ts';

interface Executors {
  readonly getResultForParams: Yoga['getResultForParams'];
  readonly runCompiled: CompiledRun;
  readonly maskError: MaskError;
}

/**
 * Runs the operation of a request with one answer: a compiled document by itself, others through Yoga's
 * pipeline. Whatever is thrown, before the execution or after it has begun, becomes the answer; the
 * promise never rejects.
 */
export function createFastExecute(
  yoga: Executors,
): (params: GraphQLParams, request: MinimalRequest) => Promise<FastPathAttempt> {
  return async (params, minimalRequest) => {
    const state: FastPathState = {};
    try {
      const quick = yoga.runCompiled(params, minimalRequest);
      if (quick) return await quick;
      // Yoga and its plugins read no more of a request than a minimal one has.
      const request = minimalRequest as unknown as Request;
      const context: FastPathContext = {
        request,
        fastPath: state,
        arrivedAt: minimalRequest.arrivedAt,
        parent: minimalRequest.parent,
        operation: minimalRequest.operation,
      };
      const result = await yoga.getResultForParams({ params, request }, context);
      if (state.notExecuted) return state.notExecuted;
      if (isAsyncIterable(result)) dropResult(result);
      if (result === undefined || isAsyncIterable(result)) {
        throw new TypeError(
          'An operation planned as a single response produced an incremental one.',
        );
      }
      return {
        kind: 'executed',
        result: withUncertainty(result, state.context),
        context: state.context,
      };
    } catch (error) {
      state.context?.planned.end();
      const result = failedAnswer(error, state.context, yoga.maskError);
      return { kind: 'executed', result, context: state.context };
    }
  };
}
