import type { CallToolResult } from '@modelcontextprotocol/server';
import type { Operation } from '../posthog/operations.ts';
import { targetOf } from '../posthog/transport/target.ts';
import { CONFIRM_SECONDS } from './confirmation.ts';
import type { OperationRequest } from './operation-request.ts';
import { answered } from './result.ts';
import type { Session } from './session.ts';

/** Works out what an operation would do, in the graph; undefined where the graph has no dry run of it. */
export type Rehearsal = (request: OperationRequest, session: Session) => Promise<unknown>;

/** By operation. */
export type Rehearsals = ReadonlyMap<string, Rehearsal>;

export interface Rehearsed {
  /** What the caller asked for. */
  readonly operation: Operation;
  /** What would be sent. */
  readonly request: OperationRequest;
  readonly table: Readonly<Record<string, Operation>>;
}

/**
 * What a destructive operation would send and change, and the token that lets it: from the graph's
 * own dry run where there is one, otherwise from the object as it is now. At most one read.
 * @throws PostHogFailure when the object cannot be read
 */
export async function rehearse(
  { operation, request, table }: Rehearsed,
  rehearsals: Rehearsals,
  session: Session,
  issue: () => Promise<string>,
): Promise<CallToolResult> {
  const { path, query, body } = request.args;
  const rehearsal = rehearsals.get(operation.id);
  const circumstances = rehearsal
    ? { effect: await rehearsal(request, session) }
    : await present(request, table, session);
  const told = {
    dryRun: true,
    request: {
      method: request.operation.method,
      path: targetOf(request.operation, path, query),
      body: body ?? null,
    },
    changes: operation.consequence?.changes,
    loses: operation.consequence?.loses,
    ...circumstances,
    confirm: await issue(),
    expiresInSeconds: CONFIRM_SECONDS,
  };
  return answered(told, NOTHING_YET);
}

const NOTHING_YET =
  'Nothing was done yet: this is what the call would do. If that is wanted, call the same tool with the same arguments and `confirm` set to the token below; it is good for one call.';

/** The object as it is before it is changed; nothing for operations on no one object. */
async function present(
  { operation, args }: OperationRequest,
  table: Rehearsed['table'],
  session: Session,
): Promise<{ now?: unknown }> {
  const [row] = /^.*?\{id\}\//.exec(operation.path) ?? [];
  const reading = Object.values(table).find(({ method, path }) => method === 'GET' && path === row);
  if (!reading) return {};
  return { now: await session.caller().posthog.perform(reading, { path: args.path }) };
}
