import type { GraphQLErrorExtensions } from 'graphql';
import { onClock } from '../http/arrival.ts';
import type { AlreadyRead } from '../posthog/types.ts';
import { MCP_CLIENT, type Session } from './session.ts';
import { coded } from './tool-codes.ts';

export interface McpGraphRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly operationName?: string | undefined;
}

export interface GraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<GraphQLErrorExtensions>;
}

export interface GraphAnswer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphError[];
  /** Absent when the request was refused before it ran. */
  readonly extensions?: { readonly upstream?: { readonly calls: number } };
}

/**
 * Executes a GraphQL request as this tool's caller, with the same limits, budget and errors as over HTTP.
 * @param alreadyRead answers of PostHog that this tool call has just read
 */
export async function executeQuery(
  request: McpGraphRequest,
  session: Session,
  alreadyRead?: AlreadyRead,
): Promise<GraphAnswer> {
  const { authorization, graph, context, arrivedAt, parent } = session;
  const init = {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(authorization !== undefined && { authorization }),
    },
    body: JSON.stringify(request),
    signal: context.mcpReq.signal,
  };
  // The host name is never resolved: the request stays in this process.
  const response = await graph.fetch('http://graph.internal/graphql', init, {
    arrivedAt: onClock(Date.now(), arrivedAt),
    client: MCP_CLIENT,
    alreadyRead,
    parent,
  });
  return (await response.json()) as GraphAnswer;
}

const list = (value: unknown) => (Array.isArray(value) ? value.join(', ') : undefined);

/** A GraphQL error as lines a model can act on. */
export function formatGraphError({ message, path, extensions = {} }: GraphError): string[] {
  const { code, attr, missingScopes, retryAfterSeconds, errorId, remedy, uncertain } = extensions;
  const scopes = list(missingScopes);
  return [
    coded(code ?? 'INTERNAL_SERVER_ERROR', message),
    ...(path ? [`At: ${path.join('.')}`] : []),
    ...(typeof attr === 'string' ? [`Field: ${attr.replaceAll('__', '.')}`] : []),
    ...(scopes === undefined ? [] : [`Missing scope: ${scopes}`]),
    ...(typeof retryAfterSeconds === 'number' ? [`Wait ${retryAfterSeconds} seconds.`] : []),
    ...(uncertain === true
      ? ['The change may have been made: check before sending it again.']
      : []),
    ...(typeof errorId === 'string' ? [`Error ID: ${errorId}`] : []),
    ...(typeof remedy === 'string' ? [`What to do: ${remedy}`] : []),
  ];
}
