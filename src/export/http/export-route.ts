import type { ServerResponse } from 'node:http';
import { createGraphClient, type Graph } from '../../graph-client/graph-client.ts';
import { GraphFailure } from '../../graph-client/graph-failure.ts';
import { createPacedClient, type PaceOptions } from '../../graph-client/paced-client.ts';
import {
  afterCalls,
  errorReply,
  fieldReply,
  RejectedRequest,
  type Reply,
} from '../../rest/envelope.ts';
import type { RestExchange } from '../../rest/exchange.ts';
import { replyToErrors } from '../../rest/own-failure.ts';
import { CutAnswer, type OwnRoute } from '../../rest/own-route.ts';
import { exportUnits, positionAt, type ExportUnit } from '../export-units.ts';
import { ExportCut, ExportRefused } from '../failure.ts';
import { createEncoder } from '../formats/create-encoder.ts';
import type { Encoder } from '../formats/encoder.ts';
import { ReaderLeft, runExport, sinkOf, type ExportSummary } from '../run-export.ts';
import { EXPORT_PATH, exportDescription, trailerNames } from './description.ts';
import { readExport, type AskedExport } from './read-request.ts';

export interface ExportRouteOptions {
  readonly graph: Graph;
  readonly limits: PaceOptions['limits'];
  /** Aborts when the process stops, which cuts exports. */
  readonly stopping: AbortSignal;
}

/** `GET /v1/export/{file}`: an export as one answer, sent as it is read. */
export const exportRoute = (options: ExportRouteOptions): OwnRoute => ({
  path: EXPORT_PATH,
  description: exportDescription,
  async serve(exchange, response, { file = '' }) {
    const asked = readExport(file, new URLSearchParams(exchange.target.search));
    requireChunks(exchange);
    const signal = AbortSignal.any([exchange.signal, options.stopping]);
    const graph = createGraphClient({
      graph: options.graph,
      authorization: exchange.request.headers.authorization,
      client: 'export',
      background: true,
      signal,
    });
    const client = createPacedClient(graph, { limits: options.limits, signal });
    const { request, after } = asked;
    try {
      const position =
        after === undefined ? undefined : await positionAt(client, after, request.projectId);
      const units = exportUnits(client, request, { after: position, signal });
      // The first experiment is read before the answer begins, so that a refusal has its own status.
      const first = await units.next();
      const encoder = await createEncoder(asked.format, request.kind);
      const options = { continues: after !== undefined };
      begin(response, typeOf(encoder, options), `${request.kind}.${asked.format}`);
      const summary = await runExport(from(first, units), encoder, sinkOf(response), options);
      end(response, summary, graph.calls, asked);
    } catch (error) {
      throw response.headersSent ? cutBy(error) : refusalOf(error, graph.calls);
    }
  },
});

/** @throws RejectedRequest for HTTP/1.0, in which a transfer that was cut looks like a whole one */
function requireChunks({ request }: RestExchange): void {
  if (request.httpVersion !== '1.0') return;
  const detail =
    'An export needs HTTP/1.1. A proxy may need a setting for it (nginx: proxy_http_version 1.1).';
  throw new RejectedRequest(errorReply(400, 'invalid_request', 'bad_request', detail));
}

async function* from(
  first: IteratorResult<ExportUnit>,
  rest: AsyncGenerator<ExportUnit>,
): AsyncGenerator<ExportUnit> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}

const typeOf = (
  { contentType, continuedType = contentType }: Encoder,
  { continues }: { readonly continues: boolean },
): string => (continues ? continuedType : contentType);

function begin(response: ServerResponse, contentType: string, name: string): void {
  response.writeHead(200, {
    'content-type': contentType,
    'content-disposition': `attachment; filename="${name}"`,
    // It would be held until its end to be compressed.
    'cache-control': 'no-store, no-transform',
    trailer: trailerNames.join(', '),
  });
  response.flushHeaders();
}

/** Ends the transfer, or cuts it where the export lacks something that the caller does not know of. */
function end(
  response: ServerResponse,
  { experiments, rows, failures }: ExportSummary,
  calls: number,
  { allowPartial }: AskedExport,
): void {
  if (failures.length > 0 && !allowPartial) throw new CutAnswer();
  const failed = failures.map(({ experimentId }) => experimentId ?? 'unknown').join(',');
  const values = [experiments, rows, failed, calls].map(String);
  response.addTrailers(Object.fromEntries(trailerNames.map((name, at) => [name, values[at]!])));
  response.end();
}

/** What is thrown for an error before the answer has begun. */
function refusalOf(error: unknown, calls: number): unknown {
  const reply = replyTo(error);
  return reply ? new RejectedRequest(afterCalls(reply, calls)) : error;
}

function replyTo(error: unknown): Reply | undefined {
  if (error instanceof GraphFailure) return replyToErrors(error.errors);
  if (error instanceof ExportRefused)
    return fieldReply(error.field, 'invalid_input', error.message);
  if (error instanceof ExportCut)
    return errorReply(502, 'server_error', 'upstream_unavailable', error.message);
  return undefined;
}

/** What is thrown for an error in the middle of the answer: an expected one is no bug to be logged. */
const cutBy = (error: unknown): unknown =>
  error instanceof GraphFailure ||
  error instanceof ExportCut ||
  error instanceof ReaderLeft ||
  (error instanceof Error && error.name === 'AbortError')
    ? new CutAnswer({ cause: error })
    : error;
