import type { ExecutionArgs, ExecutionResult } from 'graphql';
import { isAsyncIterable, processRegularResult, type Plugin } from 'graphql-yoga';
import type { GraphContext } from '../../context/context.ts';
import { NotExecuted } from '../fast-path/attempt.ts';
import type { FastPathContext } from '../fast-path/context.ts';
import { coerce } from '../../planner/coerced-variables.ts';
import { wantsExplanation } from '../../planner/use-plan.ts';
import { acceptedType } from './accepted-type.ts';
import { deliveryOf } from './delivery-of.ts';
import { dropResult } from './drop-result.ts';
import { failedAnswer, unwritableAnswer, withUncertainty } from './failed-answer.ts';
import { notAcceptable } from './not-acceptable.ts';

type MaskError = (error: unknown) => Error;
/** An execution as its hooks see it. */
interface Starting {
  readonly args: ExecutionArgs;
  readonly setResultAndStopExecution: (result: ExecutionResult) => void;
}

/**
 * Makes sure that what is executed can be delivered. Before an operation is executed or subscribed to,
 * the parsed document says in which form it is answered; where `Accept` takes no type of that form, it
 * is refused with NOT_ACCEPTABLE. Has to come before every plugin that does something at execution.
 *
 * It also handles what fails later: an incremental answer that is not read is
 * closed, one that cannot be written as JSON is answered with an error, and an error after a write left
 * for PostHog says that its outcome is uncertain.
 */
export function useDelivery(maskError: MaskError): Plugin<GraphContext> {
  const contexts = new WeakMap<Request, GraphContext>();
  const begin = ({ args, setResultAndStopExecution: stop }: Starting): boolean => {
    const context = args.contextValue as GraphContext & FastPathContext & { request: Request };
    contexts.set(context.request, context);
    return refuseOrForward(args, context, stop);
  };
  return {
    onParams({ request }) {
      // Every other form is sent as one of the types of a single answer too.
      if (!acceptedType(request.headers.get('accept'), 'single')) throw notAcceptable('single');
    },
    onExecute(starting) {
      if (begin(starting)) return undefined;
      const context = starting.args.contextValue;
      return {
        onExecuteDone({ result, setResult }) {
          if (!isAsyncIterable(result)) {
            setResult(written(result, context, maskError));
            return undefined;
          }
          return {
            onNext({ result: part, setResult: setPart }) {
              setPart(written(part, context, maskError));
            },
          };
        },
      };
    },
    onSubscribe(starting) {
      begin(starting);
    },
    onExecutionResult({ request, result }) {
      if (!isAsyncIterable(result)) return;
      // The sender may never start to read it, and a source that is not read is not closed.
      const close = () => {
        dropResult(result);
      };
      if (request.signal.aborted) close();
      else request.signal.addEventListener('abort', close, { once: true });
    },
    onResultProcess(processing) {
      const { request, result, resultProcessor } = processing;
      const context = contexts.get(request);
      const answerInJson = () => {
        processing.setResultProcessor(processRegularResult, 'application/json');
      };
      if (isAsyncIterable(result)) {
        const { aborted } = request.signal;
        if (resultProcessor && !aborted) return;
        dropResult(result);
        const error = new Error(
          'An operation produced a response in a form that cannot be delivered.',
        );
        processing.setResult(aborted ? { data: null } : failedAnswer(error, context, maskError));
        answerInJson();
        return;
      }
      if (!Array.isArray(result)) processing.setResult(withUncertainty(result, context));
      // Nothing was executed: what has no acceptable type is a refusal.
      if (!resultProcessor) answerInJson();
    },
  };
}

/** Stops an operation whose answer could not be sent, or not on the fast path; true when it was stopped. */
function refuseOrForward(
  args: ExecutionArgs,
  context: GraphContext & FastPathContext & { readonly request: Request },
  stop: (result: ExecutionResult) => void,
): boolean {
  const read = coerce(args);
  const isExplained = wantsExplanation((context as { params?: object }).params ?? {});
  if (!read || isExplained) return false;
  const { operation, variables } = read;
  const delivery = deliveryOf({ document: args.document, operation, variables });
  if (!acceptedType(context.request.headers.get('accept'), delivery)) {
    stop({ errors: [notAcceptable(delivery)] });
    return true;
  }
  if (!context.fastPath || delivery === 'single') return false;
  context.fastPath.notExecuted = NotExecuted.byStopping(stop);
  return true;
}

/** A result, or a part of one, that answers with an error where it cannot be written as JSON. */
function written<One extends object>(
  result: One,
  context: GraphContext,
  maskError: MaskError,
): One & { readonly stringify: (written: object) => string } {
  const stringify = (sent: object) => {
    try {
      return JSON.stringify(sent);
    } catch (error) {
      const { data, errors } = unwritableAnswer(error, context, maskError);
      // A part says whether more are to come.
      return JSON.stringify({ data, errors, ...('hasNext' in sent && { hasNext: sent.hasNext }) });
    }
  };
  return { ...result, stringify };
}
