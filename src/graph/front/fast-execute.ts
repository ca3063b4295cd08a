import { isAsyncIterable, type GraphQLParams } from 'graphql-yoga';
import { dropResult } from '../delivery/drop-result.ts';
import { failedAnswer, withUncertainty } from '../delivery/failed-answer.ts';
import type { Attempt } from './attempt.ts';
import type { FrontContext, FrontState, Yoga } from './context.ts';
import type { LeanRequest } from './lean-request.ts';
import type { QuickRun } from './quick-run.ts';

interface Executors {
  readonly getResultForParams: Yoga['getResultForParams'];
  readonly quickRun: QuickRun;
  readonly maskError: (error: unknown) => Error;
}

/**
 * Runs the operation of a request with one answer: a compiled document by itself, others through Yoga's
 * pipeline. Whatever is thrown, before the execution or after it has begun, becomes the answer; the
 * promise never rejects.
 */
export function createFastExecute(
  yoga: Executors,
): (params: GraphQLParams, request: LeanRequest) => Promise<Attempt> {
  return async (params, lean) => {
    const front: FrontState = {};
    try {
      const quick = yoga.quickRun(params, lean);
      if (quick) return await quick;
      // Yoga and its plugins read no more of a request than a lean one has.
      const request = lean as unknown as Request;
      const context: FrontContext = { request, front, arrivedAt: lean.arrivedAt };
      const result = await yoga.getResultForParams({ params, request }, context);
      if (front.notExecuted) return front.notExecuted;
      if (isAsyncIterable(result)) dropResult(result);
      if (result === undefined || isAsyncIterable(result)) {
        throw new TypeError(
          'An operation planned as a single response produced an incremental one.',
        );
      }
      return {
        kind: 'executed',
        result: withUncertainty(result, front.context),
        context: front.context,
      };
    } catch (error) {
      front.context?.plan.end();
      const result = failedAnswer(error, front.context, yoga.maskError);
      return { kind: 'executed', result, context: front.context };
    }
  };
}
