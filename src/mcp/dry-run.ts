import type { CallToolResult } from '@modelcontextprotocol/server';
import type { Operation } from '../posthog/api/operations.ts';
import { targetOf } from '../posthog/http/target.ts';
import { CONFIRM_SECONDS } from './confirmation.ts';
import {
  destructiveChangesOf,
  mayBeDestructive,
} from '../posthog/api/destructive-changes/destructive-changes.ts';
import { isRow } from '../posthog/api/destructive-changes/same-value.ts';
import type { OperationRequest } from './operation-request.ts';
import { answered } from './result.ts';
import type { Session } from './session.ts';

/** Works out what an operation would do, in the graph; undefined where the graph has no dry run of it. */
export type DryRunTool = (request: OperationRequest, session: Session) => Promise<unknown>;

/** By operation. */
export type DryRunTools = ReadonlyMap<string, DryRunTool>;

export interface DryRunResult {
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
export async function runDryRun(
  { operation, request, table }: DryRunResult,
  dryRuns: DryRunTools,
  session: Session,
  issue: () => Promise<string>,
): Promise<CallToolResult> {
  const dryRunTool = dryRuns.get(operation.id);
  const now = dryRunTool ? undefined : await readPresent(request, table, session);
  const circumstances = dryRunTool
    ? { effect: await dryRunTool(request, session) }
    : now !== undefined && { now };
  const { loses } = operation.consequence ?? {};
  return dryRun(operation, request, { loses, ...circumstances }, await issue());
}

/**
 * The same for an operation whose arguments decide: which fields would lose something, before and
 * after. One read at most, and none where the arguments alone show that nothing is lost.
 * @returns undefined when nothing is lost: the operation may act at once
 * @throws PostHogFailure when the object cannot be read
 */
export async function runDryRunIfDestructive(
  { operation, request, table }: DryRunResult,
  session: Session,
  issue: () => Promise<string>,
): Promise<CallToolResult | undefined> {
  const { body } = request.args;
  if (!mayBeDestructive(operation, body)) return undefined;
  const now = await readPresent(request, table, session);
  const effects = destructiveChangesOf(operation, body, isRow(now) ? now : {});
  const resets = operation.method === 'PUT';
  if (effects.length === 0 && !resets) return undefined;
  const reasons = new Set([...effects.map(({ why }) => why), ...(resets ? [LEFT_OUT] : [])]);
  const loses = [...reasons].join(' ');
  return dryRun(operation, request, { loses, effects, ...(resets && { now }) }, await issue());
}

const LEFT_OUT = 'Fields that are omitted are reset to their defaults.';

function dryRun(
  operation: Operation,
  { operation: performed, args: { path, query, body } }: OperationRequest,
  circumstances: Readonly<Record<string, unknown>>,
  confirm: string,
): CallToolResult {
  const told = {
    dryRun: true,
    request: {
      method: performed.method,
      path: targetOf(performed, path, query),
      body: body ?? null,
    },
    changes: operation.consequence?.changes,
    ...circumstances,
    confirm,
    expiresInSeconds: CONFIRM_SECONDS,
  };
  return answered(told, NOTHING_YET);
}

const NOTHING_YET =
  'Nothing has been done yet: this is what the call would do. To do it, call the same tool with the same arguments and with `confirm` set to the token below, which is valid for one call.';

/** The object as it is at PostHog now; undefined for operations on no one object. */
async function readPresent(
  { operation, args }: OperationRequest,
  table: DryRunResult['table'],
  session: Session,
): Promise<unknown> {
  const [row] = /^.*?\{id\}\//.exec(operation.path) ?? [];
  const reading = Object.values(table).find(({ method, path }) => method === 'GET' && path === row);
  return reading && session.caller().uncached.perform(reading, { path: args.path });
}
