import type { CallToolResult } from '@modelcontextprotocol/server';
import { confirmationOf } from '../../posthog/api/destructive-changes/destructive-changes.ts';
import { sameEffects } from '../../posthog/api/destructive-changes/same-effect.ts';
import { failureTable } from '../../posthog/errors/failure-table.ts';
import { isPostHogFailure } from '../../posthog/errors/errors.ts';
import { targetOf } from '../../posthog/http/target.ts';
import { answered } from '../result.ts';
import type { CallerSession, Session } from '../session.ts';
import { CONFIRM_SECONDS } from './token-keys.ts';
import { DryRunFailed } from './dry-run-failed.ts';
import type { DryRunOutcome, DryRunTools } from './dry-runs.ts';
import { objectOf, type Judgement } from './judgement.ts';
import { alreadyReadIn } from './present-state.ts';
import type { RequestedCall } from './requested-call.ts';

/** A call that needs confirmation, with what is at hand to say what it would do. */
export interface DryRunRequest {
  readonly call: RequestedCall;
  readonly judgement: Judgement;
  readonly dryRuns: DryRunTools;
  readonly session: Session;
  readonly caller: CallerSession;
  /** Issues the token that confirms the call. */
  readonly issue: () => Promise<string>;
  /** The graph's dry run, where it has been made. */
  readonly rehearsed?: DryRunOutcome | undefined;
}

/**
 * Reports what a call would send and change, with the token that confirms it: the fields that would change, before and
 * after, the graph's dry run if it has one, and its warnings. Takes the calls of those warnings, and none otherwise.
 * @throws DryRunFailed when the graph's dry run fails
 */
export async function runDryRun(wanted: DryRunRequest): Promise<CallToolResult> {
  const { call, judgement, session, dryRuns, caller, issue } = wanted;
  const { operation, request } = call;
  const { changes, state } = judgement;
  const tool = state.kind === 'unreadable' ? undefined : dryRuns.get(operation.id);
  const run = wanted.rehearsed ?? (await tool?.(request.args, session, alreadyReadIn(state)));
  const found = run
    ? { warnings: warningsOf(run.outcome), calls: run.calls }
    : await others(wanted);
  const reasons = [operation.consequence?.loses, ...changes.map(({ why }) => why)];
  const { path, query, body } = request.args;
  const report = {
    dryRun: true,
    request: {
      method: request.operation.method,
      path: targetOf(request.operation, path, query),
      body: body ?? null,
    },
    changes: operation.consequence?.changes,
    loses: [...new Set(reasons.filter((reason) => reason !== undefined))].join(' ') || undefined,
    ...(changes.length > 0 && { effects: changes }),
    ...(run && { effect: run.outcome }),
    ...(!run && found.warnings.length > 0 && { warnings: found.warnings }),
    ...(!run && isAlways(call) && state.kind === 'read' && { now: state.row }),
    calls: {
      made: caller.ledger.calls + found.calls,
      toConfirm: state.kind === 'read' ? 2 : 1,
    },
    confirm: await issue(),
    expiresInSeconds: CONFIRM_SECONDS,
  };
  return answered(report, NOTHING_YET, ...unread(judgement), ...texts(found.warnings));
}

const NOTHING_YET =
  'Nothing has been done yet: this is what the call would do. To do it, call the same tool with the same arguments and with `confirm` set to the token below, which is valid for one call, as long as the object does not change.';

const isAlways = ({ operation }: RequestedCall) => confirmationOf(operation) === 'always';

function unread({ state }: Judgement): string[] {
  if (state.kind !== 'unreadable') return [];
  const { failure } = state;
  return [
    `The present state could not be read (${failureTable[failure.kind].code}: ${failure.message}), so what would be lost is not known. Confirm only if that does not matter.`,
  ];
}

interface Warning {
  readonly severity: string;
  readonly message: string;
}

interface Found {
  readonly warnings: readonly Warning[];
  readonly calls: number;
}

const NOTHING: Found = { warnings: [], calls: 0 };

/** The warnings of the lifecycle actions that have the effect of an update. */
async function others({ call, judgement, ...wanted }: DryRunRequest): Promise<Found> {
  let { warnings, calls } = NOTHING;
  const { operation: updating, request } = call;
  const now = objectOf(judgement.state);
  for (const { operation, args } of sameEffects(updating, request.args, now)) {
    const found = await warningsUnlessRefused(async () =>
      wanted.dryRuns.get(operation)?.(args, wanted.session, alreadyReadIn(judgement.state)),
    );
    warnings = [...warnings, ...found.warnings];
    calls += found.calls;
  }
  return { warnings, calls };
}

/** None where the dry run fails: the report says what is known without it. */
async function warningsUnlessRefused(
  run: () => Promise<DryRunOutcome | undefined>,
): Promise<Found> {
  const done = await unlessRefused(run);
  return done ? { warnings: warningsOf(done.outcome), calls: done.calls } : NOTHING;
}

async function unlessRefused(
  run: () => Promise<DryRunOutcome | undefined>,
): Promise<DryRunOutcome | undefined> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof DryRunFailed || isPostHogFailure(error)) return undefined;
    throw error;
  }
}

/**
 * The graph's dry run of a call that takes nothing away. Undefined if the graph has none, and if it fails: what cannot
 * be read must not prevent the call. Reads nothing that the judgement has read.
 */
export async function rehearse({
  call: { operation, request },
  judgement: { state },
  dryRuns,
  session,
}: Pick<DryRunRequest, 'call' | 'judgement' | 'dryRuns' | 'session'>): Promise<
  DryRunOutcome | undefined
> {
  if (state.kind !== 'read') return undefined;
  return unlessRefused(async () =>
    dryRuns.get(operation.id)?.(request.args, session, alreadyReadIn(state)),
  );
}

/** True where a person has to decide first, as the description of a serious warning says. */
export const needsDecision = ({ outcome }: DryRunOutcome): boolean =>
  warningsOf(outcome).some(({ severity }) => severity === 'SERIOUS');

/** The warnings about a call that has been performed, as texts. */
export const warningsAfter = ({ outcome }: DryRunOutcome): string[] =>
  texts(warningsOf(outcome), ABOUT_DONE);

const ABOUT_DONE =
  'It has been done. Show these warnings to the person who decides whether to go on:';

/** The warnings of the graph's dry run. */
function warningsOf(outcome: object): readonly Warning[] {
  const { dryRun: run } = outcome as {
    readonly dryRun?: { readonly warnings?: readonly Warning[] } | null;
  };
  return run?.warnings ?? [];
}

/** Warnings as one text, for clients that show only the text. */
function texts(
  warnings: readonly Warning[],
  heading = 'Show these warnings to the person who decides:',
): string[] {
  if (warnings.length === 0) return [];
  const lines = warnings.map(({ severity, message }) => `- ${severity}: ${message}`);
  return [[heading, ...lines].join('\n')];
}
