import {
  createGraphClient,
  type Graph,
  type GraphClient,
} from '../../graph-client/graph-client.ts';
import { GraphFailure } from '../../graph-client/graph-failure.ts';
import { acceptedTypes } from '../../http/accepted-types.ts';
import { afterCalls, errorReply, fieldReply, RejectedRequest } from '../../rest/envelope.ts';
import { replyToErrors } from '../../rest/own-failure.ts';
import type { OwnRoute } from '../../rest/own-route.ts';
import { namedBy, readReport, type ReportSource } from '../read/read-report.ts';
import { REPORT_POLICY } from '../render/html.ts';
import { reportFormats, type ReportFormat } from '../formats.ts';
import { render } from '../render/render.ts';
import { REPORT_PATH, reportDescription } from './description.ts';

const types: Readonly<Record<ReportFormat, string>> = { html: 'text/html', md: 'text/markdown' };

/** `GET /v1/reports/{id}`: a report about an experiment. */
export const reportRoute = ({ graph }: { readonly graph: Graph }): OwnRoute => ({
  path: REPORT_PATH,
  description: reportDescription,
  async serve({ request, target, signal }, response, { id = '' }) {
    const { format, projectId } = readQuery(
      new URLSearchParams(target.search),
      request.headers.accept,
    );
    const client = createGraphClient({
      graph,
      authorization: request.headers.authorization,
      client: 'report',
      waitsForLimits: false,
      signal,
    });
    const source = await found(readReport(client, namedBy(id), projectId), client);
    const text = render(source, format);
    response.writeHead(200, {
      'content-type': `${types[format]}; charset=utf-8`,
      'content-length': Buffer.byteLength(text),
      'content-security-policy': `${REPORT_POLICY}; frame-ancestors 'none'`,
      'x-upstream-calls': String(source.calls),
      vary: 'accept',
    });
    response.end(text);
  },
});

/** @throws RejectedRequest where there is no such experiment, or it cannot be read */
async function found(
  reading: Promise<ReportSource | undefined>,
  client: GraphClient,
): Promise<ReportSource> {
  let source: ReportSource | undefined;
  try {
    source = await reading;
  } catch (error) {
    if (error instanceof GraphFailure)
      throw new RejectedRequest(afterCalls(replyToErrors(error.errors), client.calls));
    throw error;
  }
  if (source) return source;
  const none = errorReply(404, 'invalid_request', 'not_found', 'Not found.');
  throw new RejectedRequest(afterCalls(none, client.calls));
}

const names: readonly string[] = ['format', 'project_id'];

/** @throws RejectedRequest for a wrong parameter */
function readQuery(search: URLSearchParams, accept: string | undefined) {
  for (const name of search.keys()) {
    if (!names.includes(name))
      throw new RejectedRequest(fieldReply(name, 'invalid_input', 'Unknown query parameter.'));
  }
  const projectId = search.get('project_id') ?? undefined;
  if (projectId !== undefined && !/^(\d{1,10}|@current)$/.test(projectId))
    throw new RejectedRequest(fieldReply('project_id', 'invalid_input', 'A number is required.'));
  const asked = search.get('format');
  const format = asked === null ? preferred(accept) : reportFormats.find((one) => one === asked);
  if (!format)
    throw new RejectedRequest(
      fieldReply('format', 'invalid_choice', `"${asked}" is not a valid choice.`),
    );
  return { format, projectId };
}

function preferred(accept: string | undefined): ReportFormat {
  const [best] = acceptedTypes(accept, [types.html, types.md]);
  return best === types.md ? 'md' : 'html';
}
