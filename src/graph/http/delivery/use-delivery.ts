import type { ExecutionArgs, ExecutionResult } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { GraphContext } from '../../context/context.ts';
import { NotExecuted } from '../fast-path/attempt.ts';
import type { FastPathContext } from '../fast-path/context.ts';
import { coerce } from '../../planner/coerced-variables.ts';
import { fragmentsOf } from '../../planner/fragments.ts';
import { wantsExplanation } from '../../planner/use-plan.ts';
import { acceptedFormat } from './accepted-format.ts';
import { deliveryOf } from './delivery-of.ts';
import { dropResult } from './drop-result.ts';
import { failedAnswer, withUncertainty } from './failed-answer.ts';
import { isSingleJson, jsonFormat } from './formats.ts';
import { notAcceptable } from './not-acceptable.ts';
import { Sender, type SenderOptions, type Sending } from './sender.ts';
import { wholeDocument } from './whole-document.ts';

/** An execution as its hooks see it. */
interface Starting {
  readonly args: ExecutionArgs;
  readonly setResultAndStopExecution: (result: ExecutionResult) => void;
}

type Context = GraphContext & FastPathContext & { readonly request: Request };

/**
 * Makes sure that what is executed can be delivered. Before an operation is executed or subscribed to, the parsed
 * document says in which form it is answered; where `Accept` takes no format of that form, it is refused with
 * NOT_ACCEPTABLE. For a client that only takes JSON, an operation with `@defer` or `@stream` is executed as if it had
 * neither. Has to come before every plugin that does something at execution.
 *
 * It also handles what fails later: an incremental answer that is not read is closed, one that cannot be written as
 * JSON is answered with an error, and an error after a write left for PostHog says that its outcome is uncertain.
 */
export function useDelivery(options: SenderOptions): Plugin<GraphContext> {
  const sender = new Sender(options);
  const contexts = new WeakMap<Request, Context>();
  const sendings = new WeakMap<Request, Sending>();
  const begin = ({ args, setResultAndStopExecution: stop }: Starting): Sending | undefined => {
    const context = args.contextValue as Context;
    contexts.set(context.request, context);
    const sending = refuseOrForward(args, context, stop);
    if (sending) sendings.set(context.request, sending);
    return sending;
  };
  return {
    onParams({ request }) {
      // Every other form is sent as one of the types of a single answer too.
      if (!acceptedFormat(request.headers.get('accept'), 'single')) throw notAcceptable('single');
    },
    onExecute(starting) {
      const sending = begin(starting);
      if (!sending?.asked || !isSingleJson(sending.format)) return;
      const { executeFn } = starting;
      starting.setExecuteFn(((args: ExecutionArgs) =>
        executeFn({ ...args, document: wholeDocument(args.document) })) as typeof executeFn);
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
      const { request, result } = processing;
      const context = contexts.get(request);
      const send = (sending: Sending) => {
        processing.setResultProcessor(sender.processor(sending), sending.format.type);
      };
      const sendSingle = (answer: ExecutionResult) => {
        const isRefused = context !== undefined && !sendings.has(request);
        const accepted = acceptedFormat(request.headers.get('accept'), 'single');
        // A refusal for the formats that are accepted is sent in one that everybody reads.
        const sending = { format: (!isRefused && accepted) || jsonFormat, context };
        processing.setResult(sender.single(withUncertainty(answer, context), sending));
        send(sending);
      };
      if (!isAsyncIterable(result)) {
        if (!Array.isArray(result)) sendSingle(result);
        return;
      }
      const sending = sendings.get(request);
      if (sending && !isSingleJson(sending.format) && !request.signal.aborted) {
        processing.setResult(sender.parts(result, sending) as typeof result);
        send(sending);
        return;
      }
      dropResult(result);
      const error = new Error(
        'An operation produced a response in a form that cannot be delivered.',
      );
      sendSingle(
        request.signal.aborted ? { data: null } : failedAnswer(error, context, options.maskError),
      );
    },
  };
}

/**
 * Decides how an operation is answered; undefined when it was stopped, because its answer could not be sent, or not on
 * the fast path.
 */
function refuseOrForward(
  args: ExecutionArgs,
  context: Context,
  stop: (result: ExecutionResult) => void,
): Sending | undefined {
  const { document, schema } = args;
  const read = coerce(args);
  const isExplained = wantsExplanation((context as { params?: object }).params ?? {});
  const delivery =
    !read || isExplained
      ? 'single'
      : deliveryOf({ document, operation: read.operation, variables: read.variables });
  const format = acceptedFormat(context.request.headers.get('accept'), delivery);
  if (!format) {
    stop({ errors: [notAcceptable(delivery)] });
    return undefined;
  }
  const { fastPath } = context;
  if (fastPath && !fastPath.sendsEvents && delivery !== 'single' && !isSingleJson(format)) {
    fastPath.notExecuted = NotExecuted.byStopping(stop);
    return undefined;
  }
  if (delivery !== 'incremental' || !read?.variables) return { format, context };
  const { operation, variables } = read;
  const asked = { schema, operation, fragments: fragmentsOf(document), variables };
  return { format, context, asked };
}
