import type { GraphQLInputFieldMap } from 'graphql';
import { isPostHogFailure } from '../../posthog/errors/errors.ts';
import type { GraphContext } from '../context/context.ts';
import { isProblem, problemOf, type About, type Problem } from './problems/problem-of.ts';
import { validationProblem } from './problems/validation-problem.ts';
import { InputFaults, InvalidInput } from './input-faults.ts';
import { MAX_LIVE_KEYS } from './idempotency.ts';
import { isUncertain } from './uncertain.ts';

const MAX_IDEMPOTENCY_KEY = 255;

/** What a payload must have to be a member of a result union. */
export interface PayloadBase {
  readonly typename: string;
}

/** How something is done once. */
export interface OnceOptions<Payload> {
  /** Looks again for a first attempt that nobody knows the end of. */
  readonly recover?: (error: unknown) => Promise<Payload | Problem>;
  /** False for a payload that says that nothing was changed; always true when left out. */
  readonly hasChanged?: (payload: Payload) => boolean;
}

/** One execution of one mutation: collects what is wrong, and turns failures into its problems. */
export class MutationRun {
  readonly context: GraphContext;
  readonly faults = new InputFaults();
  readonly #mutation: string;
  #about: About;

  constructor(mutation: string, context: GraphContext, inputFields: GraphQLInputFieldMap) {
    this.#mutation = mutation;
    this.context = context;
    // What a write is decided on, and what is shown after it, must be as PostHog has it now.
    context.plan.freshness = { maxAgeMs: 0, staleOk: false };
    this.#about = { inputFields };
  }

  /** A run of its own for one item of many, with its own faults and its own problems. */
  item(): MutationRun {
    return new MutationRun(this.#mutation, this.context, this.#about.inputFields);
  }

  /** Says what the mutation is about, for the problems that name it. */
  about(facts: Omit<About, 'inputFields'>): void {
    this.#about = { ...this.#about, ...facts };
  }

  /** The outcome of work that may fail. @throws what belongs into `errors` */
  async settle<Payload extends PayloadBase>(
    work: () => Promise<Payload | Problem>,
  ): Promise<Payload | Problem> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof InvalidInput) return validationProblem(error.faults);
      if (isPostHogFailure(error)) return problemOf(error, this.#about);
      throw error;
    }
  }

  /**
   * Does the work once per idempotency key; without a key, simply does it. Call it after
   * `faults.raise()`: an input that is wrong does not use the key up.
   */
  async once<Payload extends PayloadBase>(
    idempotencyKey: string | null | undefined,
    input: object,
    work: () => Promise<Payload | Problem>,
    { recover, hasChanged = () => true }: OnceOptions<Payload> = {},
  ): Promise<Payload | Problem> {
    const { credential, idempotency } = this.context;
    if (idempotencyKey == null || credential === undefined) return this.settle(work);
    const scope = { credential, mutation: this.#mutation, key: idempotencyKey };
    const claim = idempotency.claim(scope, input, {
      perform: () => this.settle(work),
      hasChanged: (answer) => !isProblem(answer) && hasChanged(answer),
    });
    if (claim.kind === 'first') return claim.answer;
    if (claim.kind === 'too-many') {
      return validationProblem([
        {
          path: 'idempotencyKey',
          code: 'TOO_MANY_IDEMPOTENCY_KEYS',
          message: `Your key has ${MAX_LIVE_KEYS} idempotency keys of the last ten minutes already. Nothing was done.`,
        },
      ]);
    }
    if (claim.kind === 'other-input') {
      return validationProblem([
        {
          path: 'idempotencyKey',
          code: 'IDEMPOTENCY_KEY_REUSED',
          message: 'This idempotency key was used with another input in the last ten minutes.',
        },
      ]);
    }
    try {
      const answer = await claim.answer;
      return isProblem(answer) ? answer : { ...answer, replayed: true };
    } catch (error) {
      if (recover && isUncertain(error)) return this.settle(() => recover(error));
      throw error;
    }
  }

  /** Checks the key itself. */
  checkIdempotencyKey(key: string | null | undefined): void {
    this.faults.text('idempotencyKey', key, { max: MAX_IDEMPOTENCY_KEY });
  }
}
