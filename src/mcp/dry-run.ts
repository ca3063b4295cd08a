import type { CallToolResult } from '@modelcontextprotocol/server';
import type { Operation } from '../posthog/api/operations.ts';
import { isPostHogFailure } from '../posthog/errors/errors.ts';
import { targetOf } from '../posthog/http/target.ts';
import { CONFIRM_SECONDS } from './confirmation.ts';
import { DryRunFailed } from './dry-run-failed.ts';
import {
  destructiveChangesOf,
  mayBeDestructive,
} from '../posthog/api/destructive-changes/destructive-changes.ts';
import { isJsonObject } from '../posthog/api/json.ts';
import type { OperationRequest } from './operation-request.ts';
import { answered } from './result.ts';
import type { Session } from './session.ts';

/** Runs an operation's dry run in the graph; undefined when the graph has no dry run for these arguments. */
export type DryRunTool = (request: OperationRequest, session: Session) => Promise<unknown>;

/** Dry runs by operation id. */
export type DryRunTools = ReadonlyMap<string, DryRunTool>;

export interface DryRunResult {
  /** The operation the caller requested. */
  readonly operation: Operation;
  /** The request that would be sent. */
  readonly request: OperationRequest;
  readonly table: Readonly<Record<string, Operation>>;
}

/**
 * Reports what a destructive operation would send and change, with the token that confirms it. The report comes from
 * the graph's dry run if there is one, otherwise from the object's current state. The graph's takes the reads of its
 * warnings; anything else at most one read.
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
  const effect = dryRunTool && (await dryRunTool(request, session));
  const circumstances = dryRunTool ? { effect } : now !== undefined && { now };
  const { loses } = operation.consequence ?? {};
  const confirm = await issue();
  return dryRun(operation, request, { loses, ...circumstances }, confirm, ...warningsIn(effect));
}

/**
 * Like `runDryRun`, for an operation that is destructive depending on its arguments: reports the fields that would
 * lose data, before and after. At most one read, and none when the arguments alone prove that nothing is lost.
 * @returns undefined when nothing is lost: the operation may be performed immediately
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
  const effects = destructiveChangesOf(operation, body, isJsonObject(now) ? now : {});
  const isReplacement = operation.method === 'PUT';
  if (effects.length === 0 && !isReplacement) return undefined;
  const reasons = new Set([...effects.map(({ why }) => why), ...(isReplacement ? [REPLACED] : [])]);
  const loses = [...reasons].join(' ');
  return dryRun(
    operation,
    request,
    { loses, effects, ...(isReplacement && { now }) },
    await issue(),
  );
}

const REPLACED = 'Every field that is sent is overwritten; fields that are omitted do not change.';

function dryRun(
  operation: Operation,
  { operation: performed, args: { path, query, body } }: OperationRequest,
  circumstances: Readonly<Record<string, unknown>>,
  confirm: string,
  ...notes: readonly string[]
): CallToolResult {
  const report = {
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
  return answered(report, NOTHING_YET, ...notes);
}

const NOTHING_YET =
  'Nothing has been done yet: this is what the call would do. To do it, call the same tool with the same arguments and with `confirm` set to the token below, which is valid for one call.';

/**
 * The warnings about an operation that acts at once, read before it is performed, with what to do about them. None
 * if it has no dry run, and none if that fails: what cannot be read must not prevent the operation. At most one read.
 */
export async function warningsBefore(
  { operation, request }: DryRunResult,
  dryRuns: DryRunTools,
  session: Session,
): Promise<string[]> {
  try {
    return warningsIn(await dryRuns.get(operation.id)?.(request, session), ABOUT_DONE);
  } catch (error) {
    if (error instanceof DryRunFailed || isPostHogFailure(error)) return [];
    throw error;
  }
}

const ABOUT_DONE =
  'It has been done. Show these warnings to the person who decides whether to go on:';

/** The warnings of the graph's dry run as one text, for clients that show only the text. */
function warningsIn(
  effect: unknown,
  heading = 'Show these warnings to the person who decides:',
): string[] {
  const { dryRun: run } = (effect ?? {}) as {
    readonly dryRun?: {
      readonly warnings?: readonly { readonly severity: string; readonly message: string }[];
    } | null;
  };
  const warnings = run?.warnings ?? [];
  if (warnings.length === 0) return [];
  const lines = warnings.map(({ severity, message }) => `- ${severity}: ${message}`);
  return [[heading, ...lines].join('\n')];
}

/** The object's current state at PostHog; undefined for operations that are not on a single object. */
async function readPresent(
  { operation, args }: OperationRequest,
  table: DryRunResult['table'],
  session: Session,
): Promise<unknown> {
  const [row] = /^.*?\{id\}\//.exec(operation.path) ?? [];
  const reading = Object.values(table).find(({ method, path }) => method === 'GET' && path === row);
  return reading && session.caller().uncached.perform(reading, { path: args.path });
}
