import { computedFields } from '../../posthog/api/computed-fields.ts';
import type { Operation } from '../../posthog/api/operations.ts';
import { isJsonObject } from '../../posthog/api/json.ts';
import { isPostHogFailure, type PostHogFailure } from '../../posthog/errors/errors.ts';
import { targetOf } from '../../posthog/http/target.ts';
import type { AlreadyRead, OperationClient } from '../../posthog/types.ts';
import type { OperationRequest } from '../operation-request.ts';
import type { RequestedCall } from './requested-call.ts';

/** What is known of the object that a call changes. */
export type PresentState =
  /** The operation is not on a single object. */
  | { readonly kind: 'none' }
  | { readonly kind: 'read'; readonly target: string; readonly row: unknown }
  | { readonly kind: 'unreadable'; readonly failure: PostHogFailure };

/** Failures that say nothing about the object, so that the call itself may succeed. Every other one it would meet too. */
const inconclusive: ReadonlySet<PostHogFailure['kind']> = new Set<PostHogFailure['kind']>([
  'forbidden',
  'malformed',
  'timeout',
  'unavailable',
  'unsupported',
]);

/**
 * Reads the object that a call is on. At most 1 upstream call.
 * @param uncached a client that reads from PostHog and never from the cache
 * @throws PostHogFailure that the call itself would meet as well: an unknown object or key, a key without calls left
 */
export async function readPresentState(
  { operation, args }: OperationRequest,
  table: Readonly<Record<string, Operation>>,
  uncached: OperationClient,
): Promise<PresentState> {
  const [path] = /^.*?\{id\}\//.exec(operation.path) ?? [];
  const reading = Object.values(table).find((one) => one.method === 'GET' && one.path === path);
  if (!reading) return { kind: 'none' };
  try {
    const row = await uncached.perform(reading, { path: args.path });
    return { kind: 'read', target: targetOf(reading, args.path), row };
  } catch (failure) {
    if (!isPostHogFailure(failure) || !inconclusive.has(failure.kind)) throw failure;
    return { kind: 'unreadable', failure };
  }
}

export const alreadyReadIn = (state: PresentState): AlreadyRead =>
  new Map(state.kind === 'read' ? [[state.target, state.row]] : []);

/**
 * Reads the part of the state that a token is bound to. 1 upstream call.
 * @throws PostHogFailure when it cannot be read, because the token then cannot be checked
 */
export async function readBoundPart(
  { request, table }: Pick<RequestedCall, 'request' | 'table'>,
  uncached: OperationClient,
): Promise<unknown> {
  const state = await readPresentState(request, table, uncached);
  if (state.kind === 'unreadable') throw state.failure;
  return boundPart(state) ?? null;
}

/** The part of the state that a token is bound to; undefined where no state was read. */
export function boundPart(state: PresentState): unknown {
  if (state.kind !== 'read') return undefined;
  if (!isJsonObject(state.row)) return state.row;
  return Object.fromEntries(
    Object.entries(state.row).filter(([name]) => !computedFields.has(name)),
  );
}
