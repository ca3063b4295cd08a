import type { GraphQLInputFieldMap } from 'graphql';
import { isPostHogFailure } from '../../posthog/errors/errors.ts';
import type { OperationId } from '../../posthog/api/operations.ts';
import type { GraphContext } from '../context/context.ts';
import type { InputCode } from '../context/input-codes.ts';
import type { PostHogKey } from '../core/global-id.ts';
import { projectOf } from '../core/project-argument.ts';
import { isProblem, problemOf, type About, type Problem } from './problems/problem-of.ts';
import { validationProblem } from './problems/validation-problem.ts';
import { InputFaults, InvalidInput } from './input-faults.ts';
import { MAX_LIVE_KEYS, type IdempotentWork } from './idempotency/idempotency.ts';
import { lostAttempt } from './idempotency/lost-attempt.ts';
import { safelyBefore } from './reconcile.ts';

const MAX_IDEMPOTENCY_KEY = 255;

/** What a payload must have to be a member of a result union. */
export interface PayloadBase {
  readonly typename: string;
}

/** How something is done once. */
export interface OnceOptions<Payload> {
  /** Looks up the outcome of a first attempt whose outcome is unknown. */
  readonly recover?: (error: unknown) => Promise<Payload | Problem>;
  /** False for a payload that says that nothing was changed; when omitted, every payload counts as a change. */
  readonly hasChanged?: (payload: Payload) => boolean;
}

/** What every input has (`common-inputs.ts`). */
export interface MutationInput {
  readonly projectId?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

/** What a run is made of. */
export interface MutationCall {
  /** Name of the mutation's field. */
  readonly mutation: string;
  /** The fields that its input can have. */
  readonly inputFields: GraphQLInputFieldMap;
  readonly input: MutationInput;
  /** The call that changes something. */
  readonly operation: () => OperationId;
}

/** One execution of one mutation: collects input faults, and turns failures into its problems. */
export class MutationRun {
  readonly context: GraphContext;
  readonly faults = new InputFaults();
  /** The project that the input names, else the configured one; '' when it is wrong, which is among the faults. */
  readonly projectId: string;
  readonly #call: MutationCall;
  #about: About;
  #attemptedAt: Date | undefined;
  #key: PostHogKey | undefined;

  constructor(context: GraphContext, call: MutationCall) {
    const { inputFields, input } = call;
    this.#call = call;
    this.context = context;
    this.#about = { inputFields };
    this.projectId = this.faults.reading('projectId', () => projectOf(input, context)) ?? '';
  }

  /** A run of its own for one item of many, with its own faults and its own problems. */
  item(): MutationRun {
    return new MutationRun(this.context, this.#call);
  }

  /** Reads the `id` of the input: an id of this graph, or PostHog's number in the input's project. */
  key(typename: string, id: string): PostHogKey {
    return (this.#key = this.faults.key(typename, id, this.projectId, 'id'));
  }

  /** Ends the run when its input is wrong, with everything that was found. @throws InvalidInput */
  raiseFaults(): void {
    const { idempotencyKey } = this.#call.input;
    this.faults.text('idempotencyKey', idempotencyKey, { max: MAX_IDEMPOTENCY_KEY });
    this.faults.raise();
  }

  /** Says what the mutation is about, for the problems that name it. */
  about(facts: Omit<About, 'inputFields'>): void {
    this.#about = { ...this.#about, ...facts };
  }

  /**
   * The earliest moment by PostHog's clock at which the write of this run can have been carried out. Under an
   * idempotency key that repeats an earlier request, it is that request's write.
   */
  get since(): Date {
    return safelyBefore(this.#attemptedAt ?? this.context.clock.now);
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
   * Does the work once per idempotency key of the input; without a key, simply does it. Call it after
   * {@link raiseFaults}: an input that is wrong does not use the key up.
   */
  async once<Payload extends PayloadBase>(
    work: () => Promise<Payload | Problem>,
    { recover, hasChanged = () => true }: OnceOptions<Payload> = {},
  ): Promise<Payload | Problem> {
    const { credential, idempotency } = this.context;
    const { mutation, input } = this.#call;
    const { idempotencyKey } = input;
    if (idempotencyKey == null || credential === undefined) return this.settle(work);
    const scope = { credential, mutation, key: idempotencyKey };
    const meant = { ...input, projectId: this.projectId };
    const once = await idempotency.once<Payload | Problem>(scope, meant, {
      perform: () => this.settle(work),
      hasChanged: (answer) => !isProblem(answer) && hasChanged(answer),
      recover: recover && this.#recovering(recover),
      lost: () => lostAttempt(this.#call, this.#key, this.projectId),
      msLeft: this.context.msLeft,
    });
    switch (once.kind) {
      case 'too-many':
        return keyProblem('TOO_MANY_IDEMPOTENCY_KEYS', TOO_MANY);
      case 'other-input':
        return keyProblem('IDEMPOTENCY_KEY_REUSED', REUSED);
      default: {
        const { kind, outcome } = once;
        if ('error' in outcome) throw outcome.error;
        const { answer } = outcome;
        return kind === 'repeat' && !isProblem(answer) ? { ...answer, replayed: true } : answer;
      }
    }
  }

  #recovering<Payload extends PayloadBase>(
    recover: (error: unknown) => Promise<Payload | Problem>,
  ): IdempotentWork<Payload | Problem>['recover'] {
    return (error, since) => {
      this.#attemptedAt = new Date(since);
      return this.settle(() => recover(error));
    };
  }
}

const TOO_MANY = `Your key already has ${MAX_LIVE_KEYS} idempotency keys from the last ten minutes. Nothing was done.`;
const REUSED = 'This idempotency key was used with different input in the last ten minutes.';

const keyProblem = (code: InputCode, message: string) =>
  validationProblem([{ path: 'idempotencyKey', code, message }]);
