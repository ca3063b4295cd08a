import { MalformedError } from '../errors.ts';
import type { AnswerShape, Operation } from '../operations.ts';
import { asciiJson } from './ascii.ts';
import { failureOf } from './classify.ts';
import { lazyPage } from './lazy/page.ts';
import { redact } from './redact.ts';
import type { WireAnswer } from './wire.ts';

/**
 * PostHog's answer as JSON, of the shape the operation promises; undefined where it promises none.
 * Only the outer shape is checked: PostHog adds fields all the time, and readers take the ones they know.
 * @throws PostHogFailure for every other answer
 */
export function answerOf(
  operation: Operation,
  answer: WireAnswer,
  credential: string | undefined,
  now: number,
): unknown {
  if (answer.status < 200 || answer.status > 299)
    throw failureOf(operation, answer, credential, now);
  if (operation.answer === 'nothing') return undefined;
  const malformed = (json: unknown) =>
    new MalformedError({
      operation: operation.id,
      message: redact(problemWith(operation, answer, json), credential),
      status: answer.status,
      uncertain: operation.effect !== 'read',
    });
  const json = parsed(operation, answer, () => malformed(unreadable));
  if (json === unreadable || !hasShape(json, operation.answer)) throw malformed(json);
  return json;
}

const unreadable = Symbol('not JSON');

function parsed(operation: Operation, answer: WireAnswer, malformed: () => Error): unknown {
  if (!isJson(answer)) return unreadable;
  try {
    const lazy = operation.answer === 'page' ? lazyPage(answer.body, malformed) : undefined;
    return lazy ?? JSON.parse(asciiJson(answer.body));
  } catch {
    return unreadable;
  }
}

/** `application/json`, with or without a charset, or a `+json` kind. */
export function isJson(answer: WireAnswer): boolean {
  const type = answer.headers['content-type'] ?? '';
  return type === 'application/json' || /^application\/([\w.-]+\+)?json\b/i.test(type);
}

function hasShape(json: unknown, shape: AnswerShape): boolean {
  if (shape === 'array') return Array.isArray(json);
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return false;
  if (shape !== 'page') return true;
  return (
    'results' in json &&
    Array.isArray(json.results) &&
    'count' in json &&
    typeof json.count === 'number'
  );
}

function problemWith(operation: Operation, answer: WireAnswer, json: unknown): string {
  if (!isJson(answer))
    return `PostHog answered ${answer.headers['content-type'] ?? 'without a content type'} instead of JSON.`;
  if (json === unreadable) return 'PostHog answered half a JSON or none.';
  return `PostHog answered JSON that is not the ${operation.answer} ${operation.id} promises.`;
}
