import { MalformedError } from '../errors/errors.ts';
import type { Operation } from '../api/operations.ts';
import { asciiJson } from './ascii.ts';
import { failureOf } from './classify.ts';
import { lazyPage } from './lazy-json/page.ts';
import { isJsonTooDeep } from '../request/value-depth.ts';
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
 * Parses PostHog's answer and checks that it has the shape the operation promises; undefined if there is no body.
 * Only the fields this product always relies on are checked (`required-fields.ts`): PostHog adds fields all the
 * time, and unknown ones are ignored.
 * @throws PostHogFailure for every other answer
 */
export function answerOf(
  operation: Operation,
  answer: WireAnswer,
  { credential, now, lazyRows }: AnswerOptions,
): unknown {
  if (answer.status < 200 || answer.status > 299)
    throw failureOf(operation, answer, credential, now);
  const malformed = (problem: string, path?: string) =>
    new MalformedError({
      path,
      operation: operation.id,
      message: redact(problem, credential),
      status: answer.status,
      uncertain: operation.effect !== 'read',
    });
  if (operation.answer === 'nothing') {
    if (answer.body.length === 0) return undefined;
    throw malformed(
      `PostHog responded with ${contentOf(answer)} to ${operation.id}, where no content was expected.`,
    );
  }
  if (!isJson(answer))
    throw malformed(`PostHog responded with ${contentOf(answer)} instead of JSON.`);
  const json = parsed(operation, answer, lazyRows ? () => malformed(UNREADABLE) : undefined);
  if (json === unreadable) throw malformed(UNREADABLE);
  const fault = unreliableAnswer(operation, json);
  if (fault) throw malformed(fault.message, fault.path);
  return json;
}

const unreadable = Symbol('not JSON');
const UNREADABLE = "PostHog's response is not valid JSON, is truncated, or is nested too deeply.";

const contentOf = ({ headers }: WireAnswer) =>
  headers['content-type'] ?? 'an unspecified content type';

/**
 * True for operations whose answers are checked for their depth when they arrive: pages, and answers to writes, which
 * are sent only once, so that their answers must be known to be usable. Scanning the bytes takes a tenth of the time of
 * a read; other reads with too deep an answer fail when it is processed.
 */
export const isDepthChecked = ({ effect, answer }: Operation): boolean =>
  effect !== 'read' || answer === 'page';

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
    if (isDepthChecked(operation) && isJsonTooDeep(answer.body)) return unreadable;
    return JSON.parse(asciiJson(answer.body));
  } catch {
    return unreadable;
  }
}

/** True for `application/json`, with or without a charset, and for `+json` types. */
function isJson(answer: WireAnswer): boolean {
  const type = answer.headers['content-type'] ?? '';
  return type === 'application/json' || /^application\/([\w.-]+\+)?json\b/i.test(type);
}
