import { MalformedError } from '../errors/errors.ts';
import type { Operation } from '../api/operations.ts';
import { asciiJson } from './ascii.ts';
import { failureOf } from './classify.ts';
import { lazyPage } from './lazy-json/page.ts';
import { refuseTooDeep } from './lazy-json/scan.ts';
import { unreliableAnswer } from './required-fields.ts';
import { redact } from '../keys/redact.ts';
import type { WireAnswer } from './wire.ts';

export interface AnswerOptions {
  /** The caller's key, which is taken out of every message. */
  readonly credential: string | undefined;
  /** Epoch milliseconds at which the answer arrived. */
  readonly now: number;
  /** Whether rows of a page decode a property only when it is read. */
  readonly lazyRows: boolean;
}

/**
 * PostHog's answer as JSON that has what the operation promises; undefined where it promises none.
 * Checked is what this product relies on whatever is asked (`required-fields.ts`): PostHog adds fields all the
 * time, and readers take the ones they know.
 * @throws PostHogFailure for every other answer
 */
export function answerOf(
  operation: Operation,
  answer: WireAnswer,
  { credential, now, lazyRows }: AnswerOptions,
): unknown {
  if (answer.status < 200 || answer.status > 299)
    throw failureOf(operation, answer, credential, now);
  const malformed = (problem: string) =>
    new MalformedError({
      operation: operation.id,
      message: redact(problem, credential),
      status: answer.status,
      uncertain: operation.effect !== 'read',
    });
  if (operation.answer === 'nothing') {
    if (answer.body.length === 0) return undefined;
    throw malformed(
      `PostHog answered ${contentOf(answer)} where ${operation.id} promises nothing.`,
    );
  }
  if (!isJson(answer)) throw malformed(`PostHog answered ${contentOf(answer)} instead of JSON.`);
  const json = parsed(operation, answer, lazyRows ? () => malformed(UNREADABLE) : undefined);
  const fault = json === unreadable ? UNREADABLE : unreliableAnswer(operation, json);
  if (fault !== undefined) throw malformed(fault);
  return json;
}

const unreadable = Symbol('not JSON');
const UNREADABLE = 'PostHog answered half a JSON, none, or one nested too deep.';

const contentOf = ({ headers }: WireAnswer) => headers['content-type'] ?? 'without a content type';

/** @param malformed makes the error of a lazy row that cannot be decoded; undefined reads everything at once */
function parsed(
  operation: Operation,
  answer: WireAnswer,
  malformed: (() => Error) | undefined,
): unknown {
  try {
    const lazy =
      malformed && operation.answer === 'page' ? lazyPage(answer.body, malformed) : undefined;
    if (lazy) return lazy;
    // Going through the bytes takes a tenth of all the time of a read. What was read and cannot be worked on is
    // found out when it fails; a write is sent once, and its answer must be known to be good.
    if (operation.effect !== 'read' || operation.answer === 'page') refuseTooDeep(answer.body);
    return JSON.parse(asciiJson(answer.body));
  } catch {
    return unreadable;
  }
}

/** `application/json`, with or without a charset, or a `+json` kind. */
export function isJson(answer: WireAnswer): boolean {
  const type = answer.headers['content-type'] ?? '';
  return type === 'application/json' || /^application\/([\w.-]+\+)?json\b/i.test(type);
}
