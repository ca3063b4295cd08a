import { GraphQLError } from 'graphql';
import type { Instrumentation } from '../../instrumentation/instrumentation.ts';
import type { OperationCost } from '../../instrumentation/operation-facts.ts';
import type { Operation } from '../../instrumentation/operation.ts';
import { isPostHogFailure } from '../../posthog/errors/errors.ts';
import { failureTable } from '../../posthog/errors/failure-table.ts';

/** Where a poller's checks are reported. */
export interface CheckReporting {
  readonly instrumentation: Instrumentation;
  /** The subscription that started the poller; undefined when nothing observes. */
  readonly startedBy: Operation | undefined;
}

/** One check of a poller, as it is reported. */
export class ReportedCheck {
  readonly #instrumentation: Instrumentation;
  /** Undefined when nothing observes. */
  readonly operation: Operation | undefined;

  /** @param topic its name, whose first word says what kind of topic it is */
  constructor({ instrumentation, startedBy }: CheckReporting, topic: string) {
    const [name] = topic.split(' ', 1);
    this.#instrumentation = instrumentation;
    this.operation = instrumentation.startOperation({
      api: 'graphql',
      type: 'poll',
      name,
      startedBy,
    });
  }

  /** @param failure what the check failed with; undefined for a success */
  end(cost: OperationCost, failure: unknown): void {
    this.operation?.spend(cost);
    this.#instrumentation.endOperation(
      this.operation,
      failure === undefined ? [] : [codeOf(failure)],
    );
  }
}

function codeOf(failure: unknown): string {
  if (isPostHogFailure(failure)) return failureTable[failure.kind].code;
  const code = failure instanceof GraphQLError ? failure.extensions['code'] : undefined;
  return typeof code === 'string' ? code : 'INTERNAL_SERVER_ERROR';
}
