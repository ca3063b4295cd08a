import { operations, type Operation, type OperationId } from '../posthog/api/operations.ts';
import { pinnedContract } from '../posthog/api/openapi.ts';
import { isPostHogFailure, type PostHogFailure } from '../posthog/errors/errors.ts';
import type { OperationClient, UntypedArguments } from '../posthog/types.ts';
import { Found } from './found.ts';
import { findingsIn, type Misfit } from './misfits.ts';
import { readings } from './readings.ts';

/** What came of reading with one operation. */
export interface Examined {
  readonly operation: Operation;
  /** Answers that were read. */
  readonly answers: number;
  readonly misfits: readonly Misfit[];
  /** Properties that the contract does not have. */
  readonly unknown: readonly string[];
  /** Why there is no answer: the HTTP status and a readable reason. */
  readonly refusals: readonly Refusal[];
  /** Why the operation was not called; undefined when it was. */
  readonly notRead?: string | undefined;
}

export interface Refusal {
  /** HTTP status; undefined when no answer arrived. */
  readonly status: number | undefined;
  readonly kind: PostHogFailure['kind'];
  readonly message: string;
  readonly missingScopes: readonly string[];
}

export interface ExamineOptions {
  readonly project: string;
  readonly sampleSize: number;
  readonly session: string | undefined;
  readonly maxCalls: number;
  /** False for project secret keys, which open the experiments only. */
  readonly readsOperation: (operation: OperationId) => boolean;
  /** Aborts when nothing more is to be read. */
  readonly signal: AbortSignal;
}

/** Kinds of failure after which no other call can succeed. */
const FATAL: ReadonlySet<string> = new Set(['unauthenticated', 'unavailable', 'timeout']);

/**
 * Reads everything a key may read, and compares each answer with the contract. Only operations that change nothing are
 * called, one at a time.
 * @returns one result for each operation, as soon as it is known
 */
export async function* examine(
  client: OperationClient,
  options: ExamineOptions,
): AsyncGenerator<Examined> {
  const found = new Found(options);
  let left = options.maxCalls;
  let stopped: string | undefined;
  for (const [id, argumentsOf] of readings) {
    const operation = operations[id];
    if (options.signal.aborted) stopped ??= 'the command was asked to stop';
    const notRead = stopped ?? (options.readsOperation(id) ? undefined : OTHER_KEY);
    const calls = notRead === undefined ? argumentsOf(found) : { reason: notRead };
    if ('reason' in calls) {
      yield { ...nothing(operation), notRead: calls.reason };
      continue;
    }
    const result = await read(client, operation, calls.slice(0, left), found);
    left -= Math.min(calls.length, left);
    if (left === 0) stopped = `the ${options.maxCalls} calls of --max-calls are used`;
    const fatal = result.refusals.find(({ kind }) => FATAL.has(kind));
    if (fatal && result.answers === 0 && id === 'experiments_list') stopped = fatal.message;
    yield result;
  }
}

const OTHER_KEY = 'a project secret key opens only the list of experiments and their details';

const nothing = (operation: Operation): Examined => ({
  operation,
  answers: 0,
  misfits: [],
  unknown: [],
  refusals: [],
});

async function read(
  client: OperationClient,
  operation: Operation,
  calls: readonly UntypedArguments[],
  found: Found,
): Promise<Examined> {
  const contract = pinnedContract();
  const { answer: schema } = contract.operation(operation.id);
  const misfits = new Map<string, Misfit>();
  const unknown = new Set<string>();
  const refusals: Refusal[] = [];
  let answers = 0;
  for (const call of calls) {
    try {
      const answer = await client.perform(operation, call);
      answers += 1;
      found.add(operation.id, answer);
      const findings = findingsIn(contract, schema ?? {}, answer);
      for (const one of findings.misfits) misfits.set(JSON.stringify(one), one);
      for (const one of findings.unknown) unknown.add(one);
    } catch (error) {
      if (!isPostHogFailure(error)) throw error;
      const { status, kind, message } = error;
      const missingScopes = error.kind === 'forbidden' ? error.missingScopes : [];
      if (!refusals.some((one) => one.message === message))
        refusals.push({ status, kind, message, missingScopes });
      // Other objects would be refused for the same reason.
      if (kind !== 'not-found' && kind !== 'validation') break;
    }
  }
  return { operation, answers, misfits: [...misfits.values()], unknown: [...unknown], refusals };
}
