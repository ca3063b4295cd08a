import { hash } from 'node:crypto';
import {
  isPostHogFailure,
  NotFoundError,
  UnsupportedError,
  type FailureFacts,
} from '../../posthog/errors/errors.ts';
import type { AlreadyRead } from '../../posthog/types.ts';
import type { Check } from './topic.ts';

/**
 * What one check saw, in a form that can be kept and passed on: reading the topic again with these answers gives the
 * same state, without a call.
 */
export interface Sighting {
  readonly answers: AlreadyRead;
  /** Equal for equal answers. */
  readonly digest: string;
  readonly check: Check;
  /** Upstream calls of the check. */
  readonly calls: number;
}

/** Failures that say something about what is at PostHog, so that they are part of a state. */
const FACTS = { 'not-found': NotFoundError, unsupported: UnsupportedError } as const;

interface WrittenFailure extends Pick<FailureFacts, 'operation' | 'message' | 'status' | 'body'> {
  readonly kind: keyof typeof FACTS;
}

interface Written {
  readonly digest: string;
  readonly at: number;
  readonly pace: Check['pace'];
  readonly nextAt: number | null;
  readonly calls: number;
  readonly answers: readonly (readonly [target: string, json: unknown])[];
  readonly failures: readonly (readonly [target: string, failure: WrittenFailure])[];
}

/** The answers of one check, noted while it reads. */
export class NotedAnswers {
  readonly #answers = new Map<string, unknown>();

  readonly note = (target: string, outcome: unknown): void => {
    const isFact = !(outcome instanceof Error) || isFactual(outcome);
    if (isFact) this.#answers.set(target, outcome);
  };

  /** The answers as text, without what the check cost and when it was. */
  write(): WrittenAnswers {
    const sorted = [...this.#answers].toSorted(([one], [other]) => (one < other ? -1 : 1));
    const failures = sorted.flatMap(([target, outcome]) =>
      isFactual(outcome) ? [[target, writtenFailure(outcome)]] : [],
    );
    const text = JSON.stringify({
      answers: sorted.filter(([, outcome]) => !(outcome instanceof Error)),
      failures,
    });
    return { text, digest: hash('sha256', text, 'base64url') };
  }
}

export interface WrittenAnswers {
  readonly text: string;
  readonly digest: string;
}

/** A sighting as text. */
export function writeSighting(
  { text, digest }: WrittenAnswers,
  check: Check,
  calls: number,
): string {
  const { at, pace, nextAt } = check;
  const facts = { digest, at: at.getTime(), pace, nextAt: nextAt?.getTime() ?? null, calls };
  return `${JSON.stringify(facts).slice(0, -1)},${text.slice(1)}`;
}

/**
 * A sighting from its text.
 * @returns undefined when the text is not one, such as one of another version of this server
 */
export function readSighting(text: string): Sighting | undefined {
  try {
    const { digest, at, pace, nextAt, calls, answers, failures } = JSON.parse(text) as Written;
    const noted = new Map<string, unknown>(answers);
    for (const [target, failure] of failures) noted.set(target, failureFrom(failure));
    const check = { at: new Date(at), pace, nextAt: nextAt === null ? null : new Date(nextAt) };
    return { answers: noted, digest, check, calls };
  } catch {
    return undefined;
  }
}

type Fact = NotFoundError | UnsupportedError;

const isFactual = (outcome: unknown): outcome is Fact =>
  isPostHogFailure(outcome) && outcome.kind in FACTS;

const writtenFailure = ({ kind, operation, message, status, body }: Fact): WrittenFailure => ({
  kind,
  operation,
  message,
  status,
  body,
});

const failureFrom = ({ kind, ...facts }: WrittenFailure): Fact => new FACTS[kind](facts);
