import type { FlagState, WriteRecord, WriteTarget } from '../../instrumentation/write.ts';
import { asObject } from '../api/json.ts';
import { isPostHogFailure } from '../errors/errors.ts';
import { failureTable } from '../errors/failure-table.ts';
import { credentialOf } from '../keys/credential.ts';
import { flagBefore } from './flag-before.ts';
import { flagStateIn } from './flag-state.ts';
import { noteUncertain } from './found-outcome.ts';
import type { Write, WriteReporting } from './write.ts';

/**
 * Sends a write and reports it with its outcome; makes no call of its own.
 * @param send resolves to PostHog's answer. What it rejects with is rethrown, with `check` set where it is uncertain
 */
export async function reportedWrite(
  write: Write,
  { instrumentation, cachedAnswers, now }: WriteReporting,
  send: () => Promise<unknown>,
): Promise<unknown> {
  if (!instrumentation.isObserved) return send();
  const record = recordOf(write, now(), flagBefore(write, cachedAnswers));
  try {
    const answer = await send();
    Object.assign(record, { outcome: 'done', status: statusOf(write) });
    noteAnswer(record, answer);
    return answer;
  } catch (error) {
    noteFailure(record, error);
    throw error;
  } finally {
    record.ms = now() - record.startedAt;
    instrumentation.writeEnded(record);
  }
}

function recordOf(write: Write, startedAt: number, before: FlagState | undefined): WriteRecord {
  const { operation, path, body, apiKey, client, ledger } = write;
  const project = path['project_id'];
  return {
    operation: operation.id,
    method: operation.method,
    project: project === undefined ? undefined : String(project),
    target: targetOf(write),
    created: undefined,
    fields: Object.keys(asObject(body)).slice(0, MAX_LISTED),
    credential: credentialOf(apiKey),
    client,
    mutation: ledger.mutation,
    cause: ledger.cause,
    startedAt,
    ms: 0,
    flagBefore: before,
    flagAfter: undefined,
    outcome: 'uncertain',
    code: undefined,
    status: undefined,
    check: undefined,
    isFoundByReading: false,
  };
}

/** No more than this of a list that a caller sent. */
const MAX_LISTED = 200;

function targetOf({ operation, path, body }: Write): WriteTarget {
  const [, type] = /^\/api\/projects\/\{project_id\}\/([a-z_]+)\//.exec(operation.path) ?? [];
  const { ids } = asObject(body);
  const sent = path['id'] ?? (Array.isArray(ids) ? ids : []);
  return { type, ids: [sent].flat().slice(0, MAX_LISTED).map(String) };
}

function noteAnswer(record: WriteRecord, answer: unknown): void {
  const { id } = asObject(answer);
  if (typeof id === 'number' && !record.target.ids.includes(String(id))) record.created = id;
  record.flagAfter = flagStateIn(answer);
  // A copy has a flag of its own.
  if (record.flagAfter && record.flagAfter.id !== record.flagBefore?.id)
    record.flagBefore = undefined;
}

function noteFailure(record: WriteRecord, error: unknown): void {
  if (!isPostHogFailure(error)) {
    // An error of this program says nothing of what PostHog did.
    record.code = 'INTERNAL_SERVER_ERROR';
    return;
  }
  const { uncertain, status, check } = error;
  record.code = failureTable[error.kind].code;
  record.status = status;
  record.outcome = uncertain ? 'uncertain' : 'refused';
  record.check = uncertain ? check : undefined;
  if (uncertain) noteUncertain(error, record);
}

/** The status of the last call, which is the write. */
const statusOf = ({ ledger }: Write): number | undefined => ledger.log.at(-1)?.status;
