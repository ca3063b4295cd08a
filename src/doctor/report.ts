import type { Operation } from '../posthog/api/operations.ts';
import type { Examined, Refusal } from './examine.ts';

export type Verdict = 'fits' | 'differs' | 'refused' | 'absent' | 'failed' | 'not read';

/** What an examination says about an operation. */
export function verdictOf({ misfits, refusals, answers, notRead }: Examined): Verdict {
  if (notRead !== undefined) return 'not read';
  if (misfits.length > 0 || refusals.some(({ kind }) => kind === 'malformed')) return 'differs';
  if (answers > 0) return 'fits';
  if (refusals.some(({ kind }) => REFUSED.has(kind))) return 'refused';
  return refusals.some(({ kind }) => ABSENT.has(kind)) ? 'absent' : 'failed';
}

const REFUSED: ReadonlySet<string> = new Set(['unauthenticated', 'forbidden']);
const ABSENT: ReadonlySet<string> = new Set(['not-found', 'unsupported']);

/** The lines printed for one operation. They contain nothing that people wrote into PostHog. */
export function linesOf(examined: Examined): string[] {
  const { operation, answers, misfits, unknown, refusals, notRead } = examined;
  const verdict = verdictOf(examined);
  const count = answers === 1 ? '1 answer' : `${answers} answers`;
  const outcome = notRead ?? (answers > 0 ? count : '');
  return [
    `${verdict.padEnd(9)} ${operation.method.padEnd(4)} ${operation.path}${outcome && `  (${outcome})`}`,
    ...misfits.map(({ path, expected, found }) => `${INDENT}${path}: ${found}, not ${expected}`),
    ...(unknown.length > 0 ? [`${INDENT}not in the contract: ${unknown.join(', ')}`] : []),
    ...refusals.map((refusal) => `${INDENT}${reasonOf(operation, refusal)}`),
  ];
}

const INDENT = ' '.repeat(10);

/** Why a call was refused. PostHog's own text is not repeated, since it may name people and organisations. */
function reasonOf(operation: Operation, { status, kind, message, missingScopes }: Refusal): string {
  const answered = status === undefined ? 'no answer' : `HTTP ${status}`;
  switch (kind) {
    case 'malformed':
      return message;
    case 'forbidden':
      return missingScopes.length > 0
        ? `${answered}: the key lacks ${missingScopes.join(', ')}`
        : `${answered}: the key has no access${operation.scopes.length > 0 ? `; the operation requires ${operation.scopes.join(', ')}` : ''}`;
    case 'not-found':
    case 'unsupported':
      return `${answered}: this PostHog does not have the endpoint or the object`;
    default:
      return `${answered}: ${kind}`;
  }
}

/** The closing lines. */
export function summaryOf(all: readonly Examined[], calls: number): string[] {
  const count = (verdict: Verdict) => all.filter((one) => verdictOf(one) === verdict).length;
  const differing = count('differs');
  const parts = [
    `${count('fits')} fit`,
    `${differing} differ`,
    `${count('refused')} refused`,
    `${count('absent')} absent`,
    `${count('failed')} failed`,
    `${count('not read')} not read`,
  ];
  return [
    `${all.length} operations, ${calls} calls: ${parts.join(', ')}.`,
    ...(differing > 0
      ? ['What differs is shown without any data of yours, so it can be reported as it is.']
      : []),
  ];
}
