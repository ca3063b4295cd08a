import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { becomesLong } from '../http/load-limit.ts';
import { recordOf } from '../instrumentation/request-record.ts';
import { isPostHogFailure, type PostHogFailure } from '../posthog/errors/errors.ts';
import { pinnedContract, type OpenApiDocument } from '../posthog/api/openapi.ts';
import { operations as table, type Operation } from '../posthog/api/operations.ts';
import { noEndpoint, internalError, otherMethod, RejectedRequest, type Reply } from './envelope.ts';
import { openRestExchange, type RestExchange, type Target } from './exchange.ts';
import { failureReply } from './failure.ts';
import { openApi } from './openapi.ts';
import { createPerform, type PerformOptions } from './perform.ts';
import { CutAnswer, type OwnRoute } from './own-route.ts';
import { ownRouter } from './own-routes.ts';
import { reported } from './reported.ts';
import { Routes } from './routes.ts';
import { sendResponse, sendAsset } from './send.ts';
import { descriptionPaths, DOCUMENT_PATH, viewerAsset } from './viewer.ts';

export interface RestOptions extends PerformOptions {
  /** Called for unexpected errors; the response contains the same id. */
  readonly onUnexpectedError: (
    error: unknown,
    errorId: string,
    requestId: string | undefined,
  ) => void;
  /** Operations to serve; all of them by default. */
  readonly operations?: readonly Operation[];
  /** The project that the document proposes. */
  readonly projectId?: string;
  readonly contract?: OpenApiDocument;
  /** Reads of this server's own. */
  readonly ownRoutes?: readonly OwnRoute[];
}

/** Answers one request; never rejects. */
export type RestHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  target: Target,
) => Promise<void>;

/** PostHog's REST API under `/v1`, generated from the operations table and the contract. */
export function createRestHandler(options: RestOptions): RestHandler {
  const operations = options.operations ?? Object.values(table);
  const routes = new Routes(operations);
  const contract = () => options.contract ?? pinnedContract();
  const perform = createPerform(options, contract);
  const { ownRoutes = [] } = options;
  const findOwn = ownRouter(ownRoutes);
  let document: unknown;

  async function answer(exchange: RestExchange): Promise<Reply> {
    const { method = 'GET' } = exchange.request;
    const { path } = exchange.target;
    if (descriptionPaths.includes(path)) return otherMethod(method, ['GET', 'HEAD']);
    const found = routes.find(method, path);
    if ('operation' in found) {
      return reported(options.instrumentation, found, exchange, () => perform(found, exchange));
    }
    return found.length === 0 ? noEndpoint() : otherMethod(method, found);
  }

  /** PostHog's own answer, mostly without a body, with the methods that it does support. */
  function refusedMethod({ body }: PostHogFailure, { request, target }: RestExchange): Reply {
    const others = routes.methodsOf(target.path).filter((one) => one !== request.method);
    return { status: 405, body, headers: { allow: others.join(', ') } };
  }

  function afterError(error: unknown, exchange: RestExchange): Reply {
    if (error instanceof RejectedRequest) return error.reply;
    if (isPostHogFailure(error) && error.status === 405) return refusedMethod(error, exchange);
    if (isPostHogFailure(error)) return failureReply(error);
    const errorId = randomUUID();
    options.onUnexpectedError(error, errorId, recordOf(exchange.request)?.id);
    return internalError(errorId);
  }

  async function serve(exchange: RestExchange, response: ServerResponse): Promise<void> {
    const { path } = exchange.target;
    const { method } = exchange.request;
    const reads = method === 'GET' || method === 'HEAD';
    const own = findOwn(path);
    const asset = reads ? await viewerAsset(path) : undefined;
    if (asset) sendAsset(response, asset);
    else if (reads && path === DOCUMENT_PATH) {
      sendResponse(response, {
        status: 200,
        body: (document ??= openApi(operations, contract(), options)),
      });
    } else if (own && method === 'GET') {
      // Its queries are reported one by one, with their calls.
      const record = recordOf(exchange.request);
      if (record) record.route = own.route.path;
      // It makes many queries, each with its own time, and must not outlive the access of its caller.
      becomesLong(response);
      await own.route.serve(exchange, response, own.values);
    } else if (own) {
      sendResponse(response, otherMethod(method ?? '', ['GET']));
    } else {
      sendResponse(response, await answer(exchange), exchange.ledger);
    }
  }

  return async (request, response, target) => {
    const exchange = openRestExchange(request, response, target);
    try {
      await serve(exchange, response);
    } catch (error) {
      // The caller has left, or the HTTP server has already replied while the body was awaited.
      if (response.destroyed || response.writableEnded) return;
      if (response.headersSent) {
        // A clean end would pass off what was sent as all there is.
        if (!(error instanceof CutAnswer)) afterError(error, exchange);
        response.destroy();
        return;
      }
      sendResponse(response, afterError(error, exchange), exchange.ledger);
    }
  };
}
