import type { Logger } from 'pino';
import type { Observer } from '../instrumentation/observer.ts';
import { requestIdOf, Operation, type Parent } from '../instrumentation/operation.ts';
import type { FlagState, WriteRecord } from '../instrumentation/write.ts';

/**
 * Writes one line for each write to PostHog. The line of a write whose outcome is uncertain waits for the end of the operation
 * that caused it, which may find out.
 */
export class AuditLog implements Observer {
  readonly #log: Logger;
  readonly #waiting = new Map<Operation, WriteRecord[]>();

  constructor(log: Logger) {
    this.#log = log;
  }

  writeEnded(write: WriteRecord): void {
    const { cause, outcome } = write;
    if (outcome !== 'uncertain' || cause === undefined || cause.ms !== undefined) {
      this.#log.info(lineOf(write), 'write');
      return;
    }
    const others = this.#waiting.get(cause) ?? [];
    this.#waiting.set(cause, [...others, write]);
  }

  operationEnded(operation: Operation): void {
    for (const write of this.#waiting.get(operation) ?? []) this.#log.info(lineOf(write), 'write');
    this.#waiting.delete(operation);
  }

  /** Writes the lines that wait, when the process stops. */
  end(): void {
    for (const operation of this.#waiting.keys()) this.operationEnded(operation);
  }
}

/** What a line says. Undefined values are left out of it. */
function lineOf(write: WriteRecord): object {
  const { cause, mutation, target, flagBefore, flagAfter } = write;
  const { api, tool, name } = originOf(cause);
  return {
    // When it began; `time` is when its outcome was known.
    startedAt: new Date(write.startedAt).toISOString(),
    ms: Math.round(write.ms),
    requestId: requestIdOf(cause),
    caller: cause?.request?.caller,
    credential: write.credential,
    client: write.client,
    api,
    tool,
    operationName: name,
    mutation: mutation?.name,
    idempotencyKey: mutation?.idempotencyKey,
    operation: write.operation,
    method: write.method,
    project: write.project,
    target: {
      type: target.type,
      ids: target.ids.length > 0 ? target.ids : undefined,
      created: write.created,
      flagKey: (flagAfter ?? flagBefore)?.key,
    },
    fields: write.fields,
    flagBefore: flagBefore && stateOf(flagBefore),
    flagAfter: flagAfter && stateOf(flagAfter),
    outcome: write.outcome,
    code: write.code,
    upstreamStatus: write.status,
    foundByReading: write.isFoundByReading ? true : undefined,
    check: write.check,
  };
}

const stateOf = ({ readAt, ...state }: FlagState) => ({
  ...state,
  readAt: readAt === undefined ? undefined : new Date(readAt).toISOString(),
});

/** Which API the caller used, the tool of MCP, and the name that the caller gave a GraphQL operation. */
function originOf(cause: Operation | undefined) {
  const outermost = outermostOf(cause);
  return {
    api: outermost?.api,
    tool: outermost?.type === 'tool' ? outermost.name : undefined,
    name: cause?.api === 'graphql' ? cause.name : undefined,
  };
}

function outermostOf(operation: Operation | undefined): Operation | undefined {
  const parent: Parent | undefined = operation?.parent;
  return parent instanceof Operation ? outermostOf(parent) : operation;
}
